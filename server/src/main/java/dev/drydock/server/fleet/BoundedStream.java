package dev.drydock.server.fleet;

import dev.drydock.server.web.Problem;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.http.HttpStatus;
import org.springframework.util.unit.DataSize;

/// A stream that ends with a [Problem] where more comes than may.
final class BoundedStream extends FilterInputStream {
  private final DataSize most;
  private long left;

  BoundedStream(InputStream in, DataSize most) {
    super(in);
    this.most = most;
    this.left = most.toBytes();
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    return read < 0 ? read : counted(1, read);
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = super.read(buffer, offset, length);
    return read < 0 ? read : counted(read, read);
  }

  @Override
  public long skip(long count) throws IOException {
    long skipped = super.skip(count);
    counted(skipped, 0);
    return skipped;
  }

  private int counted(long bytes, int result) {
    left -= bytes;
    if (left < 0) {
      throw tooLarge(most);
    }
    return result;
  }

  static Problem tooLarge(DataSize most) {
    return new Problem(
        HttpStatus.CONTENT_TOO_LARGE,
        "The document is larger than the "
            + most.toMegabytes()
            + " MB that this server takes; its operator can raise that (drydock.fleet)");
  }
}
