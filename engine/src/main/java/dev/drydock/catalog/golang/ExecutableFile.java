package dev.drydock.catalog.golang;

import dev.drydock.image.FileContent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An ELF, PE or Mach-O executable: where its memory lies in the file, and where Go's build
/// information would be.
///
/// @param segments what is mapped into memory
/// @param buildInfo where to look for it; `null` where this cannot be a Go executable
record ExecutableFile(FileContent content, List<Segment> segments, @Nullable Segment buildInfo) {

  /// Bytes of the file that are mapped to an address.
  ///
  /// @param size in the file
  record Segment(long address, long offset, long size) {}

  /// Whether these first bytes are those of an executable that this package reads.
  static boolean recognises(byte[] head) {
    if (head.length < 4) {
      return false;
    }
    int magic = ByteBuffer.wrap(head).getInt(0);
    return magic == ElfFile.MAGIC || magic >>> 16 == PeFile.MAGIC || MachFile.recognises(magic);
  }

  /// Reads the headers; `null` where they are not those of an executable, or make no sense.
  static @Nullable ExecutableFile open(FileContent content) throws IOException {
    ByteBuffer head = read(content, 0, 4, ByteOrder.BIG_ENDIAN);
    if (head == null) {
      return null;
    }
    int magic = head.getInt(0);
    if (magic == ElfFile.MAGIC) {
      return ElfFile.open(content);
    }
    if (magic >>> 16 == PeFile.MAGIC) {
      return PeFile.open(content);
    }
    return MachFile.recognises(magic) ? MachFile.open(content, magic) : null;
  }

  /// The bytes at an address; `null` where the file has none for it.
  byte @Nullable [] memory(long address, int length) throws IOException {
    for (Segment segment : segments) {
      long within = address - segment.address;
      if (within >= 0 && within < segment.size && length <= segment.size - within) {
        return bytes(content, segment.offset + within, length);
      }
    }
    return null;
  }

  /// The bytes of the file from `offset`; `null` where it has not so many there.
  static byte @Nullable [] bytes(FileContent content, long offset, int length) throws IOException {
    if (offset < 0 || length < 0 || length > content.size() || offset > content.size() - length) {
      return null;
    }
    byte[] bytes = new byte[length];
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      if (content.read(offset + buffer.position(), buffer) <= 0) {
        return null;
      }
    }
    return bytes;
  }

  /// [#bytes], in the byte order that the executable has.
  static @Nullable ByteBuffer read(FileContent content, long offset, int length, ByteOrder order)
      throws IOException {
    byte[] bytes = bytes(content, offset, length);
    return bytes == null ? null : ByteBuffer.wrap(bytes).order(order);
  }
}
