package dev.drydock.image.compression.zstd;

import java.util.Arrays;

/// The Huffman codes of literals (RFC 8878, section 4.2), kept for blocks that use those of the
/// block before.
final class LiteralCodes {
  private static final int LONGEST = 11;

  /// How many symbols one look of 57 bits is enough for.
  private static final int STRIDE = 5;

  private static final int STRIDE_BITS = STRIDE * LONGEST;

  /// A description whose first byte is less has its weights in a stream of finite state entropy.
  private static final int PLAIN_WEIGHTS = 128;

  /// By the next bits: symbol in bits 4 to 11, length of its code below.
  private final short[] entries = new short[1 << LONGEST];

  private final byte[] weights = new byte[256];
  private final FseTable weightTable = new FseTable(6, LONGEST + 1);

  /// Bits of an index into the table; 0 where there is none.
  private int index;

  void forget() {
    index = 0;
  }

  /// Makes the codes that a block describes (section 4.2.1).
  ///
  /// @return where the description ends
  int read(byte[] block, int from, int end) throws ZstdException {
    if (from >= end) {
      throw ZstdException.ends();
    }
    int header = block[from] & 0xff;
    boolean plain = header >= PLAIN_WEIGHTS;
    int count = header - PLAIN_WEIGHTS + 1;
    int at = from + 1;
    int stop = at + (plain ? (count + 1) / 2 : header);
    if (stop > end) {
      throw ZstdException.ends();
    }
    if (plain) {
      for (int i = 0; i < count; i++) {
        weights[i] = (byte) (block[at + i / 2] >>> ((i & 1) == 0 ? 4 : 0) & 15);
      }
    } else {
      count = coded(block, at, stop);
    }
    assign(count);
    return stop;
  }

  /// The weights from two states in turn (section 4.2.1.2).
  private int coded(byte[] block, int from, int end) throws ZstdException {
    int bottom = weightTable.read(block, from, end) << 3;
    int place = BlockBits.top(block, bottom >>> 3, end);
    place -= 2 * weightTable.accuracy;
    if (place < bottom) {
      throw ZstdException.ends();
    }
    int mask = (1 << weightTable.accuracy) - 1;
    long both = BlockBits.upwards(block, place);
    int other = (int) both & mask;
    int state = (int) (both >>> weightTable.accuracy) & mask;
    int count = 0;
    while (count < weights.length - 2) {
      int entry = weightTable.entries[state];
      weights[count++] = (byte) entry;
      int bits = entry >>> 8 & 0xff;
      place -= bits;
      if (place < bottom) {
        weights[count++] = (byte) weightTable.entries[other];
        return count;
      }
      state = other;
      other = (entry >>> 16) + ((int) BlockBits.upwards(block, place) & (1 << bits) - 1);
    }
    throw ZstdException.damaged("more literals than there are bytes");
  }

  /// Gives codes to the symbols; the weight of the last one is what is missing.
  private void assign(int count) throws ZstdException {
    int[] starts = new int[LONGEST + 2];
    int sum = 0;
    for (int symbol = 0; symbol < count; symbol++) {
      int weight = weights[symbol];
      if (weight > LONGEST) {
        throw ZstdException.damaged("a code that is too long");
      }
      if (weight > 0) {
        sum += 1 << (weight - 1);
        starts[weight + 1] += 1 << (weight - 1);
      }
    }
    int bits = BlockBits.length(sum);
    int missing = (1 << bits) - sum;
    if (sum == 0 || bits > LONGEST || Integer.bitCount(missing) != 1) {
      throw ZstdException.damaged("codes that do not fit each other");
    }
    int last = BlockBits.length(missing);
    weights[count] = (byte) last;
    starts[last + 1] += missing;
    if (starts[2] == 0) {
      throw ZstdException.damaged("codes that could all be shorter");
    }
    for (int weight = 1; weight < starts.length; weight++) {
      starts[weight] += starts[weight - 1];
    }
    for (int symbol = 0; symbol <= count; symbol++) {
      int weight = weights[symbol];
      if (weight > 0) {
        int begin = starts[weight];
        starts[weight] += 1 << (weight - 1);
        short entry = (short) (symbol << 4 | bits + 1 - weight);
        Arrays.fill(entries, begin, starts[weight], entry);
      }
    }
    index = bits;
  }

