package dev.drydock.image.compression.gzip;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.DataFormatException;

/// Decodes deflate (RFC 1951): one and a half times as fast as the JDK's native code once the JVM
/// has compiled it, much slower before, so that it is for long streams only (docs/adr/0004).
///
/// The innermost loop has what makes libdeflate fast: several symbols for each look at the input,
/// which is read eight bytes at a time; one table entry for a symbol with its extra bits; the next
/// entry is looked up before a match is copied. Every access to an array is checked by the JVM.
final class DeflateStream implements Deflate {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int WINDOW = 32 << 10;
  private static final int CAPACITY = 224 << 10;
  private static final int LONGEST_MATCH = 258;

  /// Three literals and a match, whose copy goes on to the next multiple of eight.
  private static final int OUTPUT_SLACK = 3 + LONGEST_MATCH + 2 * Long.BYTES;

  private static final int OUTPUT_LIMIT = WINDOW + CAPACITY - OUTPUT_SLACK;

  /// The longest way between two looks at the limits takes four times eight bytes.
  private static final int INPUT_SLACK = 5 * Long.BYTES;

  /// Output of one call of the innermost loop, so that compiled code is used soon.
  private static final int STRETCH = 16 << 10;

  private static final int LENGTH_MASK = (1 << HuffmanTable.LENGTH_INDEX) - 1;
  private static final int DISTANCE_MASK = (1 << HuffmanTable.DISTANCE_INDEX) - 1;
  private static final int LENGTH_CODES = 19;

  private static final byte[] ORDER = {
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
  };

  /// How a stretch ended.
  private static final int MORE = 0;

  private static final int END_OF_BLOCK = 1;
  private static final int NO_SYMBOL = 2;
  private static final int TOO_FAR = 3;

  private enum Block {
    NONE,
    STORED,
    CODED,
    LAST
  }

  private final BitInput in;
  private final byte[] out = new byte[WINDOW + CAPACITY];
  private final HuffmanTable lengths = HuffmanTable.ofLengths();
  private final HuffmanTable distances = HuffmanTable.ofDistances();
  private final byte[] bits = new byte[288 + 32];
  private Block block = Block.NONE;
  private boolean last;
  private int stored;

  /// Where the next byte goes.
  private int written;

  /// Where the next byte is that was not given to the reader yet.
  private int given;

  DeflateStream(BitInput in) {
    this.in = in;
  }

  @Override
  public void reset() {
    block = Block.NONE;
    last = false;
    written = 0;
    given = 0;
  }

  @Override
  public int read() throws IOException {
    return in.read();
  }

  @Override
  public void close() {
    // nothing but memory
  }

  @Override
  public int inflate(byte[] target, int offset, int length)
      throws IOException, DataFormatException {
    while (given == written) {
      if (block == Block.LAST) {
        in.align();
        return -1;
      }
      decode();
    }
    int n = Math.min(length, written - given);
    System.arraycopy(out, given, target, offset, n);
    given += n;
    return n;
  }

  /// Fills what there is room for. All that was decoded has been given away.
  private void decode() throws IOException, DataFormatException {
    if (written >= OUTPUT_LIMIT) {
      System.arraycopy(out, written - WINDOW, out, 0, WINDOW);
      written = WINDOW;
      given = WINDOW;
    }
    while (written < OUTPUT_LIMIT && block != Block.LAST) {
      switch (block) {
        case NONE -> begin();
        case STORED -> stored();
        case CODED -> coded();
        case LAST -> throw new IllegalStateException("nothing follows the last block");
      }
    }
  }

  private void begin() throws IOException, DataFormatException {
    last = in.bits(1) == 1;
    switch (in.bits(2)) {
      case 0 -> {
        in.bits(in.count & 7);
        int length = in.bits(16);
        if (in.bits(16) != (length ^ 0xffff)) {
          throw new DataFormatException("invalid stored block lengths");
        }
        in.align();
        stored = length;
        block = Block.STORED;
      }
      case 1 -> {
        Arrays.fill(bits, 0, 144, (byte) 8);
        Arrays.fill(bits, 144, 256, (byte) 9);
        Arrays.fill(bits, 256, 280, (byte) 7);
        Arrays.fill(bits, 280, 288, (byte) 8);
        Arrays.fill(bits, 288, 320, (byte) 5);
        tables(288, 32);
      }
      case 2 -> dynamic();
      default -> throw new DataFormatException("invalid block type");
    }
  }

