package dev.drydock.catalog.golang;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Executables of a few hundred bytes, written by hand: headers, one segment of data, and Go's
/// build information in it.
final class Executables {
  private static final int ADDRESS = 0x400000;
  private static final int DATA = 0x200;

  private Executables() {}

  /// How an executable is made.
  record Form(boolean wide, ByteOrder order, boolean inline, boolean sections) {
    static final Form COMMON = new Form(true, ByteOrder.LITTLE_ENDIAN, true, true);
  }

  /// An ELF file.
  static byte[] elf(Form form, String version, String modules) {
    return elf(form, buildInfo(form, ADDRESS, version, modules));
  }

  /// An ELF file with this data.
  static byte[] elf(Form form, byte[] data) {
    byte[] names = "\0.text\0.go.buildinfo\0.shstrtab\0".getBytes(StandardCharsets.US_ASCII);
    int namesAt = DATA + data.length;
    int sectionsAt = namesAt + names.length;
    int sectionSize = form.wide ? 64 : 40;
    ByteBuffer out = buffer(form, sectionsAt + (form.sections ? 3 * sectionSize : 0));
    out.put(0, new byte[] {0x7f, 'E', 'L', 'F', (byte) (form.wide ? 2 : 1)});
    out.put(5, (byte) (form.order == ByteOrder.BIG_ENDIAN ? 2 : 1));
    int count = form.sections ? 3 : 0;
    if (form.wide) {
      out.putLong(32, 64).putLong(40, sectionsAt).putShort(54, (short) 56).putShort(56, (short) 1);
      out.putShort(58, (short) 64).putShort(60, (short) count).putShort(62, (short) 2);
      out.putInt(64, 1).putInt(68, 6).putLong(72, DATA).putLong(80, ADDRESS).putLong(96, data.length);
    } else {
      out.putInt(28, 64).putInt(32, sectionsAt).putShort(42, (short) 32).putShort(44, (short) 1);
      out.putShort(46, (short) 40).putShort(48, (short) count).putShort(50, (short) 2);
      out.putInt(64, 1).putInt(68, DATA).putInt(72, ADDRESS).putInt(80, data.length).putInt(88, 6);
    }
    out.put(DATA, data);
    out.put(namesAt, names);
    if (form.sections) {
      section(form, out, sectionsAt + sectionSize, 7, ADDRESS, DATA, data.length);
      section(form, out, sectionsAt + 2 * sectionSize, 21, 0, namesAt, names.length);
    }
    return out.array();
  }

  private static void section(
      Form form, ByteBuffer out, int at, int name, int address, int offset, int size) {
    out.putInt(at, name).putInt(at + 4, 1);
    if (form.wide) {
      out.putLong(at + 16, address).putLong(at + 24, offset).putLong(at + 32, size);
    } else {
      out.putInt(at + 12, address).putInt(at + 16, offset).putInt(at + 20, size);
    }
  }

  /// A PE file.
  static byte[] pe(Form form, String version, String modules) {
    int base = 0x10000;
    byte[] data = buildInfo(form, base + 0x1000, version, modules);
    ByteBuffer out = buffer(form, DATA + data.length);
    out.putShort(0, (short) 0x5a4d).putInt(0x3c, 0x40);
    out.putInt(0x40, 0x4550).putShort(0x46, (short) 2);
    int optionalSize = form.wide ? 0x70 : 0x60;
    out.putShort(0x54, (short) optionalSize);
    int optional = 0x58;
    out.putShort(optional, (short) (form.wide ? 0x20b : 0x10b));
    if (form.wide) {
      out.putLong(optional + 24, base);
    } else {
      out.putInt(optional + 28, base);
    }
    int code = optional + optionalSize;
    out.putInt(code + 12, 0x500).putInt(code + 36, 0x60000020);
    int section = code + 40;
    out.putInt(section + 12, 0x1000).putInt(section + 16, data.length).putInt(section + 20, DATA);
    out.putInt(section + 36, 0xc0000040);
    out.put(DATA, data);
    return out.array();
  }

