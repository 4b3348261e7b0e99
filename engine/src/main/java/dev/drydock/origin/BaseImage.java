package dev.drydock.origin;

import org.jspecify.annotations.Nullable;

/// The image that another one was built upon.
///
/// @param reference as whoever told it wrote it, `debian:11` for instance; `null` where only its
///   layers are known
/// @param digest of its manifest, or of the index that it was taken from; `null` where nobody told
///   it
/// @param layers how many of the image's layers are its own, counted from the lowest
/// @param evidence what says so
public record BaseImage(
    @Nullable String reference, @Nullable String digest, int layers, Evidence evidence) {

  /// What says where a base image ends, the surest first.
  public enum Evidence {
    /// its layers were compared: those of the image begin with the same ones
    LAYERS("its layers are the lowest ones of this image"),
    /// the instructions of the Dockerfile account for the layers above
    DOCKERFILE("the Dockerfile accounts for the layers above"),
    /// the builder wrote `FROM …` into the history (Buildah, Podman)
    BUILDER("the builder wrote it into the history"),
    /// its lowest layers are those of another image, which has others above: so many it has at
    /// least
    SHARED_LAYERS("guessed: at least, as another image has the same lowest layers"),
    /// the history has a `CMD` in its middle: a guess, as builders write no better
    HISTORY("guessed: the history has a CMD below other layers"),
    /// the lowest layer holds the distribution: the least that can be said
    LOWEST_LAYER("guessed: the lowest layer holds the distribution");

    private final String words;

    Evidence(String words) {
      this.words = words;
    }

    /// For people, to follow a colon.
    public String words() {
      return words;
    }

    public boolean guessed() {
      return this == SHARED_LAYERS || this == HISTORY || this == LOWEST_LAYER;
    }
  }
}
