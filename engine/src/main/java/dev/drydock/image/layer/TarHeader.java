package dev.drydock.image.layer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The fields of one 512-byte header: POSIX.1-1988 ustar, GNU tar, and the old V7 form.
///
/// A view that is moved from header to header.
final class TarHeader {
  private static final int NAME = 0;
  private static final int MODE = 100;
  private static final int USER = 108;
  private static final int GROUP = 116;
  private static final int SIZE = 124;
  private static final int CHECKSUM = 148;
  private static final int TYPE = 156;
  private static final int LINK = 157;
  private static final int MAGIC = 257;
  private static final int PREFIX = 345;

  private byte[] block = new byte[0];
  private int start;

  void on(byte[] bytes, int offset) {
    block = bytes;
    start = offset;
  }

  boolean allZero() {
    for (int i = 0; i < TarBytes.BLOCK; i++) {
      if (block[start + i] != 0) {
        return false;
      }
    }
    return true;
  }

  /// Whether the checksum fits; old tars summed signed bytes.
  boolean sound() {
    long expected = number(CHECKSUM, 8);
    int signed = 0;
    int negative = 0;
    for (int i = 0; i < TarBytes.BLOCK; i++) {
      byte b = block[start + i];
      signed += b;
      negative += b >>> 31;
    }
    for (int i = CHECKSUM; i < CHECKSUM + 8; i++) {
      byte b = block[start + i];
      signed += ' ' - b;
      negative -= b >>> 31;
    }
    return expected == signed + 256L * negative || expected == signed;
  }

  byte type() {
    return block[start + TYPE];
  }

  long size() {
    return number(SIZE, 12);
  }

  int mode() {
    return (int) (number(MODE, 8) & 07777);
  }

  /// The number of the owner; -1 where there is none.
  long user() {
    return number(USER, 8);
  }

  /// The number of the group; -1 where there is none.
  long group() {
    return number(GROUP, 8);
  }

  /// The name with its ustar prefix, as bytes.
  byte[] name() {
    int length = text(NAME, 100);
    int prefix = ustar() ? text(PREFIX, 155) : 0;
    if (prefix == 0) {
      return part(NAME, length);
    }
    byte[] whole = new byte[prefix + 1 + length];
    System.arraycopy(block, start + PREFIX, whole, 0, prefix);
    whole[prefix] = '/';
    System.arraycopy(block, start + NAME, whole, prefix + 1, length);
    return whole;
  }

  byte[] link() {
    return part(LINK, text(LINK, 100));
  }

  /// GNU has other things where ustar has the prefix; its magic is followed by a blank.
  private boolean ustar() {
    return block[start + MAGIC] == 'u'
        && block[start + MAGIC + 1] == 's'
        && block[start + MAGIC + 2] == 't'
        && block[start + MAGIC + 3] == 'a'
        && block[start + MAGIC + 4] == 'r'
        && block[start + MAGIC + 5] == 0;
  }

  private int text(int offset, int max) {
    int length = 0;
    while (length < max && block[start + offset + length] != 0) {
      length++;
    }
    return length;
  }

  private byte[] part(int offset, int length) {
    byte[] part = new byte[length];
    System.arraycopy(block, start + offset, part, 0, length);
    return part;
  }

  /// A number in octal digits or in base 256; -1 where it is neither, or negative, or too large.
  long number(int offset, int length) {
    return number(block, start + offset, length);
  }

  static long number(byte[] bytes, int from, int length) {
    int first = bytes[from];
    if ((first & 0x80) != 0) {
      return base256(bytes, from, length);
    }
    int at = from;
    int end = from + length;
    while (at < end && bytes[at] == ' ') {
      at++;
    }
    long value = 0;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '7') {
      if (value >> 60 != 0) {
        return -1;
      }
      value = value << 3 | bytes[at++] - '0';
    }
    return at == end || bytes[at] == 0 || bytes[at] == ' ' ? value : -1;
  }

  private static long base256(byte[] bytes, int from, int length) {
    if ((bytes[from] & 0x40) != 0) {
      return -1;
    }
    long value = bytes[from] & 0x3f;
    for (int i = 1; i < length; i++) {
      if (value >> 55 != 0) {
        return -1;
      }
      value = value << 8 | bytes[from + i] & 0xff;
    }
    return value;
  }

  /// Bytes as text: UTF-8 where they are valid UTF-8, else every byte as one character (ISO
  /// 8859-1), so that different names stay different.
  static String decode(byte[] bytes, int offset, int length) {
    String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
    return text.indexOf('\ufffd') >= 0 && !same(text, bytes, offset, length)
        ? new String(bytes, offset, length, StandardCharsets.ISO_8859_1)
        : text;
  }

  private static boolean same(String text, byte[] bytes, int offset, int length) {
    byte[] again = text.getBytes(StandardCharsets.UTF_8);
    return Arrays.equals(again, 0, again.length, bytes, offset, offset + length);
  }

  static @Nullable String decode(byte @Nullable [] bytes) {
    return bytes == null ? null : decode(bytes, 0, bytes.length);
  }
}
