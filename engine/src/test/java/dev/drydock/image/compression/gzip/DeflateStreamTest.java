package dev.drydock.image.compression.gzip;

import static dev.drydock.image.compression.CompressionSamples.content;
import static dev.drydock.image.compression.CompressionSamples.damaged;
import static dev.drydock.image.compression.CompressionSamples.fitful;
import static org.assertj.core.api.Assertions.assertThat;

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

  @Test
  void givesBackWhatWasDeflated() {
    Random random = new Random(1);
    for (int round = 0; round < 400; round++) {
      byte[] content = content(random, random.nextInt(1 << (4 + random.nextInt(16))), 40_000);
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
      byte[] content = content(random, 1 + random.nextInt(3000), 40_000);
      byte[] stream =
          damaged(deflated(content, random.nextInt(10), STRATEGIES[random.nextInt(3)]), random, 60);
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
