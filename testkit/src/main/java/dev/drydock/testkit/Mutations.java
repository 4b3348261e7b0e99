package dev.drydock.testkit;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Damaged copies of a good document, the same ones for the same seed: what a parser of foreign
/// bytes has to survive.
public final class Mutations {
  private static final int[] TELLING = {0, 1, 0x7f, 0x80, 0xff, '"', '{', '/', '\n', '%', '\\'};

  private Mutations() {}

  /// `count` copies, each with a few bytes changed, a piece cut out, doubled or moved, or the end
  /// cut off.
  public static Stream<byte[]> of(byte[] original, long seed, int count) {
    FuzzSeeds.document(original);
    SplittableRandom random = new SplittableRandom(seed);
    return IntStream.range(0, count).mapToObj(_ -> mutate(original, random.split()));
  }

  private static byte[] mutate(byte[] original, SplittableRandom random) {
    byte[] bytes = original.clone();
    int rounds = 1 + random.nextInt(4);
    for (int i = 0; i < rounds && bytes.length > 0; i++) {
      int at = random.nextInt(bytes.length);
      int length = 1 + random.nextInt(Math.min(bytes.length - at, 1 << random.nextInt(12)));
      switch (random.nextInt(6)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) TELLING[random.nextInt(TELLING.length)];
        case 2 -> Arrays.fill(bytes, at, at + length, (byte) TELLING[random.nextInt(5)]);
        case 3 -> bytes = Arrays.copyOf(bytes, at);
        case 4 -> bytes = splice(bytes, at, at + length, new byte[0]);
        default -> bytes = splice(bytes, at, at, Arrays.copyOfRange(bytes, at, at + length));
      }
    }
    return bytes;
  }

  private static byte[] splice(byte[] bytes, int from, int to, byte[] replacement) {
    byte[] result = new byte[bytes.length - (to - from) + replacement.length];
    System.arraycopy(bytes, 0, result, 0, from);
    System.arraycopy(replacement, 0, result, from, replacement.length);
    System.arraycopy(bytes, to, result, from + replacement.length, bytes.length - to);
    return result;
  }
}
