package dev.drydock.catalog.inventory;

import dev.drydock.image.FileContent;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;

/// The bytes of a file that was kept when its layer went by.
final class HeapContent implements FileContent {
  private final byte[] bytes;

  HeapContent(byte[] bytes) {
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
    int n = (int) Math.min(target.remaining(), bytes.length - position);
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
