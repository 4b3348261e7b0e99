package dev.drydock.image.compression.zstd;

import java.lang.invoke.VarHandle;

/// The sequences of a block (RFC 8878, section 3.1.1.3.2): so many literals, then so many bytes of
/// what was written before.
final class Sequences {
  private static final VarHandle LONG = BlockBits.LONG;

  /// How the sequences ended.
  private static final int WELL = 0;

  private static final int TOO_FEW_BITS = 1;
  private static final int TOO_MANY_BITS = 2;
  private static final int TOO_FAR = 3;
  private static final int TOO_LONG = 4;

  private final SequenceCode lengths = SequenceCode.ofLiteralsLengths();
  private final SequenceCode matches = SequenceCode.ofMatchLengths();
  private final SequenceCode offsets = SequenceCode.ofOffsets();

  /// The last three offsets, the latest first.
  private int latest;

  private int second;
  private int third;

  void begin() {
    lengths.begin();
    matches.begin();
    offsets.begin();
    latest = 1;
    second = 4;
    third = 8;
  }

  void read(byte[] block, int from, int end, Literals literals, History history)
      throws ZstdException {
    int limit = history.written + history.blockLimit;
    int at = from;
    if (at >= end) {
      throw ZstdException.ends();
    }
    int first = block[at++] & 0xff;
    int count = first;
    if (first == 255) {
      count = (int) BlockBits.number(block, at, 2) + 0x7f00;
      at += 2;
    } else if (first > 127) {
      count = (first - 128 << 8) + (block[at++] & 0xff);
    }
    if (count > 0) {
      int modes = block[at++];
      if (at > end) {
        throw ZstdException.ends();
      }
      if ((modes & 3) != 0) {
        throw ZstdException.damaged("a reserved bit is set");
      }
      at = lengths.read(modes >>> 6 & 3, block, at, end);
      at = offsets.read(modes >>> 4 & 3, block, at, end);
      at = matches.read(modes >>> 2 & 3, block, at, end);
      run(count, block, at, end, literals, history);
    } else if (at != end) {
      throw ZstdException.damaged("bytes that belong to nothing");
    }
    if (literals.count > limit - history.written) {
      throw tooLong();
    }
    history.append(literals.bytes, literals.from, literals.count);
  }

  private void run(int count, byte[] block, int from, int end, Literals literals, History history)
      throws ZstdException {
    int top = BlockBits.top(block, from, end);
    switch (execute(count, block, from << 3, top, literals, history)) {
      case WELL -> {
        // the literals that are left follow
      }
      case TOO_FEW_BITS -> throw ZstdException.ends();
      case TOO_MANY_BITS -> throw ZstdException.damaged("bits that belong to nothing");
      case TOO_FAR -> throw ZstdException.damaged("an offset too far back");
      default -> throw tooLong();
    }
  }

  private static ZstdException tooLong() {
    return ZstdException.damaged("more than a block may hold");
  }

