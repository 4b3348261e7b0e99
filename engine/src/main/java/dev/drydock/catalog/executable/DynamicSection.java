package dev.drydock.catalog.executable;

import dev.drydock.catalog.executable.ExecutableFile.Segment;
import dev.drydock.image.FileContent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The shared libraries that an ELF file is linked with, and where it says they may be (System V
/// ABI, "Dynamic Section": `DT_NEEDED`, `DT_RPATH`, `DT_RUNPATH`).
///
/// The section stands behind the code, and the names that it points to before it. Of a small file
/// that passes by in a stream all between is held; of a large one the tables at its beginning are
/// copied first.
///
/// @param libraries names as the linker at run time looks for them, `libz.so.1`
/// @param directories as they stand there, `$ORIGIN/../lib`
record DynamicSection(List<String> libraries, List<String> directories) {
  /// Of a stream, so much is held.
  private static final int HELD = 8 << 20;

  /// Of a large file that passes by, so much is copied where its first segment is not all tables.
  private static final int COPIED = 2 << 20;

  private static final int MOST_COPIED = 16 << 20;
  private static final int LONGEST = 64 << 10;
  private static final int MOST_LIBRARIES = 1000;
  private static final int LONGEST_NAME = 256;
  private static final int LONGEST_PATH = 4096;

  private static final long NEEDED = 1;
  private static final long STRING_TABLE = 5;
  private static final long RPATH = 15;
  private static final long RUNPATH = 29;

  DynamicSection {
    libraries = List.copyOf(libraries);
    directories = List.copyOf(directories);
  }

  /// @throws IOException where the file has a section that cannot be read, so that nobody knows
  static DynamicSection read(ElfFile file) throws IOException {
    Segment dynamic = file.dynamic();
    if (dynamic == null || dynamic.size() == 0) {
      return new DynamicSection(List.of(), List.of());
    }
    FileContent content = file.content();
    byte[] front = content.durable() || content.size() <= HELD ? null : front(file, dynamic);
    ByteBuffer entries =
        ExecutableFile.read(
            content, dynamic.offset(), (int) Math.min(dynamic.size(), LONGEST), file.order());
    if (entries == null) {
      throw damaged();
    }
    return read(file, entries, front);
  }

  /// What a large file has before its code; the code passes by.
  private static byte[] front(ElfFile file, Segment dynamic) throws IOException {
    Segment tables = file.tables();
    long end = tables == null ? COPIED : tables.offset() + tables.size();
    byte[] front =
        ExecutableFile.bytes(file.content(), 0, Math.clamp(end, FileContent.HEAD, MOST_COPIED));
    if (front == null) {
      throw damaged();
    }
    // others may want to read all of the data, in which the section stands
    Segment data = file.data();
    long position = data == null ? dynamic.offset() : Math.min(data.offset(), dynamic.offset());
    ExecutableFile.passBy(file.content(), position);
    return front;
  }

  private static DynamicSection read(ElfFile file, ByteBuffer entries, byte @Nullable [] front)
      throws IOException {
    int size = file.wide() ? 16 : 8;
    long table = -1;
    List<Long> libraries = new ArrayList<>();
    List<Long> directories = new ArrayList<>();
    for (int at = 0; at + size <= entries.limit(); at += size) {
      long tag = word(file, entries, at);
      long value = word(file, entries, at + size / 2);
      if (tag == 0) {
        break;
      }
      if (tag == NEEDED) {
        libraries.add(value);
      } else if (tag == RPATH || tag == RUNPATH) {
        directories.add(value);
      } else if (tag == STRING_TABLE) {
        table = offset(file, value);
      }
    }
    if (libraries.size() > MOST_LIBRARIES) {
      throw damaged();
    }
    Strings strings = new Strings(file.content(), table, front);
    List<String> names = new ArrayList<>(libraries.size());
    for (long one : libraries) {
      names.add(strings.at(one, LONGEST_NAME));
    }
    List<String> paths = new ArrayList<>();
    for (long one : directories) {
      paths.addAll(List.of(strings.at(one, LONGEST_PATH).split(":")));
    }
    return new DynamicSection(names, paths);
  }

  private static long word(ElfFile file, ByteBuffer entries, int at) {
    return file.wide() ? entries.getLong(at) : entries.getInt(at) & 0xffffffffL;
  }

  /// Where in the file stands what is to be at an address; -1 where nothing is.
  private static long offset(ElfFile file, long address) {
    for (Segment segment : file.segments()) {
      long within = address - segment.address();
      if (within >= 0 && within < segment.size()) {
        return segment.offset() + within;
      }
    }
    return -1;
  }

  private static IOException damaged() {
    return new IOException("its dynamic section is damaged");
  }

  /// The table of names.
  ///
  /// @param table where it begins; -1 where nobody knows
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Strings(FileContent content, long table, byte @Nullable [] front) {
    String at(long index, int longest) throws IOException {
      long from = table + index;
      if (table < 0 || index < 0 || from < 0 || from >= content.size()) {
        throw damaged();
      }
      byte[] bytes;
      int at = 0;
      if (front == null) {
        bytes = ExecutableFile.bytes(content, from, (int) Math.min(longest, content.size() - from));
      } else {
        bytes = front;
        at = (int) Math.min(from, front.length);
      }
      int end = at;
      while (bytes != null && end < bytes.length && end - at < longest && bytes[end] != 0) {
        end++;
      }
      if (bytes == null || end == at || end == bytes.length || bytes[end] != 0) {
        throw damaged();
      }
      return new String(bytes, at, end - at, StandardCharsets.UTF_8);
    }
  }
}