  private void tables(int literals, int distanceCodes) throws DataFormatException {
    lengths.set(bits, 0, literals);
    distances.set(bits, literals, distanceCodes);
    block = Block.CODED;
  }

  /// Section 3.2.7.
  private void dynamic() throws IOException, DataFormatException {
    int literals = in.bits(5) + 257;
    int distanceCodes = in.bits(5) + 1;
    int codes = in.bits(4) + 4;
    if (literals > 286 || distanceCodes > 30) {
      throw new DataFormatException("too many length or distance symbols");
    }
    byte[] codeBits = new byte[LENGTH_CODES];
    for (int i = 0; i < codes; i++) {
      codeBits[ORDER[i]] = (byte) in.bits(3);
    }
    short[] table = lengthCodes(codeBits);
    int all = literals + distanceCodes;
    for (int i = 0; i < all; ) {
      in.offer(14);
      int entry = table[(int) in.held & 127];
      if (entry == 0) {
        throw new DataFormatException("invalid code lengths set");
      }
      in.skip(entry & 15);
      int symbol = entry >> 4;
      if (symbol < 16) {
        bits[i++] = (byte) symbol;
        continue;
      }
      if (symbol == 16 && i == 0) {
        throw new DataFormatException("invalid bit length repeat");
      }
      byte value = symbol == 16 ? bits[i - 1] : 0;
      int times =
          switch (symbol) {
            case 16 -> 3 + in.bits(2);
            case 17 -> 3 + in.bits(3);
            default -> 11 + in.bits(7);
          };
      if (i + times > all) {
        throw new DataFormatException("invalid bit length repeat");
      }
      Arrays.fill(bits, i, i + times, value);
      i += times;
    }
    in.requireRead();
    if (bits[256] == 0) {
      throw new DataFormatException("invalid code -- missing end-of-block");
    }
    tables(literals, distanceCodes);
  }

  /// The codes of the code lengths: symbol and length of the code by the next seven bits.
  private static short[] lengthCodes(byte[] codeBits) throws DataFormatException {
    short[] table = new short[128];
    int[] next = new int[8];
    for (byte length : codeBits) {
      next[length]++;
    }
    next[0] = 0;
    int code = 0;
    for (int length = 1, count = 0; length < 8; length++) {
      code = (code + count) << 1;
      count = next[length];
      next[length] = code;
      if (code + count > 1 << length || length == 7 && code + count != 1 << 7) {
        throw new DataFormatException("invalid code lengths set");
      }
    }
    for (int symbol = 0; symbol < LENGTH_CODES; symbol++) {
      int length = codeBits[symbol];
      if (length > 0) {
        int reversed = Integer.reverse(next[length]++) >>> (Integer.SIZE - length);
        for (int at = reversed; at < 128; at += 1 << length) {
          table[at] = (short) (symbol << 4 | length);
        }
      }
    }
    return table;
  }

  private void stored() throws IOException {
    if (stored > 0) {
      int n = in.read(out, written, Math.min(stored, OUTPUT_LIMIT - written));
      if (n < 0) {
        throw BitInput.ends();
      }
      written += n;
      stored -= n;
    }
    if (stored == 0) {
      block = last ? Block.LAST : Block.NONE;
    }
  }

  private void coded() throws IOException, DataFormatException {
    in.fill();
    int inputLimit = in.ended() ? in.limit + Long.BYTES : in.limit - INPUT_SLACK;
    switch (stretch(inputLimit, Math.min(OUTPUT_LIMIT, written + STRETCH))) {
      case END_OF_BLOCK -> block = last ? Block.LAST : Block.NONE;
      case NO_SYMBOL -> throw new DataFormatException("invalid code");
      case TOO_FAR -> throw new DataFormatException("invalid distance too far back");
      default -> {
        // more of the block
      }
    }
    in.requireRead();
  }

