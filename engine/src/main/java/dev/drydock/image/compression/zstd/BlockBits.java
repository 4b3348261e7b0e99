package dev.drydock.image.compression.zstd;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// How the bits of a block are looked at: eight bytes at a time, from arrays with room around the
/// block, so that no look needs to ask how far it may go. A place is a number of bits from the
/// array's beginning.
final class BlockBits {
  static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /// Bytes in front of a block, for what is read backwards; [History#SLACK] is behind it.
  static final int LEAD = Long.BYTES;

  private BlockBits() {}

  /// The bits from `place` upwards, of which 57 are there.
  static long upwards(byte[] bytes, int place) {
    return (long) LONG.get(bytes, place >>> 3) >>> (place & 7);
  }

  /// The bits below `place`, the next of them being the highest; 57 are there.
  static long downwards(byte[] bytes, int place) {
    int from = ((place + 7) >>> 3) - Long.BYTES;
    return (long) LONG.get(bytes, from) << (((from + Long.BYTES) << 3) - place);
  }

  /// A number of up to 7 bytes, the least first.
  static long number(byte[] bytes, int at, int count) {
    return (long) LONG.get(bytes, at) & ((1L << (count << 3)) - 1);
  }

  /// Where a stream begins that is read backwards (section 4.1): below the highest bit of its last
  /// byte.
  static int top(byte[] bytes, int from, int end) throws ZstdException {
    if (end <= from || bytes[end - 1] == 0) {
      throw ZstdException.damaged("a bit stream without its end");
    }
    return ((end - 1) << 3) + length(bytes[end - 1] & 0xff) - 1;
  }

  /// How many bits a number has from its highest one on.
  static int length(int number) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(number);
  }
}