  /// Decodes and does sequence after sequence, and takes what they use from the literals. Long for
  /// a reason: all of its state is in registers.
  private int execute(
      int count, byte[] block, int bottom, int top, Literals literals, History history) {
    long[] lengths = this.lengths.entries;
    long[] matches = this.matches.entries;
    long[] offsets = this.offsets.entries;
    byte[] source = literals.bytes;
    byte[] out = history.bytes;
    int taken = literals.from;
    int takenLimit = literals.from + literals.count;
    int written = history.written;
    int writtenLimit = written + history.blockLimit;
    int frame = history.frame;
    int latest = this.latest;
    int second = this.second;
    int third = this.third;
    int place = top - this.lengths.accuracy - this.offsets.accuracy - this.matches.accuracy;
    if (place < bottom) {
      return TOO_FEW_BITS;
    }
    long bits = BlockBits.upwards(block, place);
    int matchState = (int) bits & (1 << this.matches.accuracy) - 1;
    bits >>>= this.matches.accuracy;
    int offsetState = (int) bits & (1 << this.offsets.accuracy) - 1;
    bits >>>= this.offsets.accuracy;
    int lengthState = (int) bits & (1 << this.lengths.accuracy) - 1;
    for (int left = count; ; ) {
      long lengthEntry = lengths[lengthState];
      long matchEntry = matches[matchState];
      long offsetEntry = offsets[offsetState];
      int extra = SequenceCode.extraBits(offsetEntry);
      place -= extra;
      int value = SequenceCode.least(offsetEntry);
      if (place >= bottom) {
        value += (int) BlockBits.upwards(block, place) & (1 << extra) - 1;
      }
      extra = SequenceCode.extraBits(matchEntry);
      int lengthExtra = SequenceCode.extraBits(lengthEntry);
      place -= extra + lengthExtra;
      if (place < bottom) {
        return TOO_FEW_BITS;
      }
      bits = BlockBits.upwards(block, place);
      int literal = SequenceCode.least(lengthEntry) + ((int) bits & (1 << lengthExtra) - 1);
      int match =
          SequenceCode.least(matchEntry) + ((int) (bits >>> lengthExtra) & (1 << extra) - 1);
      left--;
      if (left > 0) {
        int lengthBits = SequenceCode.stateBits(lengthEntry);
        int matchBits = SequenceCode.stateBits(matchEntry);
        int offsetBits = SequenceCode.stateBits(offsetEntry);
        place -= lengthBits + matchBits + offsetBits;
        if (place < bottom) {
          return TOO_FEW_BITS;
        }
        bits = BlockBits.upwards(block, place);
        offsetState = SequenceCode.next(offsetEntry) + ((int) bits & (1 << offsetBits) - 1);
        bits >>>= offsetBits;
        matchState = SequenceCode.next(matchEntry) + ((int) bits & (1 << matchBits) - 1);
        bits >>>= matchBits;
        lengthState = SequenceCode.next(lengthEntry) + ((int) bits & (1 << lengthBits) - 1);
      }

      int offset;
      if (value > 3) {
        offset = value - 3;
        third = second;
        second = latest;
        latest = offset;
      } else {
        // section 3.1.1.5: without literals the latest offset would have been a longer match
        int which = literal == 0 ? value + 1 : value;
        if (which == 1) {
          offset = latest;
        } else {
          offset = which == 2 ? second : which == 3 ? third : latest - 1;
          third = which == 2 ? third : second;
          second = latest;
          latest = offset;
        }
      }

      if (literal > takenLimit - taken || literal + match > writtenLimit - written) {
        return TOO_LONG;
      }
      LONG.set(out, written, (long) LONG.get(source, taken));
      LONG.set(out, written + 8, (long) LONG.get(source, taken + 8));
      for (int at = 16; at < literal; at += Long.BYTES) {
        LONG.set(out, written + at, (long) LONG.get(source, taken + at));
      }
      taken += literal;
      written += literal;

      int from = written - offset;
      if (offset <= 0 || from < frame) {
        return TOO_FAR;
      }
      if (offset >= Long.BYTES) {
        LONG.set(out, written, (long) LONG.get(out, from));
        LONG.set(out, written + 8, (long) LONG.get(out, from + 8));
        for (int at = 16; at < match; at += Long.BYTES) {
          LONG.set(out, written + at, (long) LONG.get(out, from + at));
        }
      } else if (offset == 1) {
        long eight = (out[from] & 0xffL) * 0x0101010101010101L;
        for (int at = 0; at < match; at += Long.BYTES) {
          LONG.set(out, written + at, eight);
        }
      } else {
        for (int at = 0; at < match; at++) {
          out[written + at] = out[from + at];
        }
      }
      written += match;
      if (left == 0) {
        break;
      }
    }
    if (place != bottom) {
      return TOO_MANY_BITS;
    }
    history.written = written;
    literals.from = taken;
    literals.count = takenLimit - taken;
    this.latest = latest;
    this.second = second;
    this.third = third;
    return WELL;
  }
}
