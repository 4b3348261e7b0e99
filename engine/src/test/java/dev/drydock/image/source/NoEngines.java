package dev.drydock.image.source;

import dev.drydock.image.Image;
import java.io.IOException;
import java.util.Optional;

/// A machine without any container engine.
final class NoEngines implements ImageSources.Engines {
  static final NoEngines HERE = new NoEngines();

  private NoEngines() {}

  @Override
  public Image open(ImageRequest.Scheme scheme, String reference, ImageRequest request)
      throws IOException {
    throw new IOException("asked " + scheme.word() + " for " + reference);
  }

  @Override
  public Optional<Image> find(String reference, ImageRequest request) {
    return Optional.empty();
  }
}
