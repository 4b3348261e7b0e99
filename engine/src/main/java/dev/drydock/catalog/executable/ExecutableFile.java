package dev.drydock.catalog.executable;

import dev.drydock.image.FileContent;
import dev.drydock.image.LayerEntry;
import dev.drydock.image.PassedByException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An ELF, PE or Mach-O executable, or shared library: where its memory and its sections lie in the
/// file. Used by one thread.
public abstract sealed class ExecutableFile permits ElfFile, MachFile, PeFile {
  private static final int CHUNK = 64 << 10;

  /// No more than headers, where no text of a program stands.
  private static final int UPX_WITHIN = 1 << 10;

  private final FileContent content;

  ExecutableFile(FileContent content) {
    this.content = content;
  }

  /// Bytes of the file that are mapped to an address.
  ///
  /// @param size in the file
  public record Segment(long address, long offset, long size) {}

  /// Whether a file is one by its name or its mode; cheap.
  public static boolean named(LayerEntry file) {
    String path = file.path();
    return file.executable()
        || path.endsWith(".so")
        || path.endsWith(".exe")
        || path.endsWith(".dll")
        || path.indexOf(".so.", path.lastIndexOf('/') + 1) > 0;
  }

  /// Whether these first bytes, four or more, are those of an executable.
  public static boolean recognises(byte[] head) {
    if (head.length < 4) {
      return false;
    }
    int magic = ByteBuffer.wrap(head).getInt(0);
    return magic == ElfFile.MAGIC || magic >>> 16 == PeFile.MAGIC || MachFile.recognises(magic);
  }

  /// Whether these first bytes are those of an ELF file.
  public static boolean recognisesElf(byte[] head) {
    return head.length >= 4 && ByteBuffer.wrap(head).getInt(0) == ElfFile.MAGIC;
  }

  /// Whether an executable was packed with [UPX](https://upx.github.io), which leaves its mark
  /// behind the headers: what it was built from comes to be only when it runs.
  public static boolean packed(FileContent content) throws IOException {
    byte[] head = bytes(content, 0, (int) Math.min(content.size(), UPX_WITHIN));
    for (int i = 0; head != null && i + 4 <= head.length; i++) {
      if (head[i] == 'U' && head[i + 1] == 'P' && head[i + 2] == 'X' && head[i + 3] == '!') {
        return true;
      }
    }
    return false;
  }

  /// Reads the headers. There are several executables in a universal file of macOS, one for each
  /// architecture; none where the headers are not those of an executable, or make no sense.
  public static List<? extends ExecutableFile> open(FileContent content) throws IOException {
    ByteBuffer head = read(content, 0, 4, ByteOrder.BIG_ENDIAN);
    if (head == null) {
      return List.of();
    }
    int magic = head.getInt(0);
    if (MachFile.recognises(magic)) {
      return MachFile.of(content, magic);
    }
    ExecutableFile file =
        magic == ElfFile.MAGIC
            ? ElfFile.of(content)
            : magic >>> 16 == PeFile.MAGIC ? PeFile.of(content) : null;
    return file == null ? List.of() : List.of(file);
  }

  public final FileContent content() {
    return content;
  }

  /// What is mapped into memory.
  public abstract List<Segment> segments();

  /// Whether it is one of Linux and its kin, and not of Windows or macOS.
  public final boolean elf() {
    return this instanceof ElfFile;
  }

  /// The first segment of initialised data that can be written; `null` where there is none.
  public abstract @Nullable Segment data();

  /// All segments of initialised data that can be written, in the order of the file. LLD makes one
  /// of what is written to only while the program is loaded, and puts it first.
  public List<Segment> writable() {
    Segment data = data();
    return data == null ? List.of() : List.of(data);
  }

  /// The section of this name with bytes in the file; `null` where there is none.
  ///
  /// Section headers stand at the end of an ELF file: one that passes by in a stream is passed by
  /// for them, and reading what lies before is a [PassedByException] then, except for the file's
  /// head. What Go's own linker made has none then.
  public abstract @Nullable Segment section(String name) throws IOException;

  /// Whether [#section] can tell that there is none; not so where section headers were stripped,
  /// and where linkers put what they know by name into other sections.
  public abstract boolean sectioned() throws IOException;

  /// Whether all of the file passes by before its sections are known.
  public final boolean sectionsFollow() {
    return this instanceof ElfFile && !content.durable();
  }

  /// The bytes at an address; `null` where the file has none for it.
  public final byte @Nullable [] memory(long address, int length) throws IOException {
    for (Segment segment : segments()) {
      long within = address - segment.address;
      if (within >= 0 && within < segment.size && length <= segment.size - within) {
        return bytes(content, segment.offset + within, length);
      }
    }
    return null;
  }

  /// The bytes of the file from `offset`; `null` where it has not so many there.
  public static byte @Nullable [] bytes(FileContent content, long offset, int length)
      throws IOException {
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
  public static @Nullable ByteBuffer read(
      FileContent content, long offset, int length, ByteOrder order) throws IOException {
    byte[] bytes = bytes(content, offset, length);
    return bytes == null ? null : ByteBuffer.wrap(bytes).order(order);
  }

  /// Lets a stream go by up to `position`, chunk by chunk; does nothing where the content is no
  /// stream.
  public static void passBy(FileContent content, long position) throws IOException {
    if (content.durable()) {
      return;
    }
    long end = Math.min(position, content.size() - 1);
    ByteBuffer one = ByteBuffer.allocate(1);
    for (long at = Math.min(FileContent.HEAD, end); at < end; at += CHUNK) {
      content.passBy(at);
      try {
        int _ = content.read(at, one.clear());
      } catch (PassedByException _) {
        // another reader was here already
      }
    }
  }
}
