package dev.drydock.catalog.executable;

import dev.drydock.image.FileContent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The headers of a PE file, a Windows executable (Microsoft, "PE Format").
final class PeFile extends ExecutableFile {
  static final int MAGIC = 0x4d5a;

  private static final int PE = 0x00004550;
  private static final int COFF_SIZE = 24;
  private static final int SECTION_SIZE = 40;
  private static final int NAME_SIZE = 8;
  private static final int PE32_PLUS = 0x20b;
  private static final int DATA = 0xc0000040;

  private final ByteBuffer headers;
  private final List<Segment> segments = new ArrayList<>();
  private @Nullable Segment data;

  private PeFile(FileContent content, ByteBuffer headers) {
    super(content);
    this.headers = headers;
  }

  static @Nullable PeFile of(FileContent content) throws IOException {
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
    ByteBuffer headers = read(content, at + COFF_SIZE + optionalSize, count * SECTION_SIZE);
    if (headers == null) {
      return null;
    }
    PeFile file = new PeFile(content, headers);
    file.readSections(base);
    return file;
  }

  private void readSections(long base) {
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
  }

  @Override
  public List<Segment> segments() {
    return segments;
  }

  @Override
  public @Nullable Segment data() {
    return data;
  }

  /// Names are cut off after eight characters.
  @Override
  public boolean sectioned() {
    return false;
  }

  /// The bytes that the section has in memory, of which the file may have more to fill a block.
  @Override
  public @Nullable Segment section(String name) {
    byte[] wanted = name.getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < segments.size() && wanted.length <= NAME_SIZE; i++) {
      int at = i * SECTION_SIZE;
      int length = 0;
      while (length < wanted.length && headers.get(at + length) == wanted[length]) {
        length++;
      }
      boolean ends = length == NAME_SIZE || headers.get(at + length) == 0;
      Segment segment = segments.get(i);
      if (length == wanted.length && ends && segment.size() > 0) {
        long inMemory = headers.getInt(at + 8) & 0xffffffffL;
        boolean filled = inMemory > 0 && inMemory < segment.size();
        return filled ? new Segment(segment.address(), segment.offset(), inMemory) : segment;
      }
    }
    return null;
  }

  private static @Nullable ByteBuffer read(FileContent content, long at, int length)
      throws IOException {
    return read(content, at, length, ByteOrder.LITTLE_ENDIAN);
  }
}
