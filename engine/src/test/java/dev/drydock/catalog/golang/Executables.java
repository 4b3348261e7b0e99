package dev.drydock.catalog.golang;

import dev.drydock.catalog.executable.ExecutableBytes;
import dev.drydock.catalog.executable.ExecutableBytes.Layout;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Executables of a few hundred bytes with Go's build information.
final class Executables {
  private static final int ADDRESS = ExecutableBytes.ADDRESS;

  private Executables() {}

  /// How an executable is made.
  record Form(boolean wide, ByteOrder order, boolean inline, boolean sections) {
    static final Form COMMON = new Form(true, ByteOrder.LITTLE_ENDIAN, true, true);

    Layout layout() {
      return new Layout(wide, order, sections);
    }
  }

  /// An ELF file.
  static byte[] elf(Form form, String version, String modules) {
    return elf(form, buildInfo(form, ADDRESS, version, modules));
  }

  /// A table of functions, and build information behind it: what a program has of both.
  static byte[] data(Form form, byte[] table, String version, String modules) {
    byte[] info = buildInfo(form, ADDRESS + infoAt(table), version, modules);
    byte[] data = Arrays.copyOf(table, infoAt(table) + info.length);
    System.arraycopy(info, 0, data, infoAt(table), info.length);
    return data;
  }

  /// Where the build information begins in [#data].
  static int infoAt(byte[] table) {
    return (table.length + 15) / 16 * 16;
  }

  /// An ELF file with this data.
  static byte[] elf(Form form, byte[] data) {
    return ExecutableBytes.elf(form.layout(), ".go.buildinfo", data);
  }

  /// A PE file.
  static byte[] pe(Form form, String version, String modules) {
    return ExecutableBytes.pe(
        form.layout(), ".data", buildInfo(form, ExecutableBytes.PE_ADDRESS, version, modules));
  }

  /// A Mach-O file.
  static byte[] mach(Form form, String version, String modules) {
    return ExecutableBytes.mach(
        form.layout(), "__go_buildinfo", buildInfo(form, ADDRESS, version, modules));
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
    byte[] pointersBytes = new byte[64 - 16 + 4 * size];
    ByteBuffer pointers = buffer(form, pointersBytes);
    word(form, pointers, 0, strings);
    word(form, pointers, size, strings + 2 * size);
    word(form, pointers, 48, texts);
    word(form, pointers, 48 + size, versionBytes.length);
    word(form, pointers, 48 + 2 * size, texts + versionBytes.length);
    word(form, pointers, 48 + 3 * size, moduleBytes.length);
    out.writeBytes(pointersBytes);
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

  private static ByteBuffer buffer(Form form, byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(form.order);
  }
}