  /// Decodes until one of the limits is reached or the block ends. Long for a reason: all of its
  /// state is in registers. The limits are asked about in as few places as can be: where one was
  /// never reached while the JVM was trained, the compiler takes it for one that never is, and has
  /// to begin anew when it is.
  @SuppressWarnings("LabelledBreakTarget") // a loop there would be one for the compiler, too
  private int stretch(int inputLimit, int outputLimit) {
    byte[] in = this.in.bytes;
    byte[] out = this.out;
    int[] lengths = this.lengths.entries;
    int[] distances = this.distances.entries;
    int position = this.in.position;
    int written = this.written;
    int count = this.in.count;
    long held = this.in.held;
    int end = MORE;
    if (position < inputLimit) {
      held |= (long) LONG.get(in, position) << count;
      position += (63 - count) >>> 3;
      count |= 56;
      int entry = lengths[(int) held & LENGTH_MASK];
      while (true) {
        matching:
        {
          long before = held;
          held >>>= entry;
          count -= entry & 63;
          if (entry < 0) {
            out[written++] = (byte) (entry >> 16);
            entry = lengths[(int) held & LENGTH_MASK];
            before = held;
            held >>>= entry;
            count -= entry & 63;
            if (entry < 0) {
              out[written++] = (byte) (entry >> 16);
              entry = lengths[(int) held & LENGTH_MASK];
              before = held;
              held >>>= entry;
              count -= entry & 63;
              if (entry < 0) {
                out[written++] = (byte) (entry >> 16);
                break matching; // nothing but literals
              }
            }
          }
          if ((entry & HuffmanTable.OTHER) != 0) {
            if ((entry & HuffmanTable.FURTHER) != 0) {
              int mask = (1 << (entry >>> 6 & 15)) - 1;
              entry = lengths[(entry >>> 10 & 0xffff) + ((int) held & mask)];
              before = held;
              held >>>= entry;
              count -= entry & 63;
              if (entry < 0) {
                out[written++] = (byte) (entry >> 16);
                break matching; // nothing but literals
              }
            }
            if ((entry & HuffmanTable.OTHER) != 0) {
              end = (entry & HuffmanTable.END) != 0 ? END_OF_BLOCK : NO_SYMBOL;
              break;
            }
          }
          int length = (entry >>> 16) + (int) ((before & ((1L << entry) - 1)) >>> (entry >>> 8));
          held |= (long) LONG.get(in, position) << count;
          position += (63 - count) >>> 3;
          count |= 56;
          int code = distances[(int) held & DISTANCE_MASK];
          if ((code & HuffmanTable.OTHER) != 0) {
            if ((code & HuffmanTable.FURTHER) == 0) {
              end = NO_SYMBOL;
              break;
            }
            held >>>= HuffmanTable.DISTANCE_INDEX;
            count -= HuffmanTable.DISTANCE_INDEX;
            int mask = (1 << (code >>> 6 & 15)) - 1;
            code = distances[(code >>> 10 & 0xffff) + ((int) held & mask)];
            if ((code & HuffmanTable.OTHER) != 0) {
              end = NO_SYMBOL;
              break;
            }
          }
          int distance = (code >>> 12) + (int) ((held & ((1L << code) - 1)) >>> (code >>> 6));
          held >>>= code;
          count -= code & 63;
          int from = written - distance;
          if (from < 0) {
            end = TOO_FAR;
            break;
          }
          int to = written;
          written += length;
          boolean more = position < inputLimit && written < outputLimit;
          if (more) {
            held |= (long) LONG.get(in, position) << count;
            position += (63 - count) >>> 3;
            count |= 56;
            entry = lengths[(int) held & LENGTH_MASK];
          }
          if (distance >= Long.BYTES) {
            LONG.set(out, to, (long) LONG.get(out, from));
            LONG.set(out, to + 8, (long) LONG.get(out, from + 8));
            for (int at = 16; at < length; at += Long.BYTES) {
              LONG.set(out, to + at, (long) LONG.get(out, from + at));
            }
          } else if (distance == 1) {
            long eight = (out[from] & 0xffL) * 0x0101010101010101L;
            for (int at = 0; at < length; at += Long.BYTES) {
              LONG.set(out, to + at, eight);
            }
          } else {
            for (int at = 0; at < length; at++) {
              out[to + at] = out[from + at];
            }
          }
          if (!more) {
            break;
          }
          continue;
        }
        if (position >= inputLimit || written >= outputLimit) {
          break;
        }
        held |= (long) LONG.get(in, position) << count;
        position += (63 - count) >>> 3;
        count |= 56;
        entry = lengths[(int) held & LENGTH_MASK];
      }
    }
    this.in.position = position;
    this.in.count = count;
    this.in.held = held;
    this.written = written;
    return end;
  }
}
