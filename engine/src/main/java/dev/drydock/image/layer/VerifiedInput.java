package dev.drydock.image.layer;

import dev.drydock.image.Digest;
import dev.drydock.image.ImageException;
import dev.drydock.image.chunk.BulkInput;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// The stored bytes of a blob, counted and digested as they pass; at their end they must be what
/// was promised.
final class VerifiedInput extends BulkInput {
  private final InputStream in;
  private final @Nullable Digest expected;
  private final @Nullable MessageDigest digest;
  private final long size;
  private final String what;
  private long count;
  private boolean ended;

  /// @param size expected, negative where unknown
  VerifiedInput(InputStream in, @Nullable Digest expected, long size, String what) {
    this.in = in;
    this.expected = expected;
    this.digest = expected == null ? null : Digest.messageDigest(expected.algorithm());
    this.size = size;
    this.what = what;
  }

  /// Bytes that have passed.
  long count() {
    return count;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (ended || length == 0) {
      return ended ? -1 : 0;
    }
    int n = in.read(target, offset, length);
    if (n < 0) {
      ended = true;
      verify();
      return -1;
    }
    count += n;
    if (size >= 0 && count > size) {
      throw wrong("it is longer than the %,d bytes that its manifest says".formatted(size));
    }
    if (digest != null) {
      digest.update(target, offset, n);
    }
    return n;
  }

  private void verify() throws ImageException {
    if (size >= 0 && count < size) {
      throw wrong("it ends after %,d of %,d bytes".formatted(count, size));
    }
    if (digest != null && expected != null) {
      String hex = HexFormat.of().formatHex(digest.digest());
      if (!hex.equals(expected.hex())) {
        throw wrong("its digest is " + expected.algorithm() + ":" + hex + ", not " + expected);
      }
    }
  }

  private ImageException wrong(String why) {
    return new ImageException(
        ImageException.Kind.CORRUPT,
        what + " is damaged: " + why + "; get or build the image again");
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
