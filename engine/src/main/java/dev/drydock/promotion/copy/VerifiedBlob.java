package dev.drydock.promotion.copy;

import dev.drydock.image.Digest;
import dev.drydock.image.ImageException;
import dev.drydock.image.chunk.BulkInput;
import dev.drydock.image.manifest.Descriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/// The bytes of a blob on their way to where they are stored again. The last of them are handed on
/// only when all of them are what the digest promises, so that nothing else can be stored.
final class VerifiedBlob extends BulkInput {
  private static final int BUFFER = 256 << 10;

  private final InputStream in;
  private final Descriptor descriptor;
  private final MessageDigest digest;
  private final Meter meter;
  private final String what;
  private long passed;

  VerifiedBlob(InputStream in, Descriptor descriptor, Meter meter, String what) {
    this.in = in;
    this.descriptor = descriptor;
    this.digest = Digest.messageDigest(descriptor.digest().algorithm());
    this.meter = meter;
    this.what = what;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    long left = descriptor.size() - passed;
    int n = left == 0 ? -1 : in.read(target, offset, (int) Math.min(left, length));
    if (n < 0) {
      if (left > 0) {
        throw untrue("it ends after " + passed + " of " + descriptor.size() + " bytes");
      }
      if (descriptor.size() == 0) {
        verify();
      }
      return -1;
    }
    digest.update(target, offset, n);
    passed += n;
    if (passed == descriptor.size()) {
      verify();
    }
    meter.passed(n);
    return n;
  }

  private void verify() throws IOException {
    if (in.read() >= 0) {
      throw untrue("it is longer than the " + descriptor.size() + " bytes that its manifest says");
    }
    String hex = HexFormat.of().formatHex(digest.digest());
    if (!hex.equals(descriptor.digest().hex())) {
      throw untrue("its digest is " + descriptor.digest().algorithm() + ":" + hex);
    }
  }

  private ImageException untrue(String why) {
    return new ImageException(
        ImageException.Kind.CORRUPT,
        what
            + " is damaged or was tampered with: "
            + why
            + ", not what "
            + descriptor.digest()
            + " says; build and push the image again");
  }

  @Override
  public long transferTo(OutputStream out) throws IOException {
    byte[] buffer = new byte[Math.clamp(descriptor.size() - passed, 1, BUFFER)];
    long before = passed;
    for (int n = read(buffer); n >= 0; n = read(buffer)) {
      out.write(buffer, 0, n);
    }
    return passed - before;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
