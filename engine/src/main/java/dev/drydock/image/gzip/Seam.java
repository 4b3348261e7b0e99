package dev.drydock.image.gzip;

import java.util.Arrays;

/// Empty deflate blocks of just so many bits that a stream that begins within a byte can follow
/// them.
final class Seam {
  static final int EMPTY_FIXED_BITS = 10;

  /// An empty block with the fixed code: 0, 01, and seven zeros for its end.
  private static final int EMPTY_FIXED = 0b10;

  private final byte[] bytes = new byte[32];

  byte[] bytes() {
    return bytes;
  }

  /// Writes blocks that end `skip` bits into a byte, and fills that byte up.
  ///
  /// @param firstByte the stream's byte that has the first bit
  /// @return how many bytes there are now
  int write(int skip, int firstByte) {
    Arrays.fill(bytes, (byte) 0);
    int bit = skip % 2 == 0 ? 0 : emptyDynamic();
    while (bit % 8 != skip) {
      put(bit, EMPTY_FIXED, EMPTY_FIXED_BITS);
      bit += EMPTY_FIXED_BITS;
    }
    put(bit, firstByte >> skip, 8 - skip);
    return bit / 8 + 1;
  }

  /// An empty block with a code of its own, of an odd number of bits: the code has the end of the
  /// block only, and is told by "138 zeros, 118 zeros, 1" and one distance of length 0.
  private int emptyDynamic() {
    int bit = put(0, 0b100, 3);
    bit = put(bit, 0, 5); // 257 literals
    bit = put(bit, 0, 5); // 1 distance
    bit = put(bit, 15, 4); // 19 code lengths: 18 has 1 bit, 0 and 1 have 2
    for (int symbol :
        new int[] {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}) {
      bit = put(bit, symbol == 18 ? 1 : symbol < 2 ? 2 : 0, 3);
    }
    bit = put(bit, 0, 1); // 18: zeros, 138 of them
    bit = put(bit, 127, 7);
    bit = put(bit, 0, 1); // 18: zeros, 118 of them
    bit = put(bit, 107, 7);
    bit = put(bit, 0b11, 2); // 1: the length of the end of the block (codes are written bit by bit)
    bit = put(bit, 0b01, 2); // 0: the length of the one distance
    return put(bit, 0, 1); // the end of the block
  }

  private int put(int bit, int value, int count) {
    for (int i = 0; i < count; i++) {
      bytes[(bit + i) / 8] |= (byte) ((value >> i & 1) << (bit + i) % 8);
    }
    return bit + count;
  }
}
