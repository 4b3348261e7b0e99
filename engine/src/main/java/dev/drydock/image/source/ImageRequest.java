package dev.drydock.image.source;

import dev.drydock.image.Platform;
import dev.drydock.limits.Limits;
import org.jspecify.annotations.Nullable;

/// Which image a user wants: `docker-archive:app.tar`, `registry:debian:11`, `debian:11`,
/// `app.tar`.
///
/// @param text as the user wrote it
/// @param scheme the word before the first colon, where it is one that says where to look; else
///   `null`
/// @param rest what follows the scheme; all of the text where there is none
/// @param platformGiven whether the user asked for `platform`, or it is merely the host's
public record ImageRequest(
    String text,
    @Nullable Scheme scheme,
    String rest,
    Platform platform,
    boolean platformGiven,
    Limits limits) {

  /// Where to look for an image.
  public enum Scheme {
    DOCKER_ARCHIVE("docker-archive"),
    OCI_ARCHIVE("oci-archive"),
    OCI_DIRECTORY("oci-dir"),
    ROOT_FILE_SYSTEM("rootfs"),
    DIRECTORY("dir"),
    REGISTRY("registry"),
    DOCKER("docker"),
    PODMAN("podman"),
    CONTAINERS_STORAGE("containers-storage"),
    CONTAINERD("containerd"),
    /// a bill of materials in the place of the image; no [ImageSources] opens it
    BILL_OF_MATERIALS("sbom");

    private final String word;

    Scheme(String word) {
      this.word = word;
    }

    /// The word before the colon.
    public String word() {
      return word;
    }
  }

  /// Takes the user's words apart.
  public static ImageRequest parse(
      String text, Platform platform, boolean platformGiven, Limits limits) {
    for (Scheme scheme : Scheme.values()) {
      String word = scheme.word();
      if (text.length() > word.length()
          && text.startsWith(word)
          && text.charAt(word.length()) == ':') {
        String rest = text.substring(word.length() + 1);
        return new ImageRequest(text, scheme, rest, platform, platformGiven, limits);
      }
    }
    return new ImageRequest(text, null, text, platform, platformGiven, limits);
  }

  /// The same, where another platform suits best: that of an image to compare with.
  ///
  /// @param other `os/architecture[/variant]`; anything else is passed over
  public ImageRequest preferring(String other) {
    try {
      return new ImageRequest(text, scheme, rest, Platform.parse(other), false, limits);
    } catch (IllegalArgumentException _) {
      return this;
    }
  }

  /// The same, for what is made for any platform.
  public ImageRequest anyPlatform() {
    return new ImageRequest(text, scheme, rest, platform, false, limits);
  }
}
