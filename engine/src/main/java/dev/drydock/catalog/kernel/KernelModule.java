package dev.drydock.catalog.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// What a module of the Linux kernel says of itself, in the section `.modinfo` of its ELF file:
/// `key=value` texts, each with a zero after it (`MODULE_INFO` of `linux/module.h`).
///
/// @param name as `lsmod` shows it
/// @param version of `MODULE_VERSION`; `""` for most modules, which have the kernel's
/// @param licence as the kernel words it: `GPL`, `Dual BSD/GPL`
record KernelModule(String name, String version, String licence) {
  private static final int ELF = 0x7f454c46;
  private static final byte[] SECTION = ".modinfo".getBytes(StandardCharsets.US_ASCII);

  /// `null` where the bytes are no ELF file with such a section.
  static @Nullable KernelModule parse(byte[] bytes) {
    if (bytes.length < 64 || ByteBuffer.wrap(bytes).getInt(0) != ELF) {
      return null;
    }
    ByteBuffer file =
        ByteBuffer.wrap(bytes)
            .order(bytes[5] == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    boolean wide = bytes[4] == 2;
    long table = word(file, wide ? 40 : 32, wide);
    int size = file.getShort(wide ? 58 : 46) & 0xffff;
    int count = file.getShort(wide ? 60 : 48) & 0xffff;
    int names = file.getShort(wide ? 62 : 50) & 0xffff;
    if (size < (wide ? 64 : 40)
        || names >= count
        || table < 0
        || table > bytes.length - (long) size * count) {
      return null;
    }
    int at = (int) table;
    long text = word(file, at + names * size + (wide ? 24 : 16), wide);
    for (int i = 0; i < count; i++, at += size) {
      long name = text + (file.getInt(at) & 0xffffffffL);
      if (named(bytes, name)) {
        long from = word(file, at + (wide ? 24 : 16), wide);
        long length = word(file, at + (wide ? 32 : 20), wide);
        return from < 0 || length < 0 || from > bytes.length - length
            ? null
            : of(bytes, (int) from, (int) (from + length));
      }
    }
    return null;
  }

  private static boolean named(byte[] bytes, long at) {
    if (at < 0 || at >= bytes.length - SECTION.length || bytes[(int) at + SECTION.length] != 0) {
      return false;
    }
    for (int i = 0; i < SECTION.length; i++) {
      if (bytes[(int) at + i] != SECTION[i]) {
        return false;
      }
    }
    return true;
  }

  private static KernelModule of(byte[] bytes, int from, int to) {
    String name = "";
    String version = "";
    String licence = "";
    for (int at = from; at < to; ) {
      int end = at;
      while (end < to && bytes[end] != 0) {
        end++;
      }
      String text = new String(bytes, at, end - at, StandardCharsets.UTF_8);
      int equals = text.indexOf('=');
      String value = text.substring(equals + 1).strip();
      switch (equals < 0 ? "" : text.substring(0, equals)) {
        case "name" -> name = value;
        case "version" -> version = value;
        case "license" -> licence = value;
        default -> {
          // of no interest here
        }
      }
      at = end + 1;
    }
    return new KernelModule(name, version, licence);
  }

  private static long word(ByteBuffer file, int at, boolean wide) {
    return wide ? file.getLong(at) : file.getInt(at) & 0xffffffffL;
  }
}
