package dev.drydock.promotion.graph;

import dev.drydock.image.Digest;
import dev.drydock.image.Platform;
import dev.drydock.image.manifest.Descriptor;
import dev.drydock.image.manifest.ImageIndex;
import dev.drydock.image.manifest.ImageManifest;
import dev.drydock.image.manifest.Manifest;
import dev.drydock.image.registry.StoredManifest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One manifest on its way, byte by byte as it is stored, and what it says.
///
/// @param stored under the media type that its own text has
/// @param platform what an index says that it is made for; `null` where none says
///
///   No pattern switches in here: the first one of a process costs it ten milliseconds.
public record Part(StoredManifest stored, Manifest manifest, @Nullable Platform platform) {
  private static final String STATEMENTS = "application/vnd.in-toto+json";

  public Digest digest() {
    return stored.digest();
  }

  /// The blobs that it names, the layers before the config.
  public List<Descriptor> blobs() {
    if (!(manifest instanceof ImageManifest image)) {
      return List.of();
    }
    List<Descriptor> blobs = new ArrayList<>(image.layers());
    blobs.add(image.config());
    return blobs;
  }

  /// The manifests that it names.
  public List<Descriptor> manifests() {
    return manifest instanceof ImageIndex index ? index.manifests() : List.of();
  }

  /// Whether somebody could run it. Told by what it holds, not by what an index says of it: that
  /// could keep an image from being judged.
  public boolean isRunnable() {
    return manifest instanceof ImageManifest image
        && (image.layers().isEmpty()
            || !image.layers().stream().allMatch(layer -> layer.mediaType().equals(STATEMENTS)));
  }
}
