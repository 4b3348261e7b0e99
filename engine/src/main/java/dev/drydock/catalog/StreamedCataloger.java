package dev.drydock.catalog;

import dev.drydock.image.FileContent;
import dev.drydock.image.LayerEntry;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Reads a file once, from its first byte to its last, and keeps none of it.
///
/// It is handed the bytes instead of asking for them. So it can look on while others read a file
/// that passes by in a stream, and nobody has to hold a file of a hundred megabytes for it.
public interface StreamedCataloger extends FileCataloger {
  /// Most bytes that are handed over at once.
  int MOST = 64 << 10;

  /// Starts with one file.
  Reading begin(LayerEntry file);

  @Override
  default void catalog(LayerEntry file, FileContent content, Discoveries out) throws IOException {
    Reading reading = begin(file);
    ByteBuffer buffer = ByteBuffer.allocate(Math.clamp(file.size(), 1, MOST));
    long at = 0;
    while (at < content.size()) {
      content.passBy(at);
      int n = content.read(at, buffer.clear());
      if (n <= 0) {
        throw new IOException(file.path() + " ends early");
      }
      reading.bytes(buffer.array(), n);
      at += n;
    }
    reading.end(out);
  }

  /// One file on its way.
  interface Reading extends Onlooker {
    /// There are no more.
    void end(Discoveries out);
  }
}
