package dev.drydock.image.compression.zstd;

import java.util.Arrays;

/// A table of finite state entropy (RFC 8878, section 4.1): for each state a symbol, and how the
/// next state is read.
final class FseTable {
  private static final int LEAST_ACCURACY = 5;

  /// Symbol in bits 0 to 7, bits to read for the next state in 8 to 15, what is added to them in 16
  /// to 31.
  final int[] entries;

  /// How many states there are, as a power of two.
  int accuracy;

  private final int mostAccuracy;
  private final int[] probabilities;
  private int symbols;

  /// @param symbols how many there are at most
  FseTable(int mostAccuracy, int symbols) {
    this.mostAccuracy = mostAccuracy;
    this.entries = new int[1 << mostAccuracy];
    this.probabilities = new int[symbols];
  }

  /// Makes the table of a distribution that is known, as probabilities: states for each symbol, -1
  /// for one that is less than likely.
  void set(int accuracy, byte[] distribution) {
    for (int i = 0; i < distribution.length; i++) {
      probabilities[i] = distribution[i];
    }
    this.accuracy = accuracy;
    symbols = distribution.length;
    spread();
  }

  /// Makes the table that a block describes (section 4.1.1).
  ///
  /// @return where the description ends
  int read(byte[] block, int from, int end) throws ZstdException {
    int place = from << 3;
    int limit = end << 3;
    if (from >= end) {
      throw ZstdException.ends();
    }
    accuracy = ((int) BlockBits.upwards(block, place) & 15) + LEAST_ACCURACY;
    place += 4;
    if (accuracy > mostAccuracy) {
      throw ZstdException.damaged("an entropy table that is too large");
    }
    symbols = 0;
    int left = 1 << accuracy;
    while (left > 0) {
      if (symbols == probabilities.length) {
        throw ZstdException.damaged("an entropy table of too many symbols");
      }
      // a number up to left + 1: of those that begin so, the lower ones take a bit less
      int width = BlockBits.length(left + 1);
      int shorter = (1 << width) - 2 - left;
      int half = 1 << (width - 1);
      int value = (int) BlockBits.upwards(block, place) & ((1 << width) - 1);
      if ((value & (half - 1)) < shorter) {
        value &= half - 1;
        width--;
      } else if (value >= half) {
        value -= shorter;
      }
      place += width;
      int probability = value - 1;
      probabilities[symbols++] = probability;
      left -= Math.abs(probability);
      if (probability == 0) {
        place = zeros(block, place, limit);
      }
      if (place > limit) {
        throw ZstdException.ends();
      }
    }
    spread();
    return (place + 7) >>> 3;
  }

  /// How many further symbols have no states: two bits each time, until they are not three.
  private int zeros(byte[] block, int from, int limit) throws ZstdException {
    int place = from;
    int more = 3;
    while (more == 3 && place <= limit) {
      more = (int) BlockBits.upwards(block, place) & 3;
      place += 2;
      if (symbols + more > probabilities.length) {
        throw ZstdException.damaged("an entropy table of too many symbols");
      }
      Arrays.fill(probabilities, symbols, symbols + more, 0);
      symbols += more;
    }
    return place;
  }

  /// Gives the states to the symbols: the last ones to those that are less than likely, the others
  /// by steps through the table.
  private void spread() {
    int size = 1 << accuracy;
    int high = size - 1;
    for (int symbol = 0; symbol < symbols; symbol++) {
      if (probabilities[symbol] < 0) {
        entries[high--] = symbol;
      }
    }
    int step = (size >> 1) + (size >> 3) + 3;
    int at = 0;
    for (int symbol = 0; symbol < symbols; symbol++) {
      for (int i = 0; i < probabilities[symbol]; i++) {
        entries[at] = symbol;
        do {
          at = at + step & size - 1;
        } while (at > high);
      }
    }
    for (int symbol = 0; symbol < symbols; symbol++) {
      probabilities[symbol] = Math.abs(probabilities[symbol]);
    }
    for (int state = 0; state < size; state++) {
      int symbol = entries[state];
      int next = probabilities[symbol]++;
      int bits = accuracy + 1 - BlockBits.length(next);
      entries[state] = symbol | bits << 8 | ((next << bits) - size) << 16;
    }
  }
}
