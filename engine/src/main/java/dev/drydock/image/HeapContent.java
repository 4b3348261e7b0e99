package dev.drydock.image;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/// A content in memory.
public final class HeapContent implements FileContent {
  private final byte[] bytes;
  private final int from;
  private final int length;

  /// @param bytes not copied: nobody may change them afterwards
  public HeapContent(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  /// A part of `bytes`.
  public HeapContent(byte[] bytes, int from, int length) {
    Objects.checkFromIndexSize(from, length, bytes.length);
    this.bytes = bytes;
    this.from = from;
    this.length = length;
  }

  @Override
  public long size() {
    return length;
  }

  @Override
  public int read(long position, ByteBuffer target) {
    if (position < 0 || position >= length) {
      return 0;
    }
    int n = Math.min(length - (int) position, target.remaining());
    target.put(bytes, from + (int) position, n);
    return n;
  }

  @Override
  public InputStream stream() {
    return new ByteArrayInputStream(bytes, from, length);
  }

  @Override
  public boolean durable() {
    return true;
  }
}
