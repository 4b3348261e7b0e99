package dev.drydock.image.layer;

import dev.drydock.image.Digest;
import dev.drydock.image.chunk.BulkInput;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/// Bytes whose digest is reckoned as they pass.
final class DigestedInput extends BulkInput {
  private static final int BUFFER = 256 << 10;

  private final InputStream in;
  private final MessageDigest digest = Digest.messageDigest("sha256");

  DigestedInput(InputStream in) {
    this.in = in;
  }

  /// The digest of all of it.
  static Digest of(InputStream whole) throws IOException, InterruptedException {
    try (DigestedInput input = new DigestedInput(whole)) {
      byte[] buffer = new byte[BUFFER];
      while (input.read(buffer, 0, buffer.length) >= 0) {
        if (Thread.interrupted()) {
          throw new InterruptedException("interrupted");
        }
      }
      return input.digest();
    }
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int n = in.read(target, offset, length);
    if (n > 0) {
      digest.update(target, offset, n);
    }
    return n;
  }

  /// Of what has passed, to be asked once, at the end.
  Digest digest() {
    return new Digest("sha256", HexFormat.of().formatHex(digest.digest()));
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
