package dev.drydock.image;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One image of one platform: what its config says, and its layers from the base up.
///
/// Read-only and lazy: opening reads manifest and config, a layer's bytes are read when it is
/// walked. Layers may be walked by several threads at once.
public interface Image extends Closeable {

  /// What the user named: `docker-archive:app.tar`, `registry:debian:11`.
  String reference();

  /// The digest of the image manifest; `null` where the source has none (docker archives,
  /// directories).
  @Nullable Digest digest();

  /// The digest of the index that the image was chosen from, which is what its name stands for;
  /// `null` where it was not chosen from one, or nobody knows.
  default @Nullable Digest indexDigest() {
    return null;
  }

  ImageConfig config();

  /// From the base up. Entries of the history that made no layer are not here.
  List<Layer> layers();

  /// What lies beside it and can be had without another question over the network; nobody has
  /// verified who wrote it.
  default List<Attestation> attestations() throws IOException, InterruptedException {
    return List.of();
  }

  /// What was odd but did not stop the reading, one line each, for the user.
  List<String> warnings();
}
