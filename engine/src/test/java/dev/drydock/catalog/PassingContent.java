package dev.drydock.catalog;

import dev.drydock.image.FileContent;
import dev.drydock.image.PassedByException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/// A content that lets go of what has passed by, but for its head, and keeps count of what it has
/// to hold.
public final class PassingContent implements FileContent {
  private final byte[] bytes;
  private long passed;
  private long mostHeld;

  public PassingContent(byte[] bytes) {
    this.bytes = bytes;
  }

  /// Bytes that were held at once, at the most.
  public long mostHeld() {
    return mostHeld;
  }

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public void passBy(long position) {
    passed = Math.max(passed, position);
  }

  @Override
  public int read(long position, ByteBuffer target) throws IOException {
    boolean head = position < Math.min(HEAD, passed);
    if (position < passed && !head) {
      throw new PassedByException();
    }
    long end = head ? Math.min(HEAD, bytes.length) : bytes.length;
    int n = (int) Math.min(target.remaining(), Math.max(0, end - position));
    target.put(bytes, (int) position, n);
    mostHeld = Math.max(mostHeld, position + n - passed);
    return n;
  }

  @Override
  public InputStream stream() {
    return new ByteArrayInputStream(bytes);
  }

  @Override
  public boolean durable() {
    return false;
  }
}
