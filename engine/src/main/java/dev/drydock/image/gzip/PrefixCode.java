package dev.drydock.image.gzip;

import java.util.Arrays;

/// A Huffman code as a table of all its continuations (RFC 1951, section 3.2.2).
///
/// The table is indexed by as many bits as the longest code has, as they stand in the stream. An
/// entry is `symbol << 4 | length`; 0 means that no code begins so.
final class PrefixCode {
  static final int LONGEST = 15;

  final int[] table;
  private final int[] next = new int[LONGEST + 2];
  private final int[] count = new int[LONGEST + 1];
  private int mask;

  /// @param longest bits of the longest code that will come
  PrefixCode(int longest) {
    table = new int[1 << longest];
  }

  /// Bits to index the table with.
  int mask() {
    return mask;
  }

  /// Makes the table for the code whose lengths are `lengths[from]` to `lengths[from + symbols -
  /// 1]`.
  ///
  /// @param single whether a code of one symbol, or none, is allowed: so it is for distances
  /// @return whether there is such a code, with no bits left over
  boolean build(byte[] lengths, int from, int symbols, boolean single) {
    Arrays.fill(count, 0);
    for (int i = 0; i < symbols; i++) {
      count[lengths[from + i]]++;
    }
    count[0] = 0;
    next[1] = 0;
    int longest = 0;
    int left = 1;
    for (int length = 1; length <= LONGEST; length++) {
      left = (left << 1) - count[length];
      if (left < 0) {
        return false;
      }
      if (count[length] > 0) {
        longest = length;
      }
      next[length + 1] = (next[length] + count[length]) << 1;
    }
    if (left > 0 && !(single && longest <= 1)) {
      return false;
    }
    mask = (1 << longest) - 1;
    if (left > 0) {
      Arrays.fill(table, 0, mask + 1, 0);
    }
    for (int symbol = 0; symbol < symbols; symbol++) {
      int length = lengths[from + symbol];
      if (length > 0) {
        int code = Integer.reverse(next[length]++) >>> (Integer.SIZE - length);
        int entry = symbol << 4 | length;
        for (int at = code; at <= mask; at += 1 << length) {
          table[at] = entry;
        }
      }
    }
    return true;
  }
}
