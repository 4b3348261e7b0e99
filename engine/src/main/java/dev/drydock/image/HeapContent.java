package dev.drydock.image;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;

/// A content in memory.
public final class HeapContent implements FileContent {
  private final byte[] bytes;

  /// @param bytes not copied: nobody may change them afterwards
  public HeapContent(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public int read(long position, ByteBuffer target) {
    if (position < 0 || position >= bytes.length) {
      return 0;
    }
    int n = Math.min(bytes.length - (int) position, target.remaining());
    target.put(bytes, (int) position, n);
    return n;
  }

  @Override
  public InputStream stream() {
    return new ByteArrayInputStream(bytes);
  }

  @Override
  public boolean durable() {
    return true;
  }
}
