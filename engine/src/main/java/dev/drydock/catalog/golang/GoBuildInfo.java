package dev.drydock.catalog.golang;

import dev.drydock.catalog.executable.ExecutableFile;
import dev.drydock.catalog.executable.ExecutableFile.Segment;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The build information that Go's linker leaves in an executable (Go, package `debug/buildinfo`).
///
/// 32 bytes: `\xff Go buildinf:`, the size of a pointer, flags. With flag 2, since Go 1.18, version
/// and modules follow as two strings, each after its length as a varint. Without, since Go 1.13,
/// two pointers follow, each to a Go string: a pointer and a length.
///
/// @param version of Go as it stands there: `go1.22.1 X:loopvar`
/// @param modules lines as `go version -m` prints them; `""` where it was built without modules
record GoBuildInfo(String version, String modules) {
  private static final byte[] MAGIC = "\u00ff Go buildinf:".getBytes(StandardCharsets.ISO_8859_1);
  private static final String ELF_SECTION = ".go.buildinfo";
  private static final String MACH_SECTION = "__go_buildinfo";
  private static final int ALIGNMENT = 16;
  private static final int HEADER = 32;
  private static final int INLINE = 2;
  private static final int BIG_ENDIAN = 1;
  private static final int CHUNK = 64 << 10;

  /// How far the data of an executable without section headers is searched: Go's own linker puts
  /// the information first.
  private static final long SEARCHED = 16L << 20;

  private static final int LONGEST = 8 << 20;

  /// Bytes before and after the module lines by which the runtime finds them in memory.
  private static final int FRAME = 16;

  /// `null` where the executable has no such information.
  ///
  /// @param packages sees what passes by
  /// @throws IOException where it has, but damaged
  static @Nullable GoBuildInfo read(ExecutableFile file, ProgramPackages packages)
      throws IOException {
    long at = -1;
    for (Segment place : places(file)) {
      at = at < 0 ? find(file, place, packages) : at;
    }
    if (at < 0) {
      return null;
    }
    ByteBuffer header = ExecutableFile.read(file.content(), at, HEADER, ByteOrder.BIG_ENDIAN);
    if (header == null) {
      throw damaged();
    }
    int pointerSize = header.get(14);
    int flags = header.get(15);
    byte[] version;
    byte[] modules;
    if ((flags & INLINE) != 0) {
      Strings strings = new Strings(file, at + HEADER);
      version = strings.next();
      modules = strings.next();
    } else {
      if (pointerSize != 4 && pointerSize != 8) {
        throw damaged();
      }
      header.order((flags & BIG_ENDIAN) != 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
      version = pointed(file, header, ALIGNMENT, pointerSize);
      modules = pointed(file, header, ALIGNMENT + pointerSize, pointerSize);
    }
    if (version.length == 0) {
      throw damaged();
    }
    return new GoBuildInfo(
        new String(version, StandardCharsets.UTF_8),
        new String(unframed(modules), StandardCharsets.UTF_8));
  }

  /// Whether it is of Go's own linker, with the names of packages as they are: tools that disguise
  /// programs take the release away too.
  boolean telling() {
    return version.startsWith("go1.") || version.startsWith("devel ");
  }

  /// Where to look for it; nowhere where this cannot be a Go executable.
  ///
  /// Go's linker names a section of ELF and Mach-O files, and so does any linker that it hands its
  /// object to. In PE files it puts the information first into the data, and there it is in a file
  /// that has no sections too. The data is also where to look in a stream, in which the sections of
  /// an ELF file are known too late.
  private static List<Segment> places(ExecutableFile file) throws IOException {
    if (file.sectionsFollow()) {
      return file.writable();
    }
    Segment section = file.section(ELF_SECTION);
    if (section == null) {
      section = file.section(MACH_SECTION);
    }
    return section != null ? List.of(section) : file.sectioned() ? List.of() : file.writable();
  }

  private static long find(ExecutableFile file, Segment place, ProgramPackages packages)
      throws IOException {
    // addresses are aligned, and so are offsets, since segments begin at pages
    long at = place.offset() + ALIGNMENT - 1 & -ALIGNMENT;
    long left = Math.min(place.size(), SEARCHED);
    packages.passBy(at);
    while (left >= HEADER && at >= 0) {
      int length = (int) Math.min(CHUNK, Math.min(left, file.content().size() - at));
      file.content().passBy(at);
      byte[] bytes = ExecutableFile.bytes(file.content(), at, length);
      if (bytes == null) {
        return -1;
      }
      packages.seen(bytes, length, at);
      for (int i = 0; i + MAGIC.length <= length; i += ALIGNMENT) {
        if (bytes[i] == MAGIC[0]
            && Arrays.equals(bytes, i, i + MAGIC.length, MAGIC, 0, MAGIC.length)) {
          return at + i;
        }
      }
      at += length;
      left -= length;
      if (length < CHUNK) {
        return -1;
      }
    }
    return -1;
  }

  private static byte[] pointed(ExecutableFile file, ByteBuffer header, int at, int size)
      throws IOException {
    byte[] fields = file.memory(word(header, at, size), 2 * size);
    if (fields == null) {
      return new byte[0];
    }
    ByteBuffer string = ByteBuffer.wrap(fields).order(header.order());
    long length = word(string, size, size);
    if (length < 0 || length > LONGEST) {
      throw damaged();
    }
    byte[] bytes = length == 0 ? new byte[0] : file.memory(word(string, 0, size), (int) length);
    if (bytes == null) {
      throw damaged();
    }
    return bytes;
  }

  private static long word(ByteBuffer buffer, int at, int size) {
    return size == 8 ? buffer.getLong(at) : buffer.getInt(at) & 0xffffffffL;
  }

  private static byte[] unframed(byte[] modules) {
    int end = modules.length - FRAME;
    return end > FRAME && modules[end - 1] == '\n'
        ? Arrays.copyOfRange(modules, FRAME, end)
        : new byte[0];
  }

  private static IOException damaged() {
    return new IOException("is a Go executable, but its build information is damaged");
  }

  /// Strings that follow one another, each after its length.
  private static final class Strings {
    private final ExecutableFile file;
    private long at;

    Strings(ExecutableFile file, long at) {
      this.file = file;
      this.at = at;
    }

    byte[] next() throws IOException {
      long available = Math.clamp(file.content().size() - at, 0, 5);
      byte[] prefix = ExecutableFile.bytes(file.content(), at, (int) available);
      int length = 0;
      for (int i = 0; prefix != null && i < prefix.length; i++) {
        length |= (prefix[i] & 0x7f) << (7 * i);
        if (prefix[i] >= 0) {
          byte[] bytes =
              length < 0 || length > LONGEST
                  ? null
                  : ExecutableFile.bytes(file.content(), at + i + 1, length);
          if (bytes == null) {
            break;
          }
          at += i + 1L + length;
          return bytes;
        }
      }
      throw damaged();
    }
  }
}
