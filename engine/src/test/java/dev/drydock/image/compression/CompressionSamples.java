package dev.drydock.image.compression;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;

/// What decoders are tried with.
public final class CompressionSamples {
  private CompressionSamples() {}

  /// Texts, runs, noise, and periods of every short length: whatever makes other codes and matches.
  ///
  /// @param farthest how far back a piece may be repeated from
  public static byte[] content(Random random, int size, int farthest) {
    byte[] content = new byte[size];
    for (int at = 0; at < size; ) {
      int n = Math.min(size - at, 1 + random.nextInt(1 << (4 + random.nextInt(12))));
      int kind = random.nextInt(6);
      int period = 1 + random.nextInt(12);
      int far = at == 0 ? 0 : 1 + random.nextInt(Math.min(at, farthest));
      for (int i = 0; i < n; i++, at++) {
        content[at] =
            switch (kind) {
              case 0 -> (byte) random.nextInt();
              case 1 -> (byte) ('a' + random.nextInt(4));
              case 2 -> i < period ? (byte) random.nextInt() : content[at - period];
              case 3, 4 -> far == 0 ? (byte) 7 : content[at - far];
              default -> (byte) " the of and layer image".charAt(random.nextInt(23));
            };
      }
    }
    return content;
  }

  /// A few bits of the stream turned over, and sometimes its end cut off.
  ///
  /// @param early how many of its first bytes tell of the codes, and are damaged as often as all
  public static byte[] damaged(byte[] stream, Random random, int early) {
    byte[] damaged = stream.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at =
          random.nextBoolean()
              ? random.nextInt(stream.length)
              : random.nextInt(Math.min(stream.length, early));
      damaged[at] ^= (byte) (1 << random.nextInt(8));
    }
    return random.nextInt(4) == 0
        ? Arrays.copyOf(damaged, random.nextInt(stream.length + 1))
        : damaged;
  }

  /// Gives as much at a time as it likes.
  public static InputStream fitful(byte[] bytes, Random random) {
    return new FilterInputStream(new ByteArrayInputStream(bytes)) {
      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        int most = random.nextBoolean() ? length : Math.min(length, 1 + random.nextInt(100));
        return super.read(target, offset, most);
      }
    };
  }
}
