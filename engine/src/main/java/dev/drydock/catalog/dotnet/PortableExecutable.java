package dev.drydock.catalog.dotnet;

import dev.drydock.image.FileContent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// The parts of a PE file that tell of a .NET assembly (Microsoft, "PE Format"): whether it is one,
/// and where its version resource lies.
///
/// @param sections their headers
/// @param resources address of the resource directory, relative to where the file is loaded
record PortableExecutable(
    FileContent content, ByteBuffer sections, boolean managed, long resources) {
  private static final int PE = 0x00004550;
  private static final int COFF_SIZE = 24;
  private static final int SECTION_SIZE = 40;
  private static final int MOST_SECTIONS = 96;
  private static final int PE32 = 0x10b;
  private static final int PE32_PLUS = 0x20b;
  private static final int RESOURCES = 2;
  private static final int RUNTIME_HEADER = 14;

  private static final int VERSION = 16;
  private static final int SUBDIRECTORY = 0x80000000;
  private static final int DIRECTORY_SIZE = 16;
  private static final int MOST_ENTRIES = 4096;
  private static final int LONGEST_VERSION = 256 << 10;

  /// `null` where this is no PE file, or its headers make no sense.
  static @Nullable PortableExecutable open(FileContent content) throws IOException {
    ByteBuffer pointer = read(content, 0x3c, 4);
    long at = pointer == null ? -1 : pointer.getInt(0) & 0xffffffffL;
    ByteBuffer coff = read(content, at, COFF_SIZE);
    if (coff == null || coff.getInt(0) != PE) {
      return null;
    }
    int optionalSize = coff.getShort(20) & 0xffff;
    int count = coff.getShort(6) & 0xffff;
    ByteBuffer optional = read(content, at + COFF_SIZE, optionalSize);
    ByteBuffer sections =
        count > MOST_SECTIONS
            ? null
            : read(content, at + COFF_SIZE + optionalSize, count * SECTION_SIZE);
    if (optional == null || optionalSize < 2 || sections == null) {
      return null;
    }
    int magic = optional.getShort(0) & 0xffff;
    int directories = magic == PE32_PLUS ? 112 : magic == PE32 ? 96 : Integer.MAX_VALUE;
    long runtime = directory(optional, directories, RUNTIME_HEADER);
    return new PortableExecutable(
        content, sections, runtime != 0, directory(optional, directories, RESOURCES));
  }

  /// The address of a data directory; 0 where there is none.
  private static long directory(ByteBuffer optional, int from, int index) {
    long at = from + index * 8L;
    if (at + 8 > optional.limit() || optional.getInt(from - 4) <= index) {
      return 0;
    }
    return optional.getInt((int) at) & 0xffffffffL;
  }

  /// The version resource, as `VS_VERSIONINFO` describes it; `null` where there is none.
  @Nullable ByteBuffer versionResource() throws IOException {
    long root = resources == 0 ? -1 : fileOffset(resources);
    if (root < 0) {
      return null;
    }
    int names = entry(root, 0, VERSION);
    int languages = names >= 0 ? 0 : entry(root, names & ~SUBDIRECTORY, -1);
    int data = languages >= 0 ? 0 : entry(root, languages & ~SUBDIRECTORY, -1);
    ByteBuffer place = data <= 0 ? null : read(content, root + data, DIRECTORY_SIZE);
    if (place == null) {
      return null;
    }
    long offset = fileOffset(place.getInt(0) & 0xffffffffL);
    int size = place.getInt(4);
    return size <= 0 || size > LONGEST_VERSION ? null : read(content, offset, size);
  }

  /// What an entry of a resource directory points to, with the highest bit set for another
  /// directory; 0 where there is no such entry.
  ///
  /// @param id of the entry; negative for the first one, whatever it is
  private int entry(long root, int directory, int id) throws IOException {
    ByteBuffer head = read(content, root + directory, DIRECTORY_SIZE);
    if (head == null) {
      return 0;
    }
    int count = (head.getShort(12) & 0xffff) + (head.getShort(14) & 0xffff);
    int length = Math.min(count, MOST_ENTRIES) * 8;
    ByteBuffer entries = read(content, root + directory + DIRECTORY_SIZE, length);
    for (int at = 0; entries != null && at < length; at += 8) {
      if (id < 0 || entries.getInt(at) == id) {
        return entries.getInt(at + 4);
      }
    }
    return 0;
  }

  /// Where an address lies in the file; -1 where it does not.
  private long fileOffset(long address) {
    for (int at = 0; at + SECTION_SIZE <= sections.limit(); at += SECTION_SIZE) {
      long start = sections.getInt(at + 12) & 0xffffffffL;
      long size = sections.getInt(at + 16) & 0xffffffffL;
      if (address >= start && address < start + size) {
        return (sections.getInt(at + 20) & 0xffffffffL) + address - start;
      }
    }
    return -1;
  }

  /// `null` where the file has not so many bytes there.
  static @Nullable ByteBuffer read(FileContent content, long at, int length) throws IOException {
    if (at < 0 || length < 0 || length > content.size() || at > content.size() - length) {
      return null;
    }
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (content.read(at + buffer.position(), buffer) <= 0) {
        return null;
      }
    }
    return buffer.flip();
  }
}
