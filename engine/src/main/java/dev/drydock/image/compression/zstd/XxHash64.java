package dev.drydock.image.compression.zstd;

import java.lang.invoke.VarHandle;

/// The checksum of frames: XXH64 with the seed 0, as in the specification of xxHash.
final class XxHash64 {
  private static final VarHandle LONG = BlockBits.LONG;

  private static final long PRIME_1 = 0x9e3779b185ebca87L;
  private static final long PRIME_2 = 0xc2b2ae3d27d4eb4fL;
  private static final long PRIME_3 = 0x165667b19e3779f9L;
  private static final long PRIME_4 = 0x85ebca77c2b2ae63L;
  private static final long PRIME_5 = 0x27d4eb2f165667c5L;

  private static final int STRIPE = 4 * Long.BYTES;

  /// With room for a look at eight bytes from its last four.
  private final byte[] held = new byte[STRIPE + Integer.BYTES];

  private int holds;
  private long length;
  private long first;
  private long second;
  private long third;
  private long fourth;

  void reset() {
    holds = 0;
    length = 0;
    second = PRIME_2;
    first = second + PRIME_1; // overflows, as all of it does
    third = 0;
    fourth = -PRIME_1;
  }

  void update(byte[] bytes, int from, int count) {
    length += count;
    int at = from;
    int end = from + count;
    if (holds > 0) {
      int n = Math.min(STRIPE - holds, count);
      System.arraycopy(bytes, at, held, holds, n);
      holds += n;
      at += n;
      if (holds < STRIPE) {
        return;
      }
      stripes(held, 0, STRIPE);
      holds = 0;
    }
    int whole = (end - at) / STRIPE * STRIPE;
    stripes(bytes, at, at + whole);
    at += whole;
    holds = end - at;
    System.arraycopy(bytes, at, held, 0, holds);
  }

  private void stripes(byte[] bytes, int from, int end) {
    long a = first;
    long b = second;
    long c = third;
    long d = fourth;
    for (int at = from; at < end; at += STRIPE) {
      a = round(a, (long) LONG.get(bytes, at));
      b = round(b, (long) LONG.get(bytes, at + 8));
      c = round(c, (long) LONG.get(bytes, at + 16));
      d = round(d, (long) LONG.get(bytes, at + 24));
    }
    first = a;
    second = b;
    third = c;
    fourth = d;
  }

  private static long round(long sum, long lane) {
    return Long.rotateLeft(sum + lane * PRIME_2, 31) * PRIME_1;
  }

  long value() {
    long hash = PRIME_5;
    if (length >= STRIPE) {
      hash =
          Long.rotateLeft(first, 1)
              + Long.rotateLeft(second, 7)
              + Long.rotateLeft(third, 12)
              + Long.rotateLeft(fourth, 18);
      for (long sum : new long[] {first, second, third, fourth}) {
        hash = (hash ^ round(0, sum)) * PRIME_1 + PRIME_4;
      }
    }
    hash += length;
    int at = 0;
    for (; at + Long.BYTES <= holds; at += Long.BYTES) {
      hash = Long.rotateLeft(hash ^ round(0, (long) LONG.get(held, at)), 27) * PRIME_1 + PRIME_4;
    }
    if (at + Integer.BYTES <= holds) {
      long four = BlockBits.number(held, at, Integer.BYTES);
      hash = Long.rotateLeft(hash ^ four * PRIME_1, 23) * PRIME_2 + PRIME_3;
      at += Integer.BYTES;
    }
    for (; at < holds; at++) {
      hash = Long.rotateLeft(hash ^ (held[at] & 0xff) * PRIME_5, 11) * PRIME_1;
    }
    hash = (hash ^ hash >>> 33) * PRIME_2;
    hash = (hash ^ hash >>> 29) * PRIME_3;
    return hash ^ hash >>> 32;
  }
}
