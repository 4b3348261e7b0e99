package dev.drydock.advisory.index;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A growing array of bytes, written in the index' encodings: little-endian numbers, LEB128
/// variable-length numbers, strings with their length before them.
final class ByteWriter {
  private byte[] bytes;
  private int size;

  ByteWriter(int capacity) {
    bytes = new byte[capacity];
  }

  int size() {
    return size;
  }

  byte[] array() {
    return bytes;
  }

  byte[] copy(int from) {
    return Arrays.copyOfRange(bytes, from, size);
  }

  void truncate(int length) {
    size = length;
  }

  private void reserve(int more) {
    int needed = Math.addExact(size, more);
    if (needed > bytes.length) {
      long doubled = Math.min(2L * bytes.length, Integer.MAX_VALUE - 16);
      bytes = Arrays.copyOf(bytes, (int) Math.max(needed, doubled));
    }
  }

  void u8(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
  }

  void u24(int value) {
    reserve(3);
    bytes[size++] = (byte) value;
    bytes[size++] = (byte) (value >>> 8);
    bytes[size++] = (byte) (value >>> 16);
  }

  void u32(int value) {
    u24(value);
    u8(value >>> 24);
  }

  void u64(long value) {
    u32((int) value);
    u32((int) (value >>> 32));
  }

  /// LEB128, unsigned.
  void number(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      u8((int) (rest & 0x7f | 0x80));
      rest >>>= 7;
    }
    u8((int) rest);
  }

  void raw(byte[] source, int from, int length) {
    reserve(length);
    System.arraycopy(source, from, bytes, size, length);
    size += length;
  }

  /// `length << 1 | utf8`, then the bytes: Latin-1 where the text allows it, since that is decoded
  /// without looking at each byte.
  void string(String text) {
    boolean latin = isLatin(text);
    byte[] encoded = text.getBytes(latin ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    number((long) encoded.length << 1 | (latin ? 0 : 1));
    raw(encoded, 0, encoded.length);
  }

  private static boolean isLatin(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0xff) {
        return false;
      }
    }
    return true;
  }

  /// A CVE as `number << 1 | 1`, anything else as `0` and a string.
  void id(String id) {
    int cve = CveNumber.of(id);
    if (cve == CveNumber.NONE) {
      u8(0);
      string(id);
    } else {
      number((cve & 0xffff_ffffL) << 1 | 1);
    }
  }

  /// A time as `seconds << 1 | 1`, or `0` and a string where it is not of the usual form.
  void time(String time) {
    long seconds = Timestamp.seconds(time);
    if (seconds == Timestamp.NONE) {
      u8(0);
      string(time);
    } else {
      number(seconds << 1 | 1);
    }
  }
}