  /// Decodes one stream, or four that each have a quarter of the literals.
  void decode(byte[] block, int from, int end, boolean four, byte[] target, int count)
      throws ZstdException {
    if (index == 0) {
      throw ZstdException.damaged("literals by the codes of a block that is not there");
    }
    if (!four) {
      finish(block, from << 3, BlockBits.top(block, from, end), target, 0, count);
      return;
    }
    int quarter = (count + 3) / 4;
    int jumps = 6;
    if (from + jumps > end || 3 * quarter > count) {
      throw ZstdException.ends();
    }
    int first = from + jumps;
    int second = first + (int) BlockBits.number(block, from, 2);
    int third = second + (int) BlockBits.number(block, from + 2, 2);
    int fourth = third + (int) BlockBits.number(block, from + 4, 2);
    if (fourth > end) {
      throw ZstdException.ends();
    }
    int[] places = {
      BlockBits.top(block, first, second),
      BlockBits.top(block, second, third),
      BlockBits.top(block, third, fourth),
      BlockBits.top(block, fourth, end)
    };
    int[] bottoms = {first << 3, second << 3, third << 3, fourth << 3};
    int done = together(block, bottoms, places, target, quarter, count - 3 * quarter);
    for (int i = 0; i < 4; i++) {
      int stop = i == 3 ? count : (i + 1) * quarter;
      finish(block, bottoms[i], places[i], target, i * quarter + done, stop);
    }
  }

  /// Decodes four streams at once while none of them is near its end: no step waits for another's.
  ///
  /// @param places where each is, and where it is afterwards
  /// @param least literals of the shortest stream
  /// @return how many literals were decoded of each
  private int together(
      byte[] block, int[] bottoms, int[] places, byte[] target, int quarter, int least) {
    short[] entries = this.entries;
    int shift = Long.SIZE - index;
    int place0 = places[0];
    int place1 = places[1];
    int place2 = places[2];
    int place3 = places[3];
    int least0 = bottoms[0] + STRIDE_BITS;
    int least1 = bottoms[1] + STRIDE_BITS;
    int least2 = bottoms[2] + STRIDE_BITS;
    int least3 = bottoms[3] + STRIDE_BITS;
    int at = 0;
    while (at + STRIDE <= least
        && place0 >= least0
        && place1 >= least1
        && place2 >= least2
        && place3 >= least3) {
      long bits0 = BlockBits.downwards(block, place0);
      long bits1 = BlockBits.downwards(block, place1);
      long bits2 = BlockBits.downwards(block, place2);
      long bits3 = BlockBits.downwards(block, place3);
      for (int stop = at + STRIDE; at < stop; at++) {
        int entry0 = entries[(int) (bits0 >>> shift)];
        int entry1 = entries[(int) (bits1 >>> shift)];
        int entry2 = entries[(int) (bits2 >>> shift)];
        int entry3 = entries[(int) (bits3 >>> shift)];
        bits0 <<= entry0 & 15;
        bits1 <<= entry1 & 15;
        bits2 <<= entry2 & 15;
        bits3 <<= entry3 & 15;
        place0 -= entry0 & 15;
        place1 -= entry1 & 15;
        place2 -= entry2 & 15;
        place3 -= entry3 & 15;
        target[at] = (byte) (entry0 >> 4);
        target[at + quarter] = (byte) (entry1 >> 4);
        target[at + 2 * quarter] = (byte) (entry2 >> 4);
        target[at + 3 * quarter] = (byte) (entry3 >> 4);
      }
    }
    places[0] = place0;
    places[1] = place1;
    places[2] = place2;
    places[3] = place3;
    return at;
  }

  /// Decodes one stream to its end, which has to be the end of its literals too.
  private void finish(byte[] block, int bottom, int from, byte[] target, int begin, int stop)
      throws ZstdException {
    short[] entries = this.entries;
    int shift = Long.SIZE - index;
    int place = from;
    int at = begin;
    while (at + STRIDE <= stop && place >= bottom + STRIDE_BITS) {
      long bits = BlockBits.downwards(block, place);
      for (int end = at + STRIDE; at < end; at++) {
        int entry = entries[(int) (bits >>> shift)];
        bits <<= entry & 15;
        place -= entry & 15;
        target[at] = (byte) (entry >> 4);
      }
    }
    while (at < stop && place > bottom) {
      int entry = entries[(int) (BlockBits.downwards(block, place) >>> shift)];
      place -= entry & 15;
      target[at++] = (byte) (entry >> 4);
    }
    if (at != stop || place != bottom) {
      throw ZstdException.damaged("literals that do not end with their bits");
    }
  }
}
