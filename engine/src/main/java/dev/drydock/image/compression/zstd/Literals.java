package dev.drydock.image.compression.zstd;

import java.util.Arrays;

/// The literals of a block (RFC 8878, section 3.1.1.3.1).
final class Literals {
  private static final int RAW = 0;
  private static final int REPEATED_BYTE = 1;
  private static final int CODED = 2;

  /// Where they are: in the block itself, or in [#own].
  byte[] bytes;

  int from;
  int count;

  private final byte[] own = new byte[History.BLOCK + History.SLACK];
  private final LiteralCodes codes = new LiteralCodes();

  Literals() {
    this.bytes = own;
  }

  void begin() {
    codes.forget();
  }

  /// @param most how many there may be
  /// @return where the sequences begin
  int read(byte[] block, int at, int end, int most) throws ZstdException {
    int type = block[at] & 3;
    int format = block[at] >>> 2 & 3;
    int header =
        switch (format) {
          case 0, 2 -> type <= REPEATED_BYTE ? 1 : 3 + format / 2;
          case 1 -> type <= REPEATED_BYTE ? 2 : 3;
          default -> type <= REPEATED_BYTE ? 3 : 5;
        };
    if (at + header > end) {
      throw ZstdException.ends();
    }
    long fields = BlockBits.number(block, at, header);
    if (type <= REPEATED_BYTE) {
      count(fields >>> (header == 1 ? 3 : 4), most);
      return plain(type, block, at + header, end);
    }
    int bits = format <= 1 ? 10 : 4 * format + 6;
    int mask = (1 << bits) - 1;
    count(fields >>> 4 & mask, most);
    int begin = at + header;
    int packed = (int) (fields >>> (4 + bits)) & mask;
    if (packed > end - begin) {
      throw ZstdException.ends();
    }
    int stop = begin + packed;
    if (type == CODED) {
      begin = codes.read(block, begin, stop);
    }
    codes.decode(block, begin, stop, format != 0, own, count);
    bytes = own;
    from = 0;
    return stop;
  }

  private int plain(int type, byte[] block, int at, int end) throws ZstdException {
    int stop = at + (type == RAW ? count : 1);
    if (stop > end) {
      throw ZstdException.ends();
    }
    if (type == RAW) {
      bytes = block;
      from = at;
    } else {
      Arrays.fill(own, 0, count, block[at]);
      bytes = own;
      from = 0;
    }
    return stop;
  }

  private void count(long size, int most) throws ZstdException {
    if (size > most) {
      throw ZstdException.damaged("a block of " + size + " literals");
    }
    count = (int) size;
  }
}
