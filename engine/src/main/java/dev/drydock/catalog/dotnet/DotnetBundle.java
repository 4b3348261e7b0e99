package dev.drydock.catalog.dotnet;

import dev.drydock.image.FileContent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The files that are packed into a single-file application (.NET runtime, design document
/// "Single-file Publish", "Bundle format").
///
/// The host executable holds a marker, the SHA-256 sum of `.net core bundle`, and before it the
/// offset of the bundle's header: version, number of files, an id, since version 2 the places of
/// `deps.json` and `runtimeconfig.json`; then for each file offset, size, since version 6 its
/// compressed size, kind and path.
final class DotnetBundle {
  /// How much of an executable is searched: a host that is not linked with the runtime is shorter.
  static final int HEAD = 256 << 10;

  private static final byte[] MARKER = {
    (byte) 0x8b,
    0x12,
    0x02,
    (byte) 0xb9,
    0x6a,
    0x61,
    0x20,
    0x38,
    0x72,
    0x7b,
    (byte) 0x93,
    0x02,
    0x14,
    (byte) 0xd7,
    (byte) 0xa0,
    0x32,
    0x13,
    (byte) 0xf5,
    (byte) 0xb9,
    (byte) 0xe6,
    (byte) 0xef,
    (byte) 0xae,
    0x33,
    0x18,
    (byte) 0xee,
    0x3b,
    0x2d,
    (byte) 0xce,
    0x24,
    (byte) 0xb3,
    0x6a,
    (byte) 0xae
  };

  /// What the dynamic symbols or the imports of a host say that is linked with the runtime: then
  /// the marker lies further on.
  private static final byte[][] RUNTIME = {
    ascii("DotNetRuntimeInfo"), ascii("g_dacTable"), ascii("CLRJitAttachState")
  };

  private static final int CHUNK = 1 << 20;
  private static final int LONGEST_HOST = 128 << 20;
  private static final int HEADER = 512;
  private static final int LONGEST_MANIFEST = 8 << 20;
  private static final int DEPS_JSON = 3;
  private static final int LONGEST_PATH = 4096;

  private DotnetBundle() {}

  /// Where a `deps.json` lies in the file.
  record Place(long offset, long size) {}

  /// The `deps.json` of a single-file application; `null` where this is none, or has none.
  static @Nullable Place depsJson(FileContent content) throws IOException {
    ByteBuffer head = PortableExecutable.read(content, 0, (int) Math.min(HEAD, content.size()));
    if (head == null) {
      return null;
    }
    long header = header(content, head.array(), 0);
    if (header == 0 && linkedWithRuntime(head.array())) {
      header = searchFurther(content);
    }
    return header <= 0 ? null : depsJson(content, header);
  }

  private static boolean linkedWithRuntime(byte[] head) {
    for (byte[] name : RUNTIME) {
      if (find(name, head, 0) >= 0) {
        return true;
      }
    }
    return false;
  }

  private static long searchFurther(FileContent content) throws IOException {
    int overlap = MARKER.length + Long.BYTES;
    long end = Math.min(content.size(), LONGEST_HOST);
    for (long at = HEAD - overlap; at < end; at += CHUNK - overlap) {
      int length = (int) Math.min(CHUNK, content.size() - at);
      ByteBuffer chunk = PortableExecutable.read(content, at, length);
      long header = chunk == null ? 0 : header(content, chunk.array(), at);
      if (header > 0) {
        return header;
      }
    }
    return 0;
  }

  /// The offset before the marker; 0 where it is not there, or no bundle has been appended.
  private static long header(FileContent content, byte[] bytes, long from) {
    for (int at = find(MARKER, bytes, 0); at >= 0; at = find(MARKER, bytes, at + 1)) {
      if (at >= Long.BYTES) {
        long header = little(bytes, at - Long.BYTES);
        if (header > from + at && header < content.size()) {
          return header;
        }
      }
    }
    return 0;
  }

  private static int find(byte[] wanted, byte[] bytes, int from) {
    for (int at = from; at <= bytes.length - wanted.length; at++) {
      if (bytes[at] == wanted[0]) {
        int same = 1;
        while (same < wanted.length && bytes[at + same] == wanted[same]) {
          same++;
        }
        if (same == wanted.length) {
          return at;
        }
      }
    }
    return -1;
  }

  private static long little(byte[] bytes, int at) {
    long value = 0;
    for (int i = Long.BYTES - 1; i >= 0; i--) {
      value = value << 8 | bytes[at + i] & 0xff;
    }
    return value;
  }

  private static @Nullable Place depsJson(FileContent content, long header) throws IOException {
    int length = (int) Math.min(HEADER, content.size() - header);
    ByteBuffer bytes = PortableExecutable.read(content, header, length);
    if (bytes == null || length < 13) {
      return null;
    }
    int major = bytes.getInt(0);
    int files = bytes.getInt(8);
    bytes.position(12);
    String id = text(bytes);
    if (major < 1 || major > 100 || files < 0 || id == null) {
      return null;
    }
    if (major == 1) {
      return fromFiles(content, header + bytes.position(), files);
    }
    if (bytes.remaining() < 16) {
      return null;
    }
    long offset = bytes.getLong();
    long size = bytes.getLong();
    return place(content, offset, size);
  }

  private static @Nullable Place place(FileContent content, long offset, long size) {
    boolean inside =
        offset > 0 && size > 0 && size <= content.size() && offset <= content.size() - size;
    return inside ? new Place(offset, size) : null;
  }

  /// In version 1 the files themselves tell.
  private static @Nullable Place fromFiles(FileContent content, long at, int files)
      throws IOException {
    int length = (int) Math.min(LONGEST_MANIFEST, content.size() - at);
    ByteBuffer bytes = PortableExecutable.read(content, at, length);
    for (int i = 0; bytes != null && i < files && bytes.remaining() > 17; i++) {
      long offset = bytes.getLong();
      long size = bytes.getLong();
      int kind = bytes.get();
      String path = text(bytes);
      if (path == null) {
        return null;
      }
      if (kind == DEPS_JSON || path.endsWith(".deps.json")) {
        return place(content, offset, size);
      }
    }
    return null;
  }

  /// A text after its length in groups of 7 bits; `null` where it makes no sense.
  private static @Nullable String text(ByteBuffer bytes) {
    int length = 0;
    for (int shift = 0; shift < 28; shift += 7) {
      if (!bytes.hasRemaining()) {
        return null;
      }
      int group = bytes.get();
      length |= (group & 0x7f) << shift;
      if (group >= 0) {
        if (length > LONGEST_PATH || length > bytes.remaining()) {
          return null;
        }
        byte[] text = new byte[length];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
      }
    }
    return null;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
