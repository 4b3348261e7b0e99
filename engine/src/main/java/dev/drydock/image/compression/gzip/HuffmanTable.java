package dev.drydock.image.compression.gzip;

import java.util.Arrays;
import java.util.zip.DataFormatException;

/// The codes of one alphabet of a deflate block (RFC 1951, section 3.2.2) as a table: indexed by
/// the next bits it gives a symbol, or, for codes that are longer than its index, a further table.
///
/// An entry is one number, so that the decoder's innermost loop needs one look for a symbol with
/// its extra bits:
///
/// | bits | literals and lengths | distances |
/// | --- | --- | --- |
/// | 31 | a literal | – |
/// | 30 | neither literal nor length | not a distance |
/// | 29 | further table at bits 10 to 25, of as many bits as 6 to 9 say | the same |
/// | 28 | end of block | – |
/// | 16 to 24, 12 to 27 | literal, or least length | least distance |
/// | 8 to 12, 6 to 10 | bits of the code alone | the same |
/// | 0 to 5 | bits to pass by: code and extra bits | the same |
final class HuffmanTable {
  static final int LITERAL = 1 << 31;
  static final int OTHER = 1 << 30;
  static final int FURTHER = 1 << 29;
  static final int END = 1 << 28;

  static final int LENGTH_INDEX = 11;
  static final int DISTANCE_INDEX = 8;

  /// zlib's `enough` tells that no alphabet needs more with these indexes; this is more.
  private static final int LENGTH_ENTRIES = 2600;

  private static final int DISTANCE_ENTRIES = 800;

  private static final int LONGEST = 15;
  private static final int END_OF_BLOCK = 256;

  private static final int[] LENGTH = {
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
    163, 195, 227, 258
  };
  private static final int[] LENGTH_EXTRA = {
    0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0
  };
  private static final int[] DISTANCE = {
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049,
    3073, 4097, 6145, 8193, 12289, 16385, 24577
  };
  private static final int[] DISTANCE_EXTRA = {
    0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13
  };

  final int[] entries;
  private final int index;
  private final boolean lengths;
  private final int[] codesOfLength = new int[LONGEST + 1];

  /// Where the symbols of each length begin in [#ordered].
  private final int[] starts = new int[LONGEST + 1];

  private int unused;

  /// Symbols by the length of their codes, those of one length in their own order.
  private final short[] ordered = new short[288];

  private HuffmanTable(int index, int capacity, boolean lengths) {
    this.index = index;
    this.entries = new int[capacity];
    this.lengths = lengths;
  }

  static HuffmanTable ofLengths() {
    return new HuffmanTable(LENGTH_INDEX, LENGTH_ENTRIES, true);
  }

  static HuffmanTable ofDistances() {
    return new HuffmanTable(DISTANCE_INDEX, DISTANCE_ENTRIES, false);
  }

  /// Makes the table of other codes: those of one bit first, in a table of two entries, which is
  /// doubled for each further bit, so that short codes need not be written to all their places one
  /// by one.
  ///
  /// @param bits length of each symbol's code, 0 for those that do not occur
  /// @throws DataFormatException where the lengths are of no code: too many, or, but for a single
  ///   code of one bit, too few
  void set(byte[] bits, int from, int symbols) throws DataFormatException {
    boolean complete = count(bits, from, symbols);
    int size = 1;
    int code = 0;
    int next = 0;
    if (!complete) {
      Arrays.fill(entries, 0, 1 << index, OTHER);
    }
    entries[0] = OTHER;
    for (int length = 1; length <= index; length++) {
      System.arraycopy(entries, 0, entries, size, size);
      size <<= 1;
      for (int left = codesOfLength[length]; left > 0; left--) {
        entries[Integer.reverse(code) >>> (Integer.SIZE - length)] = entry(ordered[next++], length);
        code++;
      }
      code <<= 1;
    }
    further(code, next, symbols - unused);
  }

  /// Checks and orders the codes.
  ///
  /// @return whether every sequence of bits is of one of them
  private boolean count(byte[] bits, int from, int symbols) throws DataFormatException {
    Arrays.fill(codesOfLength, 0);
    for (int symbol = 0; symbol < symbols; symbol++) {
      codesOfLength[bits[from + symbol]]++;
    }
    unused = codesOfLength[0];
    codesOfLength[0] = 0;
    int left = 1;
    int start = 0;
    for (int length = 1; length <= LONGEST; length++) {
      left = (left << 1) - codesOfLength[length];
      if (left < 0) {
        throw new DataFormatException("more codes than fit");
      }
      starts[length] = start;
      start += codesOfLength[length];
    }
    boolean single = start == 1 && codesOfLength[1] == 1;
    if (left > 0 && !single && (lengths || start > 0)) {
      throw new DataFormatException("codes are missing");
    }
    for (int symbol = 0; symbol < symbols; symbol++) {
      int length = bits[from + symbol];
      if (length > 0) {
        ordered[starts[length]++] = (short) symbol;
      }
    }
    return left == 0;
  }

  /// Makes the further tables, for codes that are longer than the index; those that begin alike
  /// follow each other.
  ///
  /// @param code the first one, without its last bits
  /// @param next its place among the symbols
  private void further(int code, int next, int used) {
    int mask = (1 << index) - 1;
    int prefix = -1;
    int end = 1 << index;
    int start = 0;
    int more = 0;
    int at = code;
    int place = next;
    for (int length = index + 1; place < used; length++) {
      for (int left = codesOfLength[length]; left > 0; left--) {
        int reversed = Integer.reverse(at) >>> (Integer.SIZE - length);
        if ((reversed & mask) != prefix) {
          prefix = reversed & mask;
          start = end;
          more = bitsOfFurther(length, left);
          end += 1 << more;
          entries[prefix] = OTHER | FURTHER | start << 10 | more << 6 | index;
        }
        int entry = entry(ordered[place++], length - index);
        for (int i = reversed >>> index; i < 1 << more; i += 1 << (length - index)) {
          entries[start + i] = entry;
        }
        at++;
      }
      at <<= 1;
    }
  }

  /// How many bits the table needs that begins with a code of `length`, of which there are `left`:
  /// as many as it takes until the codes fill it.
  private int bitsOfFurther(int length, int left) {
    int more = length - index;
    int room = (1 << more) - left;
    while (room > 0 && index + more < LONGEST) {
      more++;
      room = (room << 1) - codesOfLength[index + more];
    }
    return more;
  }

  private int entry(int symbol, int code) {
    if (!lengths) {
      return symbol >= DISTANCE.length
          ? OTHER
          : DISTANCE[symbol] << 12 | code << 6 | (code + DISTANCE_EXTRA[symbol]);
    }
    if (symbol < END_OF_BLOCK) {
      return LITERAL | symbol << 16 | code;
    }
    int length = symbol - END_OF_BLOCK - 1;
    if (length < 0) {
      return OTHER | END | code;
    }
    return length >= LENGTH.length
        ? OTHER
        : LENGTH[length] << 16 | code << 8 | (code + LENGTH_EXTRA[length]);
  }
}
