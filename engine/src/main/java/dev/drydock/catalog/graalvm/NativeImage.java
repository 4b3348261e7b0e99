package dev.drydock.catalog.graalvm;

import dev.drydock.catalog.executable.ExecutableFile;
import dev.drydock.catalog.executable.ExecutableFile.Segment;
import dev.drydock.limits.Bounded;
import dev.drydock.limits.Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// An ELF executable that GraalVM compiled, and the bill of materials in it: gzip, at the symbol
/// `sbom`, as long as the number at the symbol `sbom_length` says.
final class NativeImage {
  /// Where the objects lie that the application starts with.
  private static final String HEAP = ".svm_heap";

  private static final String[][] TABLES = {{".dynsym", ".dynstr"}, {".symtab", ".strtab"}};
  private static final int WIDE = 2;
  private static final int BIG_ENDIAN = 2;
  private static final int SYMBOL_SIZE = 24;
  private static final int LONGEST_TABLE = 64 << 20;

  private final ExecutableFile file;
  private final ByteOrder order;

  private NativeImage(ExecutableFile file, ByteOrder order) {
    this.file = file;
    this.order = order;
  }

  /// `null` where this is no native image.
  static @Nullable NativeImage of(ExecutableFile file) throws IOException {
    byte[] head = ExecutableFile.bytes(file.content(), 0, 6);
    if (head == null || head[0] != 0x7f || head[4] != WIDE || file.section(HEAP) == null) {
      return null;
    }
    return new NativeImage(
        file, head[5] == BIG_ENDIAN ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
  }

  /// The bill of materials; `null` where there is none.
  ///
  /// @throws IOException where there is one, but damaged
  byte @Nullable [] sbom(Limits limits, String what) throws IOException {
    for (String[] table : TABLES) {
      long[] symbols = symbols(table[0], table[1]);
      if (symbols[0] != 0 && symbols[1] != 0) {
        return sbom(symbols[0], symbols[1], limits, what);
      }
    }
    return null;
  }

  /// The addresses of `sbom` and of `sbom_length`; 0 where there is no such symbol.
  private long[] symbols(String table, String names) throws IOException {
    long[] addresses = new long[2];
    ByteBuffer symbols = section(table);
    ByteBuffer text = section(names);
    for (int at = 0; symbols != null && text != null; at += SYMBOL_SIZE) {
      if (at + SYMBOL_SIZE > symbols.limit()) {
        break;
      }
      int name = symbols.getInt(at);
      if (named(text, name, "sbom")) {
        addresses[0] = symbols.getLong(at + 8);
      } else if (named(text, name, "sbom_length")) {
        addresses[1] = symbols.getLong(at + 8);
      }
    }
    return addresses;
  }

  private @Nullable ByteBuffer section(String name) throws IOException {
    Segment section = file.section(name);
    return section == null || section.size() < 0 || section.size() > LONGEST_TABLE
        ? null
        : ExecutableFile.read(file.content(), section.offset(), (int) section.size(), order);
  }

  private static boolean named(ByteBuffer names, int at, String name) {
    if (at <= 0 || at >= names.limit() - name.length() || names.get(at + name.length()) != 0) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (names.get(at + i) != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private byte[] sbom(long address, long lengthAddress, Limits limits, String what)
      throws IOException {
    byte[] number = file.memory(lengthAddress, Long.BYTES);
    long length = number == null ? -1 : ByteBuffer.wrap(number).order(order).getLong();
    if (length <= 0 || length > limits.documentBytes()) {
      throw new IOException(what + " has a bill of materials of no sensible length");
    }
    byte[] packed = file.memory(address, (int) length);
    if (packed == null) {
      throw new IOException(what + " has a bill of materials that lies outside of it");
    }
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return Bounded.readAll(in, limits.documentBytes(), "the bill of materials in " + what);
    }
  }
}
