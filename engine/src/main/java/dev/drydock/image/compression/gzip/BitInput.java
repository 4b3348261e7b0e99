package dev.drydock.image.compression.gzip;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// A stream of bits, the lowest of each byte first (RFC 1951, section 3.1.1), with some bytes read
/// ahead, so that a decoder may look at eight of them at any place.
final class BitInput {
  /// Bytes that may be looked at beyond the last one that counts.
  static final int SLACK = 64;

  private static final int CAPACITY = 128 << 10;

  /// What is read ahead; from [#limit] on there is nothing that counts.
  final byte[] bytes = new byte[CAPACITY + SLACK];

  /// The next byte that is not in [#held] yet.
  int position;

  /// Where the bytes end that have been read.
  int limit;

  /// Bits that were taken from the bytes and not used yet, the next one lowest. What stands above
  /// [#count] is either nothing or what follows in the stream.
  long held;

  /// How many bits of [#held] count.
  int count;

  private final InputStream in;
  private boolean ended;

  BitInput(InputStream in) {
    this.in = in;
  }

  /// Reads on where fewer than [#SLACK] bytes are left; at the end, zeros stand behind the last.
  void fill() throws IOException {
    int left = limit - position;
    if (ended || left >= SLACK) {
      return;
    }
    // those that are held may be given back
    int kept = Math.min(position, Long.BYTES);
    System.arraycopy(bytes, position - kept, bytes, 0, kept + left);
    position = kept;
    limit = kept + left;
    while (limit < CAPACITY) {
      int n = in.read(bytes, limit, CAPACITY - limit);
      if (n < 0) {
        ended = true;
        Arrays.fill(bytes, limit, limit + SLACK, (byte) 0);
        return;
      }
      limit += n;
      if (limit - position >= SLACK) {
        return;
      }
    }
  }

  /// Whether all bytes that there are have been read from the stream.
  boolean ended() {
    return ended;
  }

  /// @throws EOFException where more bits were used than there were
  void requireRead() throws EOFException {
    if (position - (count >>> 3) > limit) {
      throw ends();
    }
  }

  static EOFException ends() {
    return new EOFException("its gzip data ends early");
  }

  /// The next bits, the first one lowest.
  ///
  /// @param wanted 32 at the most
  int bits(int wanted) throws IOException {
    need(wanted);
    int value = (int) (held & ((1L << wanted) - 1));
    skip(wanted);
    return value;
  }

  /// Has at least so many bits in [#held], zeros behind the end of the stream; none above [#count].
  void offer(int wanted) throws IOException {
    held &= mask(count);
    while (count < wanted) {
      if (position >= limit) {
        fill();
      }
      held |= (bytes[position++] & 0xffL) << count;
      count += Byte.SIZE;
      if (position > limit + Long.BYTES) {
        throw ends();
      }
    }
  }

  private void need(int wanted) throws IOException {
    offer(wanted);
    if (position > limit && position - ((count - wanted) >>> 3) > limit) {
      throw ends();
    }
  }

  void skip(int bits) {
    held >>>= bits;
    count -= bits;
  }

  /// Drops the bits up to the next whole byte, and gives back the bytes that are held.
  void align() {
    position -= count >>> 3;
    held = 0;
    count = 0;
  }

  /// The next byte; only after [#align]. Negative at the end.
  int read() throws IOException {
    if (position >= limit) {
      fill();
      if (position >= limit) {
        return -1;
      }
    }
    return bytes[position++] & 0xff;
  }

  /// Some of the next bytes; only after [#align].
  ///
  /// @return how many; negative at the end
  int read(byte[] target, int offset, int length) throws IOException {
    if (position >= limit) {
      fill();
    }
    int n = Math.min(length, limit - position);
    if (n <= 0) {
      return -1;
    }
    System.arraycopy(bytes, position, target, offset, n);
    position += n;
    return n;
  }

  private static long mask(int bits) {
    return bits >= Long.SIZE ? -1L : (1L << bits) - 1;
  }
}
