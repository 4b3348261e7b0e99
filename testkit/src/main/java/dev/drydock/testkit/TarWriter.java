package dev.drydock.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// Writes tars byte by byte, the good ones and the odd ones.
///
/// ```java
/// byte[] layer = new TarWriter().directory("etc").file("etc/hostname", "ship\n").whiteout("etc/motd").bytes();
/// ```
public final class TarWriter {
  private static final int BLOCK = 512;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Map<String, byte[]> pending = new LinkedHashMap<>();
  private Format format = Format.PAX;
  private int mode = -1;

  /// How headers are marked, and where names go that are too long for them.
  public enum Format {
    /// `ustar\0` and extended headers of type `x`
    PAX,
    /// `ustar ` and members of type `L` and `K` before the one that they name
    GNU,
    /// no magic; long names are cut off
    V7
  }

  public TarWriter format(Format used) {
    this.format = used;
    return this;
  }

  /// Permission bits of the next member, in place of 0644, or 0755 for directories.
  public TarWriter mode(int bits) {
    this.mode = bits;
    return this;
  }

  /// A record of the extended header of the next member.
  public TarWriter pax(String key, String value) {
    return pax(key, value.getBytes(StandardCharsets.UTF_8));
  }

  public TarWriter pax(String key, byte[] value) {
    pending.put(key, value);
    return this;
  }

  /// A global extended header.
  public TarWriter globalPax(Map<String, String> records) {
    Map<String, byte[]> bytes = new LinkedHashMap<>();
    records.forEach((key, value) -> bytes.put(key, value.getBytes(StandardCharsets.UTF_8)));
    return special('g', "pax_global_header", paxBody(bytes));
  }

  public TarWriter file(String path, String content) {
    return file(path, content.getBytes(StandardCharsets.UTF_8));
  }

  public TarWriter file(String path, byte[] content) {
    return member(utf8(path), '0', content, new byte[0]);
  }

  public TarWriter executable(String path, byte[] content) {
    return mode(0755).file(path, content);
  }

  public TarWriter directory(String path) {
    return member(utf8(path.endsWith("/") ? path : path + "/"), '5', new byte[0], new byte[0]);
  }

  public TarWriter symlink(String path, String target) {
    return member(utf8(path), '2', new byte[0], utf8(target));
  }

  public TarWriter hardlink(String path, String target) {
    return member(utf8(path), '1', new byte[0], utf8(target));
  }

  /// A character device.
  public TarWriter device(String path) {
    return member(utf8(path), '3', new byte[0], new byte[0]);
  }

  public TarWriter fifo(String path) {
    return member(utf8(path), '6', new byte[0], new byte[0]);
  }

  /// Says that `path` of lower layers is gone.
  public TarWriter whiteout(String path) {
    int name = path.lastIndexOf('/') + 1;
    return file(path.substring(0, name) + ".wh." + path.substring(name), "");
  }

  /// Says that nothing of lower layers shows in `directory`.
  public TarWriter opaque(String directory) {
    return file((directory.isEmpty() ? "" : directory + "/") + ".wh..wh..opq", "");
  }

  /// Any member: a name that is not UTF-8, a type that nobody knows.
  public TarWriter member(byte[] name, char type, byte[] content, byte[] link) {
    if (format == Format.GNU) {
      if (name.length > 100) {
        special('L', "././@LongLink", Arrays.copyOf(name, name.length + 1));
      }
      if (link.length > 100) {
        special('K', "././@LongLink", Arrays.copyOf(link, link.length + 1));
      }
    } else if (format == Format.PAX) {
      if (name.length > 100) {
        pending.putIfAbsent("path", name);
      }
      if (link.length > 100) {
        pending.putIfAbsent("linkpath", link);
      }
    }
    if (!pending.isEmpty()) {
      byte[] body = paxBody(pending);
      pending.clear();
      special('x', "PaxHeaders/x", body);
    }
    int bits = mode >= 0 ? mode : type == '5' ? 0755 : 0644;
    mode = -1;
    raw(header(name, type, bits, content.length, link));
    return padded(content);
  }

  /// Bytes as they are, in place of a member or after the end.
  public TarWriter raw(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  /// The two blocks of zeros that end an archive; another may follow.
  public TarWriter end() {
    return raw(new byte[2 * BLOCK]);
  }

  /// What was written, without an end.
  public byte[] unended() {
    return out.toByteArray();
  }

  /// What was written, and the end of the archive.
  public byte[] bytes() {
    byte[] written = out.toByteArray();
    return Arrays.copyOf(written, written.length + 2 * BLOCK);
  }

  /// A header with a good checksum; change it and mend it with [#checksum].
  public byte[] header(byte[] name, char type, int bits, long size, byte[] link) {
    byte[] header = new byte[BLOCK];
    System.arraycopy(name, 0, header, 0, Math.min(100, name.length));
    octal(header, 100, 8, bits);
    octal(header, 108, 8, 0);
    octal(header, 116, 8, 0);
    octal(header, 124, 12, size);
    octal(header, 136, 12, 0);
    header[156] = (byte) type;
    System.arraycopy(link, 0, header, 157, Math.min(100, link.length));
    byte[] magic = utf8(format == Format.GNU ? "ustar  \0" : "ustar\00000");
    if (format != Format.V7) {
      System.arraycopy(magic, 0, header, 257, 8);
    }
    return checksum(header);
  }

  /// Sets the checksum of a header to what it should be.
  public static byte[] checksum(byte[] header) {
    Arrays.fill(header, 148, 156, (byte) ' ');
    int sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += header[i] & 0xff;
    }
    octal(header, 148, 7, sum);
    header[155] = ' ';
    return header;
  }

  /// Writes a number as digits that end with a zero.
  public static void octal(byte[] header, int at, int length, long value) {
    String digits = Long.toOctalString(value);
    String text = "0".repeat(Math.max(0, length - 1 - digits.length())) + digits;
    System.arraycopy(utf8(text), 0, header, at, length - 1);
    header[at + length - 1] = 0;
  }

  private TarWriter special(char type, String name, byte[] body) {
    raw(header(utf8(name), type, 0644, body.length, new byte[0]));
    return padded(body);
  }

  private TarWriter padded(byte[] content) {
    raw(content);
    return raw(new byte[-content.length & BLOCK - 1]);
  }

  private static byte[] paxBody(Map<String, byte[]> records) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    records.forEach(
        (key, value) -> {
          int rest = 1 + utf8(key).length + 1 + value.length + 1;
          int length = rest + String.valueOf(rest).length();
          length = rest + String.valueOf(length).length();
          body.writeBytes(utf8(length + " " + key + "="));
          body.writeBytes(value);
          body.write('\n');
        });
    return body.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
