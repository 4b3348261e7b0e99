package dev.drydock.catalog.dotnet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Small PE files for tests: headers, one section, a resource directory with a version resource.
final class Assemblies {
  private static final int HEADERS = 512;
  private static final int ADDRESS = 0x2000;
  private static final int RESOURCE = 0x58;

  private Assemblies() {}

  /// @param wide PE32+ rather than PE32
  /// @param texts of the version resource
  static byte[] of(boolean wide, boolean managed, Map<String, String> texts) {
    byte[] version = versionResource(texts);
    ByteBuffer file = ByteBuffer.allocate(HEADERS + RESOURCE + version.length);
    file.order(ByteOrder.LITTLE_ENDIAN);
    int optionalSize = wide ? 240 : 224;
    file.put(0, (byte) 'M').put(1, (byte) 'Z').putInt(0x3c, 0x80).putInt(0x80, 0x4550);
    file.putShort(0x80 + 6, (short) 1).putShort(0x80 + 20, (short) optionalSize);
    int optional = 0x80 + 24;
    file.putShort(optional, (short) (wide ? 0x20b : 0x10b));
    int directories = optional + (wide ? 112 : 96);
    file.putInt(directories - 4, 16);
    file.putInt(directories + 2 * 8, ADDRESS);
    file.putInt(directories + 14 * 8, managed ? ADDRESS : 0);
    int section = optional + optionalSize;
    file.putInt(section + 12, ADDRESS);
    file.putInt(section + 16, RESOURCE + version.length);
    file.putInt(section + 20, HEADERS);
    int root = HEADERS;
    file.putShort(root + 14, (short) 1).putInt(root + 16, 16).putInt(root + 20, 0x80000018);
    file.putShort(root + 0x18 + 14, (short) 1).putInt(root + 0x28, 1);
    file.putInt(root + 0x2c, 0x80000030);
    file.putShort(root + 0x30 + 14, (short) 1).putInt(root + 0x44, 0x48);
    file.putInt(root + 0x48, ADDRESS + RESOURCE).putInt(root + 0x4c, version.length);
    file.position(HEADERS + RESOURCE).put(version);
    return file.array();
  }

  static byte[] versionResource(Map<String, String> texts) {
    ByteBuffer strings = buffer();
    texts.forEach((name, value) -> block(strings, name, utf16(value + "\0"), value.length() + 1));
    ByteBuffer table = buffer();
    block(table, "000004b0", bytes(strings), 0);
    ByteBuffer info = buffer();
    block(info, "StringFileInfo", bytes(table), 0);
    ByteBuffer fixed = buffer();
    fixed.position(52).put(bytes(info));
    ByteBuffer root = buffer();
    block(root, "VS_VERSION_INFO", bytes(fixed), 52);
    return bytes(root);
  }

  private static void block(ByteBuffer out, String name, byte[] content, int valueLength) {
    align(out);
    int start = out.position();
    out.putShort((short) 0).putShort((short) valueLength).putShort((short) 1);
    out.put(utf16(name + "\0"));
    align(out);
    out.put(content);
    out.putShort(start, (short) (out.position() - start));
  }

  private static void align(ByteBuffer out) {
    out.position((out.position() + 3) & ~3);
  }

  private static ByteBuffer buffer() {
    return ByteBuffer.allocate(8192).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.position()];
    buffer.get(0, bytes);
    return bytes;
  }

  private static byte[] utf16(String text) {
    return text.getBytes(StandardCharsets.UTF_16LE);
  }
}
