package dev.drydock.cache;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// The content of an entry while it is written: numbers in as many bytes as they need (LEB128),
/// texts, and bytes. [EntryReader] reads the same in the same order.
public final class EntryWriter {
  private static final int FIRST = 1 << 16;

  private final int most;
  private byte[] bytes;
  private int length;

  /// @param most bytes of the whole entry
  public EntryWriter(int most) {
    this.most = most;
    this.bytes = new byte[Math.min(FIRST, most)];
  }

  /// @param value not negative
  public void number(long value) throws NotCacheableException {
    if (value < 0) {
      throw new NotCacheableException("a negative number");
    }
    room(10);
    long left = value;
    while (left >= 0x80) {
      bytes[length++] = (byte) (left | 0x80);
      left >>>= 7;
    }
    bytes[length++] = (byte) left;
  }

  public void flag(boolean value) throws NotCacheableException {
    number(value ? 1 : 0);
  }

  /// Every string, also one that is no Unicode text: a byte for each character where that is
  /// enough, else two.
  public void text(String text) throws NotCacheableException {
    boolean narrow = narrow(text);
    number((long) text.length() << 1 | (narrow ? 0 : 1));
    raw(narrow ? text.getBytes(StandardCharsets.ISO_8859_1) : wide(text));
  }

  public void optional(@Nullable String text) throws NotCacheableException {
    flag(text != null);
    if (text != null) {
      text(text);
    }
  }

  public void texts(Collection<String> texts) throws NotCacheableException {
    number(texts.size());
    for (String text : texts) {
      text(text);
    }
  }

  /// Bytes with their number before them.
  public void bytes(byte[] some) throws NotCacheableException {
    number(some.length);
    raw(some);
  }

  /// Bytes whose number the reader knows.
  public void raw(byte[] some) throws NotCacheableException {
    raw(some, 0, some.length);
  }

  public void raw(byte[] some, int from, int count) throws NotCacheableException {
    room(count);
    System.arraycopy(some, from, bytes, length, count);
    length += count;
  }

  /// All that was written, up to [#length].
  byte[] array() {
    return bytes;
  }

  int length() {
    return length;
  }

  /// All that was written.
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  /// Whether each character is one of ISO 8859-1.
  public static boolean narrow(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0xff) {
        return false;
      }
    }
    return true;
  }

  private static byte[] wide(String text) {
    byte[] wide = new byte[2 * text.length()];
    for (int i = 0; i < text.length(); i++) {
      wide[2 * i] = (byte) (text.charAt(i) >>> 8);
      wide[2 * i + 1] = (byte) text.charAt(i);
    }
    return wide;
  }

  private void room(int count) throws NotCacheableException {
    if (count > most - length) {
      throw new NotCacheableException("more than " + most + " bytes");
    }
    if (count > bytes.length - length) {
      long doubled = Math.max(2L * bytes.length, (long) length + count);
      bytes = Arrays.copyOf(bytes, (int) Math.min(doubled, most));
    }
  }
}
