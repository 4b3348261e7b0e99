package dev.drydock.image;

import dev.drydock.limits.LimitExceededException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/// The bytes of one file, read from any position; from heap or from a region of a local file.
public interface FileContent {

  /// So many bytes from the start can always be read: in the head of a file stands what it is.
  int HEAD = 4096;

  long size();

  /// Reads into `target` from `position` until it is full or the content ends.
  ///
  /// @return how many bytes were read, 0 at the end
  int read(long position, ByteBuffer target) throws IOException;

  /// Promises that nothing before `position` will be read again, so that a file that passes by in a
  /// stream need not be held, but for its [#HEAD]. Reading it all the same is a [PassedByException]
  /// then.
  default void passBy(long position) {}

  /// From the start to the end. Closing it is not needed but does no harm.
  InputStream stream() throws IOException;

  /// Whether this may be kept and read after the visit that it came with, until the image is
  /// closed.
  boolean durable();

  /// The whole content.
  ///
  /// @throws LimitExceededException where it is longer than `max`
  default byte[] bytes(int max, String what) throws IOException {
    long size = size();
    if (size > max) {
      throw new LimitExceededException("fileBytes", what, max);
    }
    ByteBuffer buffer = ByteBuffer.allocate((int) size);
    long at = 0;
    while (buffer.hasRemaining()) {
      int n = read(at, buffer);
      if (n <= 0) {
        throw new IOException(what + " ends early");
      }
      at += n;
    }
    return buffer.array();
  }
}
