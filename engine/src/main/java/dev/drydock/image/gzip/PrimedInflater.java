package dev.drydock.image.gzip;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// The JDK's native inflater, made to begin and end at any bit of a stream.
///
/// The JDK does not let one begin within a byte. So empty blocks of just the right number of bits
/// are put before: their last bits and the stream's first share a byte. And whether a block ends
/// exactly at the last bit is told by one more empty block behind it, marked as the last of all:
/// only if the inflater stands between two blocks there does it take it for its end.
final class PrimedInflater {
  /// An empty block with the fixed code, marked as the last: 1, 01, and seven zeros for its end.
  private static final int LAST_EMPTY_FIXED = 0b11;

  private final Inflater inflater = new Inflater(true);
  private final Seam seam = new Seam();
  private final byte[] tail = new byte[3];
  private byte[] bytes = new byte[0];
  private int next;
  private int wholeTo;
  private int tailBits;
  private boolean tailGiven;
  private boolean tailFed;
  private boolean outOfTail;
  private State state = State.RUNNING;

  /// Begins at bit `from` of `stream`, told what came before.
  ///
  /// @param to the bit where the blocks shall end, at least a byte after `from`; negative where the
  ///   stream has an end of its own
  /// @param length bytes of `stream`
  void start(byte[] stream, long from, long to, int length, byte[] dictionary) {
    inflater.reset();
    bytes = stream;
    state = State.RUNNING;
    tailFed = false;
    outOfTail = false;
    tailGiven = to < 0;
    wholeTo = to < 0 ? length : (int) (to >>> 3);
    tailBits = to < 0 ? 0 : (int) (to & 7);
    if (dictionary.length > 0) {
      inflater.setDictionary(dictionary);
    }
    next = (int) (from >>> 3);
    int skip = (int) (from & 7);
    if (skip != 0) {
      int n = seam.write(skip, stream[next++] & 0xff);
      inflater.setInput(seam.bytes(), 0, n);
    }
  }

  /// Fills `target` as far as it goes.
  ///
  /// @return how many bytes, 0 at the end
  int inflate(byte[] target, int offset, int count) throws DamagedException {
    try {
      while (true) {
        int n = inflater.inflate(target, offset, count);
        if (n > 0) {
          outOfTail |= tailFed;
          return n;
        }
        if (inflater.finished()) {
          boolean atTail = tailFed && inflater.getRemaining() == 0;
          state = !atTail ? State.ENDED : outOfTail ? State.SHORT : State.ALIGNED;
          return 0;
        }
        if (inflater.needsDictionary()) {
          throw new DamagedException("it needs a preset dictionary");
        }
        if (!inflater.needsInput() || !feed()) {
          state = State.SHORT;
          return 0;
        }
      }
    } catch (DataFormatException e) {
      throw new DamagedException(String.valueOf(e.getMessage()));
    }
  }

  /// Why no more comes out.
  enum State {
    RUNNING,
    /// the stream's own last block has been passed, [#position] is behind it
    ENDED,
    /// a block ends exactly where it shall
    ALIGNED,
    /// the bits end, or the end given is not between two blocks
    SHORT
  }

  State state() {
    return state;
  }

  /// The byte after the stream's own last block.
  int position() {
    return next - inflater.getRemaining();
  }

  void close() {
    inflater.end();
  }

  private boolean feed() {
    if (next < wholeTo) {
      inflater.setInput(bytes, next, wholeTo - next);
      next = wholeTo;
      return true;
    }
    if (tailGiven) {
      return false;
    }
    tailGiven = true;
    tailFed = true;
    int kept = tailBits == 0 ? 0 : bytes[wholeTo] & ((1 << tailBits) - 1);
    int bits = kept | LAST_EMPTY_FIXED << tailBits;
    tail[0] = (byte) bits;
    tail[1] = (byte) (bits >> 8);
    tail[2] = (byte) (bits >> 16);
    inflater.setInput(tail, 0, (tailBits + Seam.EMPTY_FIXED_BITS + 7) / 8);
    return true;
  }
}