  /// A Mach-O file.
  static byte[] mach(Form form, String version, String modules) {
    byte[] data = buildInfo(form, ADDRESS, version, modules);
    ByteBuffer out = buffer(form, DATA + data.length);
    int header = form.wide ? 32 : 28;
    int segment = form.wide ? 72 : 56;
    int section = form.wide ? 80 : 68;
    int size = segment + (form.sections ? section : 0);
    out.putInt(0, form.wide ? 0xfeedfacf : 0xfeedface).putInt(16, 1).putInt(20, size);
    out.putInt(header, form.wide ? 0x19 : 1).putInt(header + 4, size);
    if (form.wide) {
      out.putLong(header + 24, ADDRESS).putLong(header + 40, DATA).putLong(header + 48, data.length);
      out.putInt(header + 56, 3).putInt(header + 60, 3);
    } else {
      out.putInt(header + 24, ADDRESS).putInt(header + 32, DATA).putInt(header + 36, data.length);
      out.putInt(header + 40, 3).putInt(header + 44, 3);
    }
    if (form.sections) {
      int at = header + segment;
      out.put(at, "__go_buildinfo".getBytes(StandardCharsets.US_ASCII));
      if (form.wide) {
        out.putLong(at + 32, ADDRESS).putLong(at + 40, data.length).putInt(at + 48, DATA);
      } else {
        out.putInt(at + 32, ADDRESS).putInt(at + 36, data.length).putInt(at + 40, DATA);
      }
    }
    out.put(DATA, data);
    return out.array();
  }

  /// A universal Mach-O file with `one` as its second architecture, and rubbish as its first.
  static byte[] universal(byte[] one) {
    int at = 0x1000;
    ByteBuffer out = ByteBuffer.allocate(at + one.length);
    out.putInt(0, 0xcafebabe).putInt(4, 2);
    out.putInt(16, 0x800).putInt(20, 16);
    out.putInt(36, at).putInt(40, one.length);
    out.put(at, one);
    return out.array();
  }

  private static byte[] buildInfo(Form form, int address, String version, String modules) {
    byte[] versionBytes = version.getBytes(StandardCharsets.UTF_8);
    byte[] moduleBytes = framed(modules);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes("\u00ff Go buildinf:".getBytes(StandardCharsets.ISO_8859_1));
    out.write(form.wide ? 8 : 4);
    out.write((form.order == ByteOrder.BIG_ENDIAN ? 1 : 0) | (form.inline ? 2 : 0));
    if (form.inline) {
      out.writeBytes(new byte[16]);
      string(out, versionBytes);
      string(out, moduleBytes);
      return out.toByteArray();
    }
    int size = form.wide ? 8 : 4;
    int strings = address + 64;
    int texts = strings + 4 * size;
    ByteBuffer pointers = buffer(form, 64 - 16 + 4 * size);
    word(form, pointers, 0, strings);
    word(form, pointers, size, strings + 2 * size);
    word(form, pointers, 48, texts);
    word(form, pointers, 48 + size, versionBytes.length);
    word(form, pointers, 48 + 2 * size, texts + versionBytes.length);
    word(form, pointers, 48 + 3 * size, moduleBytes.length);
    out.writeBytes(pointers.array());
    out.writeBytes(versionBytes);
    out.writeBytes(moduleBytes);
    return out.toByteArray();
  }

  private static byte[] framed(String modules) {
    if (modules.isEmpty()) {
      return new byte[0];
    }
    byte[] text = modules.getBytes(StandardCharsets.UTF_8);
    byte[] framed = new byte[text.length + 32];
    Arrays.fill(framed, (byte) 0xf3);
    System.arraycopy(text, 0, framed, 16, text.length);
    return framed;
  }

  private static void string(ByteArrayOutputStream out, byte[] bytes) {
    int length = bytes.length;
    while (length >= 0x80) {
      out.write(length & 0x7f | 0x80);
      length >>= 7;
    }
    out.write(length);
    out.writeBytes(bytes);
  }

  private static void word(Form form, ByteBuffer out, int at, int value) {
    if (form.wide) {
      out.putLong(at, value);
    } else {
      out.putInt(at, value);
    }
  }

  private static ByteBuffer buffer(Form form, int size) {
    return ByteBuffer.wrap(new byte[size]).order(form.order);
  }
}
