package dev.drydock.image.gzip;

import java.util.Arrays;

/// The last 32 KiB of what has been inflated, to which matches refer (RFC 1951, section 2).
final class Window {
  static final int SIZE = 1 << 15;

  private final byte[] bytes = new byte[SIZE];
  private int length;

  /// Forgets everything: a new member begins.
  void clear() {
    length = 0;
  }

  void append(byte[] source, int offset, int count) {
    if (count >= SIZE) {
      System.arraycopy(source, offset + count - SIZE, bytes, 0, SIZE);
      length = SIZE;
      return;
    }
    int keep = Math.min(length, SIZE - count);
    System.arraycopy(bytes, length - keep, bytes, 0, keep);
    System.arraycopy(source, offset, bytes, keep, count);
    length = keep + count;
  }

  /// What is known, oldest first; less than [#SIZE] only near the start of a member.
  byte[] toArray() {
    return Arrays.copyOf(bytes, length);
  }
}
