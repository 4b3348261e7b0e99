package dev.drydock.catalog.executable;

import dev.drydock.image.FileContent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The headers of an ELF file (System V ABI, "Object Files"), of 32 or 64 bits and either byte
/// order.
///
/// Three small reads tell of nearly every ELF file of an image which sections it has: header with
/// program headers, section headers, section names.
final class ElfFile extends ExecutableFile {
  static final int MAGIC = 0x7f454c46;

  private static final int MOST_ENTRIES = 1 << 14;
  private static final int LONGEST_TABLE = 4 << 20;
  private static final int LONGEST_NAMES = 1 << 20;
  private static final int LOAD = 1;
  private static final int DYNAMIC = 2;
  private static final int EXECUTABLE = 1;
  private static final int WRITABLE = 2;
  private static final int NO_BITS = 8;

  /// Linkers make two.
  private static final int MOST_WRITABLE = 4;

  /// How far before the section headers their names are looked for in a stream: some linkers put
  /// the names of symbols between.
  private static final int TAIL = 4 << 20;

  private final ByteBuffer head;
  private final boolean wide;
  private final List<Segment> segments = new ArrayList<>();
  private final List<Segment> writable = new ArrayList<>();
  private @Nullable Segment data;
  private @Nullable Segment dynamic;
  private @Nullable Segment tables;
  private boolean tried;
  private @Nullable ByteBuffer sections;
  private @Nullable ByteBuffer names;

  private ElfFile(FileContent content, ByteBuffer head, boolean wide) {
    super(content);
    this.head = head;
    this.wide = wide;
  }

  static @Nullable ElfFile of(FileContent content) throws IOException {
    int length = (int) Math.min(FileContent.HEAD, content.size());
    ByteBuffer head = read(content, 0, length, ByteOrder.BIG_ENDIAN);
    if (head == null || length < 64) {
      return null;
    }
    boolean wide = head.get(4) == 2;
    head.order(head.get(5) == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    ElfFile file = new ElfFile(content, head, wide);
    return file.readSegments() ? file : null;
  }

  private boolean readSegments() throws IOException {
    int size = half(wide ? 54 : 42);
    int count = half(wide ? 56 : 44);
    if (count == 0) {
      return true; // a relocatable file, such as a module of the kernel: only sections
    }
    ByteBuffer headers = table(word(head, wide ? 32 : 28), size, count);
    if (headers == null || size < (wide ? 56 : 32)) {
      return false;
    }
    for (int at = 0; at + size <= headers.limit(); at += size) {
      int type = headers.getInt(at);
      if (type == LOAD) {
        load(segment(headers, at), headers.getInt(at + (wide ? 4 : 24)));
      } else if (type == DYNAMIC && dynamic == null) {
        dynamic = segment(headers, at);
      }
    }
    return true;
  }

  private Segment segment(ByteBuffer headers, int at) {
    return new Segment(
        word(headers, at + (wide ? 16 : 8)),
        word(headers, at + (wide ? 8 : 4)),
        word(headers, at + (wide ? 32 : 16)));
  }

  private void load(Segment segment, int flags) {
    segments.add(segment);
    if ((flags & WRITABLE) != 0 && writable.size() < MOST_WRITABLE) {
      data = data == null ? segment : data;
      writable.add(segment);
    }
    tables =
        tables == null && segments.size() == 1 && (flags & (EXECUTABLE | WRITABLE)) == 0
            ? segment
            : tables;
  }

  /// Whether addresses have 64 bits.
  boolean wide() {
    return wide;
  }

  ByteOrder order() {
    return head.order();
  }

  /// What the linker at run time goes by; `null` where the file is linked with nothing.
  @Nullable Segment dynamic() {
    return dynamic;
  }

  /// The first segment, where it holds nothing but tables, such as that of the names of symbols;
  /// `null` where code stands there too.
  @Nullable Segment tables() {
    return tables;
  }

  @Override
  public List<Segment> segments() {
    return segments;
  }

  @Override
  public @Nullable Segment data() {
    return data;
  }

  @Override
  public List<Segment> writable() {
    return writable.stream().sorted(Comparator.comparingLong(Segment::offset)).toList();
  }

  @Override
  public boolean sectioned() throws IOException {
    readSections();
    return sections != null;
  }

  @Override
  public @Nullable Segment section(String name) throws IOException {
    readSections();
    if (sections == null || names == null) {
      return null;
    }
    byte[] wanted = name.getBytes(StandardCharsets.US_ASCII);
    int size = half(wide ? 58 : 46);
    for (int at = 0; at + size <= sections.limit(); at += size) {
      if (sections.getInt(at + 4) != NO_BITS && named(names, sections.getInt(at), wanted)) {
        return new Segment(
            word(sections, at + (wide ? 16 : 12)),
            word(sections, at + (wide ? 24 : 16)),
            word(sections, at + (wide ? 32 : 20)));
      }
    }
    return null;
  }

  private void readSections() throws IOException {
    if (tried) {
      return;
    }
    tried = true;
    int size = half(wide ? 58 : 46);
    int count = half(wide ? 60 : 48);
    int last = half(wide ? 62 : 50);
    long offset = word(head, wide ? 40 : 32);
    if (count == 0 || offset <= 0 || offset >= content().size()) {
      return;
    }
    if (sectionsFollow() && offset < FileContent.HEAD) {
      return; // only Go's linker puts them first, and their names amid what has passed by
    }
    passBy(content(), offset - TAIL);
    ByteBuffer headers = table(offset, size, count);
    if (headers == null || size < (wide ? 64 : 40) || last >= headers.limit() / size) {
      return;
    }
    sections = headers;
    int text = last * size;
    long length = word(headers, text + (wide ? 32 : 20));
    names =
        read(
            content(),
            word(headers, text + (wide ? 24 : 16)),
            Math.clamp(length, 0, LONGEST_NAMES),
            head.order());
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
    return read(content(), offset, length, head.order());
  }

  private int half(int at) {
    return head.getShort(at) & 0xffff;
  }

  private long word(ByteBuffer buffer, int at) {
    return wide ? buffer.getLong(at) : buffer.getInt(at) & 0xffffffffL;
  }
}
