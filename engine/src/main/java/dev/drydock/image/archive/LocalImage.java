package dev.drydock.image.archive;

import dev.drydock.image.Digest;
import dev.drydock.image.Image;
import dev.drydock.image.ImageConfig;
import dev.drydock.image.Layer;
import dev.drydock.image.Warnings;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An image that was found on a local disk.
public final class LocalImage implements Image {
  private final String reference;
  private final @Nullable Digest digest;
  private final ImageConfig config;
  private final List<Layer> layers;
  private final Warnings warnings;
  private final Closeable resource;

  /// @param resource what the layers are read from; closed with the image
  public LocalImage(
      String reference,
      @Nullable Digest digest,
      ImageConfig config,
      List<Layer> layers,
      Warnings warnings,
      Closeable resource) {
    this.reference = reference;
    this.digest = digest;
    this.config = config;
    this.layers = List.copyOf(layers);
    this.warnings = warnings;
    this.resource = resource;
  }

  @Override
  public String reference() {
    return reference;
  }

  @Override
  public @Nullable Digest digest() {
    return digest;
  }

  @Override
  public ImageConfig config() {
    return config;
  }

  @Override
  public List<Layer> layers() {
    return layers;
  }

  @Override
  public List<String> warnings() {
    return warnings.list();
  }

  @Override
  public void close() throws IOException {
    resource.close();
  }
}
