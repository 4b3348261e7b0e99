package dev.drydock.catalog.executable;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Executables of a few hundred bytes, written by hand: headers, one segment of data, and a section
/// for it.
public final class ExecutableBytes {
  /// Where the data of ELF and Mach-O files is in memory.
  public static final int ADDRESS = 0x400000;

  /// Where the data of PE files is in memory.
  public static final int PE_ADDRESS = 0x11000;

  private static final int DATA = 0x200;

  private ExecutableBytes() {}

  /// How an executable is laid out.
  ///
  /// @param sections whether there are section headers
  public record Layout(boolean wide, ByteOrder order, boolean sections) {
    public static final Layout COMMON = new Layout(true, ByteOrder.LITTLE_ENDIAN, true);
  }

  /// A section that is a part of the data.
  public record Part(String name, int from, int to) {}

  /// An ELF file with this data in a section of this name.
  public static byte[] elf(Layout layout, String name, byte[] data) {
    return elf(layout, data, List.of(new Part(name, 0, data.length)));
  }

  /// An ELF file with this data, parts of which are sections.
  public static byte[] elf(Layout layout, byte[] data, List<Part> parts) {
    StringBuilder before = new StringBuilder("\0.text\0");
    for (Part part : parts) {
      before.append(part.name).append('\0');
    }
    byte[] names = (before + ".shstrtab\0").getBytes(StandardCharsets.US_ASCII);
    int namesAt = DATA + data.length;
    int sectionsAt = namesAt + names.length;
    int sectionSize = layout.wide ? 64 : 40;
    int last = parts.size() + 1;
    byte[] bytes = new byte[sectionsAt + (layout.sections ? (last + 1) * sectionSize : 0)];
    ByteBuffer out = buffer(layout, bytes);
    out.put(0, new byte[] {0x7f, 'E', 'L', 'F', (byte) (layout.wide ? 2 : 1)});
    out.put(5, (byte) (layout.order == ByteOrder.BIG_ENDIAN ? 2 : 1));
    int count = layout.sections ? last + 1 : 0;
    if (layout.wide) {
      out.putLong(32, 64).putLong(40, sectionsAt).putShort(54, (short) 56).putShort(56, (short) 1);
      out.putShort(58, (short) 64).putShort(60, (short) count).putShort(62, (short) last);
      out.putInt(64, 1)
          .putInt(68, 6)
          .putLong(72, DATA)
          .putLong(80, ADDRESS)
          .putLong(96, data.length);
    } else {
      out.putInt(28, 64).putInt(32, sectionsAt).putShort(42, (short) 32).putShort(44, (short) 1);
      out.putShort(46, (short) 40).putShort(48, (short) count).putShort(50, (short) last);
      out.putInt(64, 1).putInt(68, DATA).putInt(72, ADDRESS).putInt(80, data.length).putInt(88, 6);
    }
    out.put(DATA, data);
    out.put(namesAt, names);
    if (layout.sections) {
      int at = sectionsAt + sectionSize;
      int name = 7;
      for (Part part : parts) {
        int size = part.to - part.from;
        section(layout, out, at, name, ADDRESS + part.from, DATA + part.from, size);
        name += part.name.length() + 1;
        at += sectionSize;
      }
      section(layout, out, at, before.length(), 0, namesAt, names.length);
    }
    return bytes;
  }

  /// An ELF file that is linked with these libraries and looks for them in these directories: the
  /// table of names, `code` bytes of nothing, and the dynamic section in a segment that can be
  /// written.
  public static byte[] linked(Layout layout, int code, String directories, String... libraries) {
    String table = "\0" + directories + "\0" + String.join("\0", libraries) + "\0";
    byte[] names = table.getBytes(StandardCharsets.UTF_8);
    int dynamicAt = (DATA + names.length + code + 15) / 16 * 16;
    int entry = layout.wide ? 16 : 8;
    int size = (libraries.length + 3) * entry;
    byte[] bytes = new byte[dynamicAt + size];
    ByteBuffer out = buffer(layout, bytes);
    out.put(0, new byte[] {0x7f, 'E', 'L', 'F', (byte) (layout.wide ? 2 : 1)});
    out.put(5, (byte) (layout.order == ByteOrder.BIG_ENDIAN ? 2 : 1));
    if (layout.wide) {
      out.putLong(32, 64).putShort(54, (short) 56).putShort(56, (short) 3);
    } else {
      out.putInt(28, 64).putShort(42, (short) 32).putShort(44, (short) 3);
    }
    segment(layout, out, 0, 1, 4, 0, DATA + names.length);
    segment(layout, out, 1, 1, 6, dynamicAt, size);
    segment(layout, out, 2, 2, 6, dynamicAt, size);
    out.put(DATA, names);
    int at = dynamicAt;
    int name = 2 + directories.length();
    for (String library : libraries) {
      at = dynamic(layout, out, at, 1, name);
      name += library.length() + 1;
    }
    at = dynamic(layout, out, at, directories.isEmpty() ? 21 : 29, 1);
    dynamic(layout, out, at, 5, ADDRESS + DATA);
    return bytes;
  }

