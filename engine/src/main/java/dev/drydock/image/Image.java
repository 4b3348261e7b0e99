package dev.drydock.image;

import java.io.Closeable;
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

  ImageConfig config();

  /// From the base up. Entries of the history that made no layer are not here.
  List<Layer> layers();

  /// What was odd but did not stop the reading, one line each, for the user.
  List<String> warnings();
}
