package dev.drydock.image.gzip;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Decodes deflate blocks (RFC 1951) without knowing what came before: a byte taken from there is
/// left as a marker, `FIRST_MARKER` and how far into the unknown window it lies.
///
/// Reads from an array that goes on for [#PADDING] bytes after its last bit.
final class BlockDecoder {
  /// Values from here on stand for bytes of the window before.
  static final int FIRST_MARKER = 256;

  /// Bytes that may be read, and do not matter, after the last.
  static final int PADDING = 16;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int END_OF_BLOCK = 256;
  private static final int LONGEST_MATCH = 258;
  private static final int LONGEST_STORED = 65_535;
  private static final byte[] CODE_LENGTH_ORDER = {
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
  };
  private static final short[] LENGTH_BASE = {
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
    163, 195, 227, 258
  };
  private static final byte[] LENGTH_BITS = {
    0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0
  };
  private static final short[] DISTANCE_BASE = {
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049,
    3073, 4097, 6145, 8193, 12289, 16385, 24577
  };
  private static final byte[] DISTANCE_BITS = {
    0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13
  };

  /// What three code lengths use up of 128, the lengths as nine bits.
  private static final short[] USED = used();

  private final PrefixCode literals = new PrefixCode(PrefixCode.LONGEST);
  private final PrefixCode distances = new PrefixCode(PrefixCode.LONGEST);
  private final PrefixCode codeLengths = new PrefixCode(7);
  private final byte[] lengths = new byte[288 + 32];
  private byte[] in = new byte[PADDING];
  private long bit;
  private long end;

  /// A [Window] of markers, and the bytes so far.
  private char[] out;

  private int length;
  private final int most;

  /// @param most how many bytes may come out
  /// @param array begins with [Window#SIZE] markers; see [Buffers#marked]
  BlockDecoder(int most, char[] array) {
    this.most = most;
    this.out = array;
  }

  /// Decodes into another array from now on.
  ///
  /// @return the one so far
  char[] exchange(char[] array) {
    char[] before = out;
    out = array;
    return before;
  }

  /// Begins anew.
  ///
  /// @param from the first bit
  /// @param to the bit after the last
  void start(byte[] stream, long from, long to) {
    in = stream;
    bit = from;
    end = to;
    length = 0;
  }

  /// The next bit to be read.
  long bit() {
    return bit;
  }

  /// How many bytes have come out.
  int length() {
    return length;
  }

  /// What has come out, from index [Window#SIZE] on.
  char[] out() {
    return out;
  }

  /// How a block ended.
  enum Outcome {
    BLOCK,
    LAST_BLOCK,
    /// what follows is no block
    DAMAGED,
    /// no more bits
    SHORT,
    /// more comes out than is allowed
    LONG
  }

  /// Decodes the next block.
  Outcome block() {
    int header = take(3);
    Outcome outcome =
        switch (header >> 1) {
          case 0 -> stored();
          case 1 -> {
            fixed();
            yield compressed();
          }
          case 2 -> dynamic() ? compressed() : Outcome.DAMAGED;
          default -> Outcome.DAMAGED;
        };
    if (bit > end) {
      return Outcome.SHORT;
    }
    return outcome == Outcome.BLOCK && (header & 1) == 1 ? Outcome.LAST_BLOCK : outcome;
  }

  /// Whether at `from` a block with a code of its own begins, and others follow it for longer than
  /// one stored block can be.
  ///
  /// A stream may hold other streams as they are: their blocks look like its own, but every 65,535
  /// bytes at the most the header of a stored block stands in between.
  boolean begins(long from, long to) {
    bit = from;
    if (!hasCompleteCodeLengths(peek(), from)) {
      return false;
    }
    bit = from + 3;
    end = to;
    if (!dynamic()) {
      return false;
    }
    start(in, from, to);
    while (bit < from + 8L * (LONGEST_STORED + 1_000)) {
      if (block() != Outcome.BLOCK) {
        return false;
      }
    }
    return true;
  }

  /// Whether the code for code lengths, at bit 17 of a block, uses up all its bits: false for 199
  /// of 200 places where no block begins.
  private boolean hasCompleteCodeLengths(long header, long from) {
    int count = (int) (header >>> 13 & 15) + 4;
    long at = from + 17;
    long codes = (long) LONG.get(in, (int) (at >>> 3)) >>> (at & 7);
    codes &= (1L << (3 * count)) - 1;
    int used = 0;
    for (; codes != 0; codes >>>= 9) {
      used += USED[(int) codes & 511];
    }
    return used == 128;
  }

  /// Whether the last [Window#SIZE] bytes are all known.
  boolean windowIsKnown() {
    if (length < Window.SIZE) {
      return false;
    }
    for (int i = length; i < length + Window.SIZE; i++) {
      if (out[i] >= FIRST_MARKER) {
        return false;
      }
    }
    return true;
  }

  private static short[] used() {
    short[] table = new short[512];
    for (int i = 0; i < table.length; i++) {
      for (int lengths = i; lengths != 0; lengths >>>= 3) {
        table[i] += (short) ((lengths & 7) == 0 ? 0 : 128 >> (lengths & 7));
      }
    }
    return table;
  }

  private int take(int count) {
    if (bit >= end) {
      bit += count;
      return 0;
    }
    int value = (int) (peek() & ((1L << count) - 1));
    bit += count;
    return value;
  }

  private long peek() {
    return (long) LONG.get(in, (int) (bit >>> 3)) >>> (bit & 7);
  }

