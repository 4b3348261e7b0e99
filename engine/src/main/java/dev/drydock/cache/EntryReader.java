package dev.drydock.cache;

import dev.drydock.image.FileContent;
import dev.drydock.image.HeapContent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The content of an entry while it is read, as [EntryWriter] wrote it. Nothing in it is believed:
/// a count is never more than there are bytes left for it.
public final class EntryReader {
  private final byte[] bytes;
  private int at;

  /// @param bytes not copied
  EntryReader(byte[] bytes, int from) {
    this.bytes = bytes;
    this.at = from;
  }

  public EntryReader(byte[] bytes) {
    this(bytes, 0);
  }

  public long number() throws DamagedEntryException {
    long value = 0;
    for (int shift = 0; shift < 63; shift += 7) {
      byte next = bytes[skip(1)];
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new DamagedEntryException("a number that does not end");
  }

  public int number(int most) throws DamagedEntryException {
    long value = number();
    if (value > most) {
      throw new DamagedEntryException(value + " where at most " + most + " can be");
    }
    return (int) value;
  }

  /// How many things follow, each of which takes a byte or more.
  public int count() throws DamagedEntryException {
    return number(bytes.length - at);
  }

  public boolean flag() throws DamagedEntryException {
    return number(1) == 1;
  }

  public String text() throws DamagedEntryException {
    int head = number(Integer.MAX_VALUE);
    int length = head >>> 1;
    if ((head & 1) == 0) {
      return new String(bytes, skip(length), length, StandardCharsets.ISO_8859_1);
    }
    int from = skip(2L * length);
    char[] wide = new char[length];
    for (int i = 0; i < length; i++) {
      wide[i] = (char) (bytes[from + 2 * i] << 8 | bytes[from + 2 * i + 1] & 0xff);
    }
    return new String(wide);
  }

  public @Nullable String optional() throws DamagedEntryException {
    return flag() ? text() : null;
  }

  public List<String> texts() throws DamagedEntryException {
    int count = count();
    List<String> texts = new ArrayList<>(Math.min(count, 64));
    for (int i = 0; i < count; i++) {
      texts.add(text());
    }
    return texts;
  }

  /// A copy of bytes that have their number before them.
  public byte[] bytes() throws DamagedEntryException {
    int length = count();
    int from = skip(length);
    return Arrays.copyOfRange(bytes, from, from + length);
  }

  /// Bytes that have their number before them, as a file's content; not copied.
  public FileContent content() throws DamagedEntryException {
    int length = count();
    return new HeapContent(bytes, skip(length), length);
  }

  /// Copies `count` bytes.
  public void raw(byte[] target, int to, int count) throws DamagedEntryException {
    if (count > target.length - to) {
      throw new DamagedEntryException("more bytes than fit");
    }
    System.arraycopy(bytes, skip(count), target, to, count);
  }

  /// Nothing may follow.
  public void end() throws DamagedEntryException {
    if (at != bytes.length) {
      throw new DamagedEntryException("something follows the end");
    }
  }

  private int skip(long count) throws DamagedEntryException {
    if (count > bytes.length - at) {
      throw new DamagedEntryException("it ends early");
    }
    int from = at;
    at += (int) count;
    return from;
  }
}
