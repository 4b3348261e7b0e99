package dev.drydock.image.compression.zstd;

import static dev.drydock.image.compression.CompressionSamples.content;
import static dev.drydock.image.compression.CompressionSamples.damaged;
import static dev.drydock.image.compression.CompressionSamples.fitful;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.testkit.Tools;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// libzstd is the judge: the same output, or a failure of both, but for what it takes that is
/// corrupt.
class ZstdStreamTest {
  private static final int[] LEVELS = {1, 3, 6, 9, 13, 19, 22};
  private static final byte[] SKIPPABLE = {0x53, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 'a', 'b', 'c'};

  private static final String REFUSED = "refused: ";

  /// What RFC 8878 calls corrupt and libzstd takes: literals whose bits go on behind the last of
  /// them or have no end (section 4.2.2), and a byte that is repeated more often than a block may
  /// be long (3.1.1.2.4).
  private static final Pattern TAKEN_BY_THE_REFERENCE =
      Pattern.compile(
          REFUSED
              + "its zstd data is damaged \\("
              + "(literals that do not end with their bits|a bit stream without its end"
              + "|a block of \\d+ bytes)\\)");

  @TempDir private Path directory;

  /// Short enough to be shown, and different for what differs.
  private static String told(byte[] content) {
    return content.length + " bytes " + Arrays.hashCode(content);
  }

  private static String ours(InputStream in, Random random) {
    try {
      return told(decoded(in, 1 + random.nextInt(70_000)));
    } catch (IOException e) {
      return REFUSED + e.getMessage();
    }
  }

  /// @param reference what libzstd makes of it, `null` where it fails
  /// @return whether both say the same
  private static boolean judged(String round, String outcome, byte @Nullable [] reference) {
    if (reference == null) {
      assertThat(outcome).as(round).startsWith(REFUSED);
      return true;
    }
    if (TAKEN_BY_THE_REFERENCE.matcher(outcome).matches()) {
      return false;
    }
    assertThat(outcome).as(round).isEqualTo(told(reference));
    return true;
  }

