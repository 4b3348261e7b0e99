package dev.drydock.image.daemon;

import dev.drydock.image.Attestation;
import dev.drydock.image.Digest;
import dev.drydock.image.Image;
import dev.drydock.image.ImageConfig;
import dev.drydock.image.Layer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An image in a file that goes with it.
///
/// @param file removed on closing; `null` where it is gone already
record ExportedImage(Image image, @Nullable Path file) implements Image {

  @Override
  public String reference() {
    return image.reference();
  }

  @Override
  public @Nullable Digest digest() {
    return image.digest();
  }

  @Override
  public @Nullable Digest indexDigest() {
    return image.indexDigest();
  }

  @Override
  public List<Attestation> attestations() throws IOException, InterruptedException {
    return image.attestations();
  }

  @Override
  public ImageConfig config() {
    return image.config();
  }

  @Override
  public List<Layer> layers() {
    return image.layers();
  }

  @Override
  public List<String> warnings() {
    return image.warnings();
  }

  @Override
  public void close() throws IOException {
    image.close();
    if (file != null) {
      Files.deleteIfExists(file);
    }
  }
}
