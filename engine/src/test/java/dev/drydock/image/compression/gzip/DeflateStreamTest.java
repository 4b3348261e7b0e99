package dev.drydock.image.compression.gzip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The JDK's decoder is the judge: the same output, or a failure of both.
class DeflateStreamTest {
  private static final int[] STRATEGIES = {
    Deflater.DEFAULT_STRATEGY, Deflater.FILTERED, Deflater.HUFFMAN_ONLY
  };

  /// Texts, runs, noise, and periods of every short length: whatever makes other codes and matches.
  private static byte[] content(Random random, int size) {
    byte[] content = new byte[size];
    for (int at = 0; at < size; ) {
      int n = Math.min(size - at, 1 + random.nextInt(1 << (4 + random.nextInt(12))));
      int kind = random.nextInt(5);
      int period = 1 + random.nextInt(12);
      int far = at == 0 ? 0 : 1 + random.nextInt(Math.min(at, 40_000));
      for (int i = 0; i < n; i++, at++) {
        content[at] =
            switch (kind) {
              case 0 -> (byte) random.nextInt();
              case 1 -> (byte) ('a' + random.nextInt(4));
              case 2 -> i < period ? (byte) random.nextInt() : content[at - period];
              case 3 -> far == 0 ? (byte) 7 : content[at - far];
              default -> (byte) " the of and layer image".charAt(random.nextInt(23));
            };
      }
    }
    return content;
  }

  private static byte[] deflated(byte[] content, int level, int strategy) {
    Deflater deflater = new Deflater(level, true);
    deflater.setStrategy(strategy);
    deflater.setInput(content);
    deflater.finish();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    while (!deflater.finished()) {
      out.write(buffer, 0, deflater.deflate(buffer));
    }
    deflater.end();
    return out.toByteArray();
  }

  /// `null` where it fails.
  private static byte @Nullable [] ours(InputStream in, Random random) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 + random.nextInt(70_000)];
    DeflateStream stream = new DeflateStream(new BitInput(in));
    try {
      for (int n; (n = stream.inflate(buffer, 0, buffer.length)) >= 0; ) {
        out.write(buffer, 0, n);
      }
      // what follows is handed on
      for (int b; (b = stream.read()) >= 0; ) {
        out.write(b);
      }
      return out.toByteArray();
    } catch (IOException | DataFormatException _) {
      return null;
    }
  }

  /// `null` where it fails.
  private static byte @Nullable [] theirs(byte[] compressed) {
    Inflater inflater = new Inflater(true);
    inflater.setInput(compressed);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    try {
      while (!inflater.finished()) {
        int n = inflater.inflate(buffer);
        if (n == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          return null;
        }
        out.write(buffer, 0, n);
      }
      int rest = inflater.getRemaining();
      out.write(compressed, compressed.length - rest, rest);
      return out.toByteArray();
    } catch (DataFormatException _) {
      return null;
    } finally {
      inflater.end();
    }
  }

  /// Gives as much at a time as it likes.
  private static InputStream fitful(byte[] bytes, Random random) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] target, int offset, int length) {
        int most = random.nextBoolean() ? length : 1 + random.nextInt(Math.min(length, 100));
        return super.read(target, offset, most);
      }
    };
  }

  @Test
  void givesBackWhatWasDeflated() {
    Random random = new Random(1);
    for (int round = 0; round < 400; round++) {
      byte[] content = content(random, random.nextInt(1 << (4 + random.nextInt(16))));
      byte[] deflated = deflated(content, random.nextInt(10), STRATEGIES[random.nextInt(3)]);
      byte[] stream = Arrays.copyOf(deflated, deflated.length + random.nextInt(200));

      assertThat(ours(fitful(stream, random), random))
          .as("round %d", round)
          .isEqualTo(Arrays.copyOf(content, content.length + stream.length - deflated.length));
    }
  }

  @Test
  void damagedStreamsAreJudgedAsTheJdkJudgesThem() {
    Random random = new Random(2);
    int refused = 0;
    for (int round = 0; round < 6000; round++) {
      byte[] content = content(random, 1 + random.nextInt(3000));
      byte[] stream = deflated(content, random.nextInt(10), STRATEGIES[random.nextInt(3)]);
      for (int i = random.nextInt(4); i >= 0; i--) {
        // early bytes tell of the codes
        int at =
            random.nextBoolean()
                ? random.nextInt(stream.length)
                : random.nextInt(Math.min(stream.length, 60));
        stream[at] ^= (byte) (1 << random.nextInt(8));
      }
      if (random.nextInt(4) == 0) {
        stream = Arrays.copyOf(stream, random.nextInt(stream.length + 1));
      }
      byte[] expected = theirs(stream);
      refused += expected == null ? 1 : 0;

      assertThat(ours(fitful(stream, random), random)).as("round %d", round).isEqualTo(expected);
    }
    assertThat(refused).isBetween(2000, 5900);
  }

  @Test
  void noiseIsJudgedAsTheJdkJudgesIt() {
    Random random = new Random(3);
    for (int round = 0; round < 60_000; round++) {
      byte[] noise = new byte[random.nextInt(300)];
      random.nextBytes(noise);
      if (noise.length > 0 && random.nextBoolean()) {
        noise[0] = (byte) (noise[0] & ~7 | 4 | random.nextInt(2)); // a block with codes of its own
      }

      assertThat(ours(fitful(noise, random), random))
          .as("round %d", round)
          .isEqualTo(theirs(noise));
    }
  }
}
