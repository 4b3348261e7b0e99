package dev.drydock.image.archive;

import dev.drydock.image.Attestation;
import dev.drydock.image.Digest;
import dev.drydock.image.Image;
import dev.drydock.image.ImageConfig;
import dev.drydock.image.Layer;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An image of an OCI layout, with what the index says beside it.
///
/// @param indexDigest of the index within the layout that it was chosen from; `null` where it
///   stands in the layout's own, which no registry has
record LayoutImage(LocalImage image, @Nullable Digest indexDigest, LayoutAttestations beside)
    implements Image {

  @Override
  public String reference() {
    return image.reference();
  }

  @Override
  public @Nullable Digest digest() {
    return image.digest();
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
  public List<Attestation> attestations() throws IOException, InterruptedException {
    return beside.list();
  }

  @Override
  public List<String> warnings() {
    return image.warnings();
  }

  @Override
  public void close() throws IOException {
    image.close();
  }
}
