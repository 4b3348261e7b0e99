package dev.drydock.advisory.index;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Reads what [ByteWriter] wrote, out of a piece of the file that was copied to the heap: plain
/// array accesses are what a JVM that has just started is quickest at.
///
/// Whatever is not as it should be throws [IndexOutOfBoundsException] or [Malformed], which
/// [AdvisoryIndex] turns into a [DamagedIndexException].
final class ByteReader {
  private final byte[] bytes;
  private int at;

  ByteReader(byte[] bytes) {
    this.bytes = bytes;
  }

  /// Bytes that cannot be what [ByteWriter] wrote.
  static final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Malformed(String what) {
      super(what);
    }
  }

  boolean atEnd() {
    return at == bytes.length;
  }

  int position() {
    return at;
  }

  void moveTo(int position) {
    at = position;
  }

  int u8() {
    return bytes[at++] & 0xff;
  }

  /// LEB128, unsigned.
  long number() {
    byte first = bytes[at++];
    if (first >= 0) {
      return first;
    }
    long value = first & 0x7f;
    for (int shift = 7; shift < 64; shift += 7) {
      byte next = bytes[at++];
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new Malformed("a number is too long");
  }

  /// A number that fits in 31 bits.
  int small() {
    long value = number();
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw new Malformed("a number is too large");
    }
    return (int) value;
  }

  /// A number of things that follow, of which each takes a byte at least.
  int count() {
    int count = small();
    if (count > bytes.length - at) {
      throw new Malformed("a count is too large");
    }
    return count;
  }

  byte[] bytes(int length) {
    if (length > bytes.length - at) {
      throw new Malformed("a piece is too long");
    }
    byte[] piece = Arrays.copyOfRange(bytes, at, at + length);
    at += length;
    return piece;
  }

  String string() {
    int head = small();
    int length = head >>> 1;
    if (length > bytes.length - at) {
      throw new Malformed("a string is too long");
    }
    String text =
        new String(
            bytes,
            at,
            length,
            (head & 1) == 0 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    at += length;
    return text;
  }

  void skipString() {
    skip(small() >>> 1);
  }

  private void skip(int length) {
    if (length > bytes.length - at) {
      throw new Malformed("a string is too long");
    }
    at += length;
  }

  /// Steps over a string, and tells whether it is one of `texts`, or ends with one of them after a
  /// hyphen; upper and lower case are the same.
  ///
  /// @param texts in upper case
  boolean stringEndsWith(byte[][] texts) {
    int length = small() >>> 1;
    skip(length);
    for (byte[] text : texts) {
      int before = length - text.length;
      if ((before == 0 || before > 0 && bytes[at - text.length - 1] == '-') && endsWith(text)) {
        return true;
      }
    }
    return false;
  }

  private boolean endsWith(byte[] text) {
    for (int i = 1; i <= text.length; i++) {
      byte there = bytes[at - i];
      if ((there >= 'a' && there <= 'z' ? there - 32 : there) != text[text.length - i]) {
        return false;
      }
    }
    return true;
  }

  String id() {
    long head = number();
    return (head & 1) == 0 ? string() : CveNumber.text((int) (head >>> 1));
  }

  String time() {
    long head = number();
    if ((head & 1) == 0) {
      return string();
    }
    long seconds = head >>> 1;
    if (seconds > 253_402_300_799L) {
      throw new Malformed("a time is after the year 9999");
    }
    return Timestamp.text(seconds);
  }
}
