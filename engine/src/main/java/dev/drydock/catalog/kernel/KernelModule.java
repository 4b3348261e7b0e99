package dev.drydock.catalog.kernel;

import dev.drydock.catalog.executable.ExecutableFile;
import dev.drydock.catalog.executable.ExecutableFile.Segment;
import dev.drydock.image.FileContent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// What a module of the Linux kernel says of itself, in the section `.modinfo` of its ELF file:
/// `key=value` texts, each with a zero after it (`MODULE_INFO` of `linux/module.h`).
///
/// @param name as `lsmod` shows it
/// @param version of `MODULE_VERSION`; `""` for most modules, which have the kernel's
/// @param licence as the kernel words it: `GPL`, `Dual BSD/GPL`
record KernelModule(String name, String version, String licence) {
  private static final String SECTION = ".modinfo";

  /// More than any module says of itself.
  private static final int LONGEST = 1 << 20;

  /// `null` where the file is no ELF file with such a section.
  ///
  /// @param content not compressed
  static @Nullable KernelModule read(FileContent content) throws IOException {
    for (ExecutableFile file : ExecutableFile.open(content)) {
      Segment section = file.section(SECTION);
      if (section != null) {
        byte[] bytes =
            ExecutableFile.bytes(
                content, section.offset(), (int) Math.clamp(section.size(), 0L, LONGEST));
        return bytes == null ? null : of(bytes);
      }
    }
    return null;
  }

  private static KernelModule of(byte[] bytes) {
    String name = "";
    String version = "";
    String licence = "";
    for (int at = 0; at < bytes.length; ) {
      int end = at;
      while (end < bytes.length && bytes[end] != 0) {
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
}
