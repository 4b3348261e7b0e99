package dev.drydock.image.compression.zstd;

/// One of the three codes that sequences are made of (RFC 8878, section 3.1.1.3.2.1): what its
/// symbols mean, its table, and the one that is used where none is given.
final class SequenceCode {
  private static final int PREDEFINED = 0;
  private static final int REPEATED_SYMBOL = 1;
  private static final int DESCRIBED = 2;

  private static final int EXTRA = 32;
  private static final int STATE_BITS = 38;
  private static final int NEXT = 42;

  private static final byte[] LITERALS_EXTRA = {
    1, 1, 1, 1, 2, 2, 3, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16
  };
  private static final byte[] MATCH_EXTRA = {
    1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16
  };
  private static final byte[] LITERALS_DISTRIBUTION = {
    4, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 2, 1, 1, 1, 1, 1,
    -1, -1, -1, -1
  };
  private static final byte[] MATCH_DISTRIBUTION = {
    1, 4, 3, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1, -1, -1
  };
  private static final byte[] OFFSET_DISTRIBUTION = {
    1, 1, 1, 1, 1, 1, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1
  };

  /// By state: what a symbol means at least in bits 0 to 31, how many extra bits are added to it in
  /// 32 to 37, bits to read for the next state in 38 to 41, what is added to them from 42 on.
  long[] entries;

  /// How many bits the first state has.
  int accuracy;

  /// What each symbol means at least, and its extra bits, as in [#entries].
  private final long[] meanings;

  private final FseTable table;
  private final long[] own;
  private final long[] predefined;
  private final int predefinedAccuracy;
  private boolean known;

  private SequenceCode(
      long[] meanings, int mostAccuracy, int predefinedAccuracy, byte[] distribution) {
    this.meanings = meanings;
    this.table = new FseTable(mostAccuracy, meanings.length);
    this.own = new long[1 << mostAccuracy];
    this.predefined = new long[1 << predefinedAccuracy];
    this.predefinedAccuracy = predefinedAccuracy;
    this.entries = predefined;
    table.set(predefinedAccuracy, distribution);
    fill(predefined);
  }

  static SequenceCode ofLiteralsLengths() {
    return new SequenceCode(lengths(0, 16, LITERALS_EXTRA), 9, 6, LITERALS_DISTRIBUTION);
  }

  static SequenceCode ofMatchLengths() {
    return new SequenceCode(lengths(3, 32, MATCH_EXTRA), 9, 6, MATCH_DISTRIBUTION);
  }

  /// An offset's symbol is the number of its bits but the first. More than 30 are of a window that
  /// is not taken.
  static SequenceCode ofOffsets() {
    long[] meanings = new long[31];
    for (int symbol = 0; symbol < meanings.length; symbol++) {
      meanings[symbol] = 1L << symbol | (long) symbol << EXTRA;
    }
    return new SequenceCode(meanings, 8, 5, OFFSET_DISTRIBUTION);
  }

  /// @param plain how many symbols there are without extra bits
  private static long[] lengths(int least, int plain, byte[] extra) {
    long[] meanings = new long[plain + extra.length];
    long next = least;
    for (int symbol = 0; symbol < meanings.length; symbol++) {
      int bits = symbol < plain ? 0 : extra[symbol - plain];
      meanings[symbol] = next | (long) bits << EXTRA;
      next += 1L << bits;
    }
    return meanings;
  }

  /// Forgets the tables of another frame.
  void begin() {
    known = false;
  }

  /// Takes the table that a block wants.
  ///
  /// @return where its description ends
  int read(int mode, byte[] block, int at, int end) throws ZstdException {
    int stop = at;
    switch (mode) {
      case PREDEFINED -> {
        entries = predefined;
        accuracy = predefinedAccuracy;
      }
      case REPEATED_SYMBOL -> {
        if (at >= end) {
          throw ZstdException.ends();
        }
        int symbol = block[at] & 0xff;
        if (symbol >= meanings.length) {
          throw ZstdException.damaged("a symbol that there is not");
        }
        own[0] = meanings[symbol];
        entries = own;
        accuracy = 0;
        stop++;
      }
      case DESCRIBED -> {
        stop = table.read(block, at, end);
        accuracy = table.accuracy;
        fill(own);
        entries = own;
      }
      default -> {
        if (!known) {
          throw ZstdException.damaged("the table of a block that is not there");
        }
      }
    }
    known = true;
    return stop;
  }

  private void fill(long[] target) {
    for (int state = 0; state < 1 << table.accuracy; state++) {
      int entry = table.entries[state];
      target[state] =
          meanings[entry & 0xff]
              | (long) (entry >>> 8 & 0xff) << STATE_BITS
              | (long) (entry >>> 16) << NEXT;
    }
  }

  static int least(long entry) {
    return (int) entry;
  }

  static int extraBits(long entry) {
    return (int) (entry >>> EXTRA) & 0x3f;
  }

  static int stateBits(long entry) {
    return (int) (entry >>> STATE_BITS) & 15;
  }

  static int next(long entry) {
    return (int) (entry >>> NEXT);
  }
}