  private static void segment(
      Layout layout, ByteBuffer out, int index, int type, int flags, int offset, int size) {
    int at = 64 + index * (layout.wide ? 56 : 32);
    out.putInt(at, type);
    if (layout.wide) {
      out.putInt(at + 4, flags).putLong(at + 8, offset);
      out.putLong(at + 16, ADDRESS + offset).putLong(at + 32, size);
    } else {
      out.putInt(at + 4, offset).putInt(at + 8, ADDRESS + offset);
      out.putInt(at + 16, size).putInt(at + 24, flags);
    }
  }

  private static int dynamic(Layout layout, ByteBuffer out, int at, int tag, int value) {
    if (layout.wide) {
      out.putLong(at, tag).putLong(at + 8, value);
      return at + 16;
    }
    out.putInt(at, tag).putInt(at + 4, value);
    return at + 8;
  }

  private static void section(
      Layout layout, ByteBuffer out, int at, int name, int address, int offset, int size) {
    out.putInt(at, name).putInt(at + 4, 1);
    if (layout.wide) {
      out.putLong(at + 16, address).putLong(at + 24, offset).putLong(at + 32, size);
    } else {
      out.putInt(at + 12, address).putInt(at + 16, offset).putInt(at + 20, size);
    }
  }

  /// A PE file with this data in a section of this name, of eight characters or less.
  public static byte[] pe(Layout layout, String name, byte[] data) {
    int base = PE_ADDRESS - 0x1000;
    byte[] bytes = new byte[DATA + data.length];
    ByteBuffer out = buffer(layout, bytes);
    out.putShort(0, (short) 0x5a4d).putInt(0x3c, 0x40);
    out.putInt(0x40, 0x4550).putShort(0x46, (short) 2);
    int optionalSize = layout.wide ? 0x70 : 0x60;
    out.putShort(0x54, (short) optionalSize);
    int optional = 0x58;
    out.putShort(optional, (short) (layout.wide ? 0x20b : 0x10b));
    if (layout.wide) {
      out.putLong(optional + 24, base);
    } else {
      out.putInt(optional + 28, base);
    }
    int code = optional + optionalSize;
    out.putInt(code + 12, 0x500).putInt(code + 36, 0x60000020);
    int section = code + 40;
    out.put(section, name.getBytes(StandardCharsets.US_ASCII));
    out.putInt(section + 12, 0x1000).putInt(section + 16, data.length).putInt(section + 20, DATA);
    out.putInt(section + 36, 0xc0000040);
    out.put(DATA, data);
    return bytes;
  }

  /// A Mach-O file with this data in a section of this name.
  public static byte[] mach(Layout layout, String name, byte[] data) {
    return mach(layout, data, List.of(new Part(name, 0, data.length)));
  }

  /// A Mach-O file with this data, parts of which are sections.
  public static byte[] mach(Layout layout, byte[] data, List<Part> parts) {
    byte[] bytes = new byte[DATA + data.length];
    ByteBuffer out = buffer(layout, bytes);
    int header = layout.wide ? 32 : 28;
    int segment = layout.wide ? 72 : 56;
    int section = layout.wide ? 80 : 68;
    int size = segment + (layout.sections ? parts.size() * section : 0);
    out.putInt(0, layout.wide ? 0xfeedfacf : 0xfeedface).putInt(16, 1).putInt(20, size);
    out.putInt(header, layout.wide ? 0x19 : 1).putInt(header + 4, size);
    if (layout.wide) {
      out.putLong(header + 24, ADDRESS)
          .putLong(header + 40, DATA)
          .putLong(header + 48, data.length);
      out.putInt(header + 56, 3).putInt(header + 60, 3);
    } else {
      out.putInt(header + 24, ADDRESS).putInt(header + 32, DATA).putInt(header + 36, data.length);
      out.putInt(header + 40, 3).putInt(header + 44, 3);
    }
    for (int i = 0; layout.sections && i < parts.size(); i++) {
      Part part = parts.get(i);
      int at = header + segment + i * section;
      int length = part.to - part.from;
      out.put(at, part.name.getBytes(StandardCharsets.US_ASCII));
      if (layout.wide) {
        out.putLong(at + 32, ADDRESS + part.from).putLong(at + 40, length);
        out.putInt(at + 48, DATA + part.from);
      } else {
        out.putInt(at + 32, ADDRESS + part.from).putInt(at + 36, length);
        out.putInt(at + 40, DATA + part.from);
      }
    }
    out.put(DATA, data);
    return bytes;
  }

  /// A universal Mach-O file with `one` as its second architecture, and rubbish as its first.
  public static byte[] universal(byte[] one) {
    int at = 0x1000;
    byte[] bytes = new byte[at + one.length];
    ByteBuffer out = ByteBuffer.wrap(bytes);
    out.putInt(0, 0xcafebabe).putInt(4, 2);
    out.putInt(16, 0x800).putInt(20, 16);
    out.putInt(36, at).putInt(40, one.length);
    out.put(at, one);
    return bytes;
  }

  private static ByteBuffer buffer(Layout layout, byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(layout.order);
  }
}
