package dev.drydock.image.archive;

import dev.drydock.image.chunk.BulkInput;
import java.io.IOException;
import java.io.InputStream;

/// The next bytes of a longer stream, as a stream of their own.
final class FirstBytes extends BulkInput {
  private final InputStream in;
  private long left;

  FirstBytes(InputStream in, long count) {
    this.in = in;
    this.left = count;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (left == 0) {
      return -1;
    }
    int n = in.read(target, offset, (int) Math.min(length, left));
    left -= Math.max(0, n);
    return n;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
