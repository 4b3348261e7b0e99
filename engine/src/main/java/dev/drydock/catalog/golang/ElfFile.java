package dev.drydock.catalog.golang;

import dev.drydock.catalog.golang.ExecutableFile.Segment;
import dev.drydock.image.FileContent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The headers of an ELF file (System V ABI, "Object Files"), of 32 or 64 bits and either byte
/// order.
///
/// Three small reads tell nearly every ELF file of an image that is not Go's: header with program
/// headers, section headers, section names. Go's linker names a section `.go.buildinfo`, and so
/// does any linker that it hands its object to; only a file without section headers needs its data
/// searched.
final class ElfFile {
  static final int MAGIC = 0x7f454c46;

  private static final String BUILD_INFO = ".go.buildinfo";
  private static final int HEADERS = 4096;
  private static final int MOST_ENTRIES = 1 << 14;
  private static final int LONGEST_TABLE = 4 << 20;
  private static final int LONGEST_NAMES = 1 << 20;
  private static final int LOAD = 1;
  private static final int WRITABLE = 2;
  private static final int NO_BITS = 8;

  private final FileContent content;
  private final ByteBuffer head;
  private final boolean wide;

  private ElfFile(FileContent content, ByteBuffer head, boolean wide) {
    this.content = content;
    this.head = head;
    this.wide = wide;
  }

  static @Nullable ExecutableFile open(FileContent content) throws IOException {
    int length = (int) Math.min(HEADERS, content.size());
    ByteBuffer head = ExecutableFile.read(content, 0, length, ByteOrder.BIG_ENDIAN);
    if (head == null || length < 64) {
      return null;
    }
    boolean wide = head.get(4) == 2;
    head.order(head.get(5) == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    return new ElfFile(content, head, wide).open();
  }

  private @Nullable ExecutableFile open() throws IOException {
    List<Segment> segments = new ArrayList<>();
    Segment data = null;
    int size = half(wide ? 54 : 42);
    ByteBuffer headers = table(word(head, wide ? 32 : 28), size, half(wide ? 56 : 44));
    if (headers == null || size < (wide ? 56 : 32)) {
      return null;
    }
    for (int at = 0; at + size <= headers.limit(); at += size) {
      if (headers.getInt(at) == LOAD) {
        Segment segment =
            new Segment(
                word(headers, at + (wide ? 16 : 8)),
                word(headers, at + (wide ? 8 : 4)),
                word(headers, at + (wide ? 32 : 16)));
        segments.add(segment);
        boolean writable = (headers.getInt(at + (wide ? 4 : 24)) & WRITABLE) != 0;
        data = data == null && writable ? segment : data;
      }
    }
    return new ExecutableFile(content, segments, content.durable() ? section(data) : data);
  }

  /// The section with the build information; `null` where there is none.
  ///
  /// @param data where to look in a file that has no sections, or was cut off before their headers
  private @Nullable Segment section(@Nullable Segment data) throws IOException {
    int size = half(wide ? 58 : 46);
    int count = half(wide ? 60 : 48);
    int last = half(wide ? 62 : 50);
    ByteBuffer headers = count == 0 ? null : table(word(head, wide ? 40 : 32), size, count);
    if (headers == null || size < (wide ? 64 : 40) || last >= headers.limit() / size) {
      return data;
    }
    int names = last * size;
    long length = word(headers, names + (wide ? 32 : 20));
    ByteBuffer text =
        ExecutableFile.read(
            content,
            word(headers, names + (wide ? 24 : 16)),
            Math.clamp(length, 0, LONGEST_NAMES),
            head.order());
    byte[] name = BUILD_INFO.getBytes(StandardCharsets.US_ASCII);
    for (int at = 0; text != null && at + size <= headers.limit(); at += size) {
      if (named(text, headers.getInt(at), name) && headers.getInt(at + 4) != NO_BITS) {
        return new Segment(
            word(headers, at + (wide ? 16 : 12)),
            word(headers, at + (wide ? 24 : 16)),
            word(headers, at + (wide ? 32 : 20)));
      }
    }
    return null;
  }

  private static boolean named(ByteBuffer names, int at, byte[] name) {
    if (at < 0 || at >= names.limit() - name.length || names.get(at + name.length) != 0) {
      return false;
    }
    for (int i = 0; i < name.length; i++) {
      if (names.get(at + i) != name[i]) {
        return false;
      }
    }
    return true;
  }

  /// A table of headers: out of what is read already, where it is there.
  private @Nullable ByteBuffer table(long offset, int size, int count) throws IOException {
    int length = size * Math.min(count, MOST_ENTRIES);
    if (length > LONGEST_TABLE) {
      return null;
    }
    if (offset >= 0 && offset <= head.limit() - length) {
      return head.slice((int) offset, length).order(head.order());
    }
    return ExecutableFile.read(content, offset, length, head.order());
  }

  private int half(int at) {
    return head.getShort(at) & 0xffff;
  }

  private long word(ByteBuffer buffer, int at) {
    return wide ? buffer.getLong(at) : buffer.getInt(at) & 0xffffffffL;
  }
}
