package dev.drydock.image.layer;

import java.io.IOException;
import java.io.InputStream;

/// Where the stored bytes of a layer come from: a registry, a file, a member of an archive.
@FunctionalInterface
public interface BlobSource {

  /// The bytes from the first on; called once for each walk of the layer. The caller closes the
  /// stream, possibly from another thread than the one that reads it.
  InputStream open() throws IOException, InterruptedException;
}