  private static byte[] decoded(InputStream in, int atOnce) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[atOnce];
    try (ZstdStream stream = new ZstdStream(in)) {
      for (int n; (n = stream.read(buffer)) >= 0; ) {
        out.write(buffer, 0, n);
      }
    }
    return out.toByteArray();
  }

  /// What the `zstd` command makes of a stream whose length it does not know.
  private byte[] streamed(byte[] content, List<String> options) throws Exception {
    Path in = Files.write(directory.resolve("in"), content);
    Path out = directory.resolve("out");
    List<String> command = new ArrayList<>(List.of(Tools.require("zstd", "zstd").toString()));
    command.addAll(List.of("-q", "-c", "--single-thread"));
    command.addAll(options);
    Process process =
        new ProcessBuilder(command).redirectInput(in.toFile()).redirectOutput(out.toFile()).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    return Files.readAllBytes(out);
  }

  @Test
  void givesBackWhatWasCompressed() {
    Random random = new Random(1);
    for (int round = 0; round < 400; round++) {
      byte[] content = content(random, random.nextInt(1 << (4 + random.nextInt(16))), 100_000);
      ByteArrayOutputStream stream = new ByteArrayOutputStream();
      int cut = random.nextInt(content.length + 1);
      for (byte[] part :
          List.of(Arrays.copyOf(content, cut), Arrays.copyOfRange(content, cut, content.length))) {
        stream.writeBytes(ReferenceDecoder.compress(part, LEVELS[random.nextInt(LEVELS.length)]));
        if (random.nextBoolean()) {
          stream.writeBytes(SKIPPABLE);
        }
      }

      assertThat(ours(fitful(stream.toByteArray(), random), random))
          .as("round %d", round)
          .isEqualTo(told(content));
    }
  }

  /// With windows from 512 KiB to 128 MiB, and checksums, over what is many times as long as the
  /// least of them.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "-1",
        "-1 --no-check",
        "-3",
        "-9",
        "-19",
        "--ultra -22",
        "-3 --long=25",
        "--fast=20",
        "-3 --long=27 --no-check",
        "-5 --zstd=wlog=10",
        "-15 --zstd=wlog=11,minMatch=3"
      })
  void givesBackWhatWasStreamed(String options) throws Exception {
    Random random = new Random(4);
    byte[] content = content(random, 7 << 20, 5 << 20);

    assertThat(
            decoded(
                new ByteArrayInputStream(streamed(content, List.of(options.split(" ")))), 65_536))
        .isEqualTo(content);
  }

  @Test
  void damagedStreamsAreJudgedAsTheReferenceJudgesThem() {
    Random random = new Random(2);
    ReferenceDecoder reference = new ReferenceDecoder(1 << 20);
    int refused = 0;
    int alike = 0;
    for (int round = 0; round < 20_000; round++) {
      int size = 1 + random.nextInt(round % 20 == 0 ? 100_000 : 5_000);
      byte[] content = content(random, size, 5000);
      byte[] stream =
          damaged(
              ReferenceDecoder.compress(content, LEVELS[random.nextInt(LEVELS.length)]),
              random,
              100);
      String outcome = ours(fitful(stream, random), random);
      if (judged("round " + round, outcome, reference.decode(stream))) {
        alike++;
      }
      refused += outcome.startsWith(REFUSED) ? 1 : 0;
    }
    assertThat(alike).isBetween(18_000, 19_900);
    assertThat(refused).isBetween(8_000, 16_000);
  }

  /// A frame of one block: literals as they are, then one or two sequences of noise.
  @Test
  void noiseIsJudgedAsTheReferenceJudgesIt() {
    Random random = new Random(3);
    ReferenceDecoder reference = new ReferenceDecoder(1 << 20);
    int accepted = 0;
    for (int round = 0; round < 60_000; round++) {
      byte[] block = new byte[24 + random.nextInt(3)];
      random.nextBytes(block);
      block[0] = (byte) (20 << 3); // so many literals
      block[21] = (byte) (1 + random.nextInt(2)); // so many sequences
      block[22] &= 0x54; // by predefined tables or one symbol each
      for (int i = 23; i < block.length; i++) {
        block[i] &= (byte) (random.nextInt(4) == 0 ? 0xff : 7); // most symbols are small
      }
      byte[] frame = Arrays.copyOf(HexFormat.of().parseHex("28b52ffd0058000000"), 9 + block.length);
      frame[6] = (byte) (block.length << 3 | 5);
      frame[7] = (byte) (block.length >> 5);
      System.arraycopy(block, 0, frame, 9, block.length);
      String outcome = ours(fitful(frame, random), random);
      accepted += outcome.startsWith(REFUSED) ? 0 : 1;
      judged("round " + round, outcome, reference.decode(frame));
    }
    assertThat(accepted).isBetween(20, 1_000);
  }

  @Test
  void moreThan128MebibytesOfWindowAreRefused() throws Exception {
    byte[] stream = streamed(content(new Random(5), 1000, 10), List.of("-3", "--long=28"));

    assertThatThrownBy(() -> decoded(new ByteArrayInputStream(stream), 100))
        .isInstanceOf(IOException.class)
        .hasMessage("its zstd data can be read with more than 128 MiB of memory only");
  }

  @ParameterizedTest
  @CsvSource({
    "28b52ffd 20 00 01 00, its zstd data ends early",
    "28b52ffd 21 07 00 010000, its zstd data needs a dictionary",
    "28b52ffd 28 00 010000, its zstd data is damaged (a reserved bit is set)",
    "28b52ffd 20 00 070000, its zstd data is damaged (a block of a kind that there is not)",
    "28b52ffd 20 05 010000, its zstd data is damaged (a frame of 0 bytes that says it had 5)",
    "28b52ffd 24 01 0b0000 61 00000000, its zstd data is damaged (its checksum does not fit its content)",
    "28b52ffe 20 00 010000, there is something that is no zstd frame in it",
    "502a4d18 05000000 61, its zstd data ends early"
  })
  void whatIsWrongIsTold(String bytes, String message) {
    byte[] stream = HexFormat.of().parseHex(bytes.replace(" ", ""));

    assertThatThrownBy(() -> decoded(new ByteArrayInputStream(stream), 100))
        .isInstanceOf(IOException.class)
        .hasMessage(message);
  }
}
