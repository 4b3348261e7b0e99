package dev.drydock.image;

import java.io.IOException;
import java.io.InputStream;

/// Where the stored bytes of a blob come from: a file, a region of an archive, a registry.
@FunctionalInterface
public interface BlobSource {

  /// From the first byte to the last, as they are stored; may be called again, by several threads.
  ///
  /// @throws ImageException where the blob cannot be had
  InputStream open() throws IOException;
}
