package dev.drydock.image.gzip;

import java.util.Arrays;

/// The last 32 KiB of what has been inflated, to which matches refer (RFC 1951, section 2).
final class Window {
  static final int SIZE = 1 << 15;

  private final byte[] bytes = new byte[SIZE];
  private int length;

  /// How much is known; less than [#SIZE] only near the start of a member.
  int length() {
    return length;
  }

  /// Forgets everything: a new member begins.
  void clear() {
    length = 0;
  }

  /// The byte that marker `index` of a chunk stands for.
  ///
  /// @param index from 0, the oldest, to [#SIZE]` - 1`
  byte at(int index) throws DamagedException {
    int at = index - (SIZE - length);
    if (at < 0) {
      throw new DamagedException("a match points before the start");
    }
    return bytes[at];
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

  byte[] toArray() {
    return Arrays.copyOf(bytes, length);
  }
}
