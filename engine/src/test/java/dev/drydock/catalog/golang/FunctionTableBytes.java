package dev.drydock.catalog.golang;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Tables of functions with nothing but names, as Go's linker writes them since Go 1.16.
///
/// @param magic of a release
/// @param pointer size of one, 4 or 8
record FunctionTableBytes(int magic, ByteOrder order, int pointer) {
  static final int GO_1_16 = 0xfffffffa;
  static final int GO_1_18 = 0xfffffff0;
  static final int GO_1_20 = 0xfffffff1;
  static final FunctionTableBytes COMMON =
      new FunctionTableBytes(GO_1_20, ByteOrder.LITTLE_ENDIAN, 8);

  /// A table with these names of functions.
  byte[] of(String... functions) {
    byte[] names = (String.join("\0", functions) + "\0").getBytes(StandardCharsets.UTF_8);
    int words = magic == GO_1_16 ? 7 : 8;
    int header = 8 + words * pointer;
    ByteBuffer out = ByteBuffer.allocate(header + names.length + 8).order(order);
    out.putInt(magic).put((byte) 0).put((byte) 0).put((byte) 1).put((byte) pointer);
    word(out, functions.length);
    word(out, 1);
    if (magic != GO_1_16) {
      word(out, 0x401000);
    }
    word(out, header);
    for (int i = magic == GO_1_16 ? 3 : 4; i < words; i++) {
      word(out, header + names.length);
    }
    return out.put(names).array();
  }

  private void word(ByteBuffer out, int value) {
    if (pointer == 8) {
      out.putLong(value);
    } else {
      out.putInt(value);
    }
  }
}