  private Outcome stored() {
    bit = (bit + 7) & ~7L;
    int count = take(16);
    int check = take(16);
    if (bit > end) {
      return Outcome.SHORT;
    }
    if ((count ^ check) != 0xffff) {
      return Outcome.DAMAGED;
    }
    if (bit + 8L * count > end) {
      return Outcome.SHORT;
    }
    if (!reserve(count)) {
      return Outcome.LONG;
    }
    int from = (int) (bit >>> 3);
    for (int i = 0; i < count; i++) {
      out[Window.SIZE + length + i] = (char) (in[from + i] & 0xff);
    }
    length += count;
    bit += 8L * count;
    return Outcome.BLOCK;
  }

  private void fixed() {
    Arrays.fill(lengths, 0, 144, (byte) 8);
    Arrays.fill(lengths, 144, 256, (byte) 9);
    Arrays.fill(lengths, 256, 280, (byte) 7);
    Arrays.fill(lengths, 280, 288, (byte) 8);
    boolean _ = literals.build(lengths, 0, 288, false);
    Arrays.fill(lengths, 0, 32, (byte) 5);
    boolean _ = distances.build(lengths, 0, 32, false);
  }

  /// Reads the codes of a block with codes of its own (section 3.2.7).
  private boolean dynamic() {
    int literalCount = take(5) + 257;
    int distanceCount = take(5) + 1;
    int codeLengthCount = take(4) + 4;
    if (literalCount > 286 || distanceCount > 30 || bit + 3L * codeLengthCount > end) {
      return false;
    }
    Arrays.fill(lengths, 0, 19, (byte) 0);
    int used = 0;
    for (int i = 0; i < codeLengthCount; i++) {
      int bits = take(3);
      lengths[CODE_LENGTH_ORDER[i]] = (byte) bits;
      used += bits == 0 ? 0 : 128 >> bits;
    }
    if (used != 128 || !codeLengths.build(lengths, 0, 19, false)) {
      return false;
    }
    return lengths(literalCount + distanceCount)
        && lengths[END_OF_BLOCK] > 0
        && literals.build(lengths, 0, literalCount, false)
        && distances.build(lengths, literalCount, distanceCount, true);
  }

  private boolean lengths(int count) {
    for (int i = 0; i < count; ) {
      if (bit >= end) {
        return false;
      }
      int entry = codeLengths.table[(int) peek() & codeLengths.mask()];
      bit += entry & 15;
      int symbol = entry >> 4;
      if (symbol < 16) {
        lengths[i++] = (byte) symbol;
        continue;
      }
      if (symbol == 16 && i == 0) {
        return false;
      }
      byte value = symbol == 16 ? lengths[i - 1] : 0;
      int repeat =
          switch (symbol) {
            case 16 -> 3 + take(2);
            case 17 -> 3 + take(3);
            default -> 11 + take(7);
          };
      if (i + repeat > count) {
        return false;
      }
      Arrays.fill(lengths, i, i + repeat, value);
      i += repeat;
    }
    return true;
  }

  /// Decodes literals and matches to the end of the block.
  private Outcome compressed() {
    int[] literal = literals.table;
    int literalMask = literals.mask();
    int[] distance = distances.table;
    int distanceMask = distances.mask();
    byte[] source = in;
    while (bit <= end) {
      if (!reserve(4 * LONGEST_MATCH)) {
        return Outcome.LONG;
      }
      char[] target = out;
      int at = Window.SIZE + length;
      int full = at + 3 * LONGEST_MATCH;
      long position = bit;
      while (at < full && position <= end) {
        long bits = (long) LONG.get(source, (int) (position >>> 3)) >>> (position & 7);
        int entry = literal[(int) bits & literalMask];
        int symbol = entry >> 4;
        if (symbol < END_OF_BLOCK && entry != 0) {
          // up to three codes of 15 bits are in the 57 that have been read
          target[at++] = (char) symbol;
          int taken = entry & 15;
          entry = literal[(int) (bits >>> taken) & literalMask];
          symbol = entry >> 4;
          if (symbol < END_OF_BLOCK && entry != 0) {
            target[at++] = (char) symbol;
            taken += entry & 15;
          }
          position += taken;
          continue;
        }
        bits >>>= entry & 15;
        position += entry & 15;
        if (symbol == END_OF_BLOCK) {
          length = at - Window.SIZE;
          bit = position;
          return Outcome.BLOCK;
        }
        int index = symbol - END_OF_BLOCK - 1;
        if (entry == 0 || index >= LENGTH_BASE.length) {
          return Outcome.DAMAGED;
        }
        int extra = LENGTH_BITS[index];
        int count = LENGTH_BASE[index] + ((int) bits & ((1 << extra) - 1));
        bits >>>= extra;
        position += extra;
        entry = distance[(int) bits & distanceMask];
        index = entry >> 4;
        if (entry == 0 || index >= DISTANCE_BASE.length) {
          return Outcome.DAMAGED;
        }
        bits >>>= entry & 15;
        int distanceExtra = DISTANCE_BITS[index];
        position += (entry & 15) + distanceExtra;
        int from = at - DISTANCE_BASE[index] - ((int) bits & ((1 << distanceExtra) - 1));
        if (from < 0) {
          return Outcome.DAMAGED;
        }
        copy(target, from, at, count);
        at += count;
      }
      length = at - Window.SIZE;
      bit = position;
    }
    return Outcome.SHORT;
  }

  private static void copy(char[] target, int from, int at, int count) {
    if (at - from >= count) {
      System.arraycopy(target, from, target, at, count);
    } else {
      for (int i = 0; i < count; i++) {
        target[at + i] = target[from + i];
      }
    }
  }

  private boolean reserve(int count) {
    if (length + count > most + 4 * LONGEST_MATCH) {
      return false;
    }
    int needed = Window.SIZE + length + count;
    if (needed > out.length) {
      out = Arrays.copyOf(out, Math.max(needed, out.length * 2));
    }
    return true;
  }
}
