package dev.drydock.catalog.golang;

import dev.drydock.catalog.golang.ExecutableFile.Segment;
import dev.drydock.image.FileContent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The headers of a PE file, a Windows executable (Microsoft, "PE Format"). Go puts its build
/// information into the first section of initialised data that can be written.
final class PeFile {
  static final int MAGIC = 0x4d5a;

  private static final int PE = 0x00004550;
  private static final int COFF_SIZE = 24;
  private static final int SECTION_SIZE = 40;
  private static final int PE32_PLUS = 0x20b;
  private static final int DATA = 0xc0000040;

  private PeFile() {}

  static @Nullable ExecutableFile open(FileContent content) throws IOException {
    ByteBuffer pointer = read(content, 0x3c, 4);
    if (pointer == null) {
      return null;
    }
    long at = pointer.getInt(0) & 0xffffffffL;
    ByteBuffer coff = read(content, at, COFF_SIZE);
    if (coff == null || coff.getInt(0) != PE) {
      return null;
    }
    int optionalSize = coff.getShort(20) & 0xffff;
    ByteBuffer optional = read(content, at + COFF_SIZE, optionalSize);
    if (optional == null || optionalSize < 32) {
      return null;
    }
    boolean wide = (optional.getShort(0) & 0xffff) == PE32_PLUS;
    long base = wide ? optional.getLong(24) : optional.getInt(28) & 0xffffffffL;
    int count = coff.getShort(6) & 0xffff;
    ByteBuffer sections = read(content, at + COFF_SIZE + optionalSize, count * SECTION_SIZE);
    return sections == null ? null : sections(content, base, sections);
  }

  private static ExecutableFile sections(FileContent content, long base, ByteBuffer headers) {
    List<Segment> segments = new ArrayList<>();
    Segment data = null;
    for (int at = 0; at + SECTION_SIZE <= headers.limit(); at += SECTION_SIZE) {
      Segment segment =
          new Segment(
              base + (headers.getInt(at + 12) & 0xffffffffL),
              headers.getInt(at + 20) & 0xffffffffL,
              headers.getInt(at + 16) & 0xffffffffL);
      segments.add(segment);
      if (data == null && segment.size() > 0 && (headers.getInt(at + 36) & DATA) == DATA) {
        data = segment;
      }
    }
    return new ExecutableFile(content, segments, data);
  }

  private static @Nullable ByteBuffer read(FileContent content, long at, int length)
      throws IOException {
    return ExecutableFile.read(content, at, length, ByteOrder.LITTLE_ENDIAN);
  }
}
