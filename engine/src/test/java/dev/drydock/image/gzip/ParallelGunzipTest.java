package dev.drydock.image.gzip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.testkit.Mutations;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParallelGunzipTest {
  private static final int SEGMENT = 100_000;

  @ParameterizedTest
  @CsvSource({
    "1, 0", "6, 0", "9, 0", // levels
    "6, 1", "6, 2", // filtered, Huffman only
    "0, 0", // stored
  })
  void givesBackWhatWasCompressed(int level, int strategy) throws Exception {
    byte[] content = prose(3_000_000);
    assertThat(gunzip(gzip(content, level, strategy))).isEqualTo(content);
  }

  @Test
  void shortContentAndNone() throws Exception {
    assertThat(gunzip(gzip(new byte[0], 6, 0))).isEmpty();
    assertThat(gunzip(gzip("x".getBytes(StandardCharsets.UTF_8), 6, 0))).asString().isEqualTo("x");
  }

  @Test
  void cutsWhereBlocksBegin() throws Exception {
    byte[] stored = gzip(prose(3_000_000), 6, 0);
    ChunkSplitter splitter =
        new ChunkSplitter(new ByteArrayInputStream(stored), SEGMENT, 8 * SEGMENT, new Buffers());
    int chunks = 0;
    GzipChunk chunk = splitter.next();
    while (chunk != null && !chunk.last()) {
      chunks++;
      chunk = splitter.next();
    }
    assertThat(chunk).isNotNull();
    assertThat(chunks).isGreaterThan(stored.length / SEGMENT / 4);
  }

  @Test
  void incompressibleContentCannotBeCutButIsRead() throws Exception {
    byte[] content = new byte[2_000_000];
    new SplittableRandom(1).nextBytes(content);
    assertThat(gunzip(gzip(content, 6, 0))).isEqualTo(content);
  }

  @Test
  void mixedContentSwitchesBetweenTheWays() throws Exception {
    ByteArrayOutputStream mixed = new ByteArrayOutputStream();
    byte[] noise = new byte[300_000];
    new SplittableRandom(2).nextBytes(noise);
    for (int i = 0; i < 4; i++) {
      mixed.write(prose(700_000));
      mixed.write(noise);
      mixed.write(new byte[900_000]);
    }
    assertThat(gunzip(gzip(mixed.toByteArray(), 6, 0))).isEqualTo(mixed.toByteArray());
  }

  @Test
  void hugeExpansionIsReadInOrderWithoutBeingHeld() throws Exception {
    byte[] stored = gzip(new byte[200 << 20], 9, 0);
    try (InputStream in = stream(stored)) {
      assertThat(in.transferTo(java.io.OutputStream.nullOutputStream())).isEqualTo(200 << 20);
    }
  }

  @Test
  void membersFollowEachOther() throws Exception {
    ByteArrayOutputStream stored = new ByteArrayOutputStream();
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 300; i++) {
      byte[] part = prose(random.nextInt(60_000));
      content.write(part);
      stored.write(gzip(part, 6, 0));
    }
    assertThat(gunzip(stored.toByteArray())).isEqualTo(content.toByteArray());
    stored.write(new byte[1000]);
    assertThat(gunzip(stored.toByteArray())).isEqualTo(content.toByteArray());
  }

  @Test
  void manyTinyMembersDoNotPileUp() throws Exception {
    ByteArrayOutputStream stored = new ByteArrayOutputStream();
    byte[] member = gzip(new byte[] {'a'}, 6, 0);
    for (int i = 0; i < 50_000; i++) {
      stored.write(member);
    }
    byte[] expected = new byte[50_000];
    Arrays.fill(expected, (byte) 'a');
    assertThat(gunzip(stored.toByteArray())).isEqualTo(expected);
  }

  @Test
  void blocksWithinAStoredBlockAreNotTakenForBlocks() throws Exception {
    byte[] inner = gzip(prose(900_000), 6, 0);
    ByteArrayOutputStream outer = new ByteArrayOutputStream();
    for (int i = 0; i < 3; i++) {
      outer.write(inner);
    }
    byte[] content = outer.toByteArray();
    assertThat(gunzip(gzip(content, 0, 0))).isEqualTo(content);
  }

  @Test
  void wrongChecksumIsAnError() throws Exception {
    byte[] stored = gzip(prose(300_000), 6, 0);
    stored[stored.length - 6] ^= 1;
    assertThatThrownBy(() -> gunzip(stored))
        .isInstanceOf(IOException.class)
        .hasMessage("its gzip checksum does not fit its content");
  }

  @Test
  void truncatedStreamsAreErrors() throws Exception {
    byte[] stored = gzip(prose(400_000), 6, 0);
    for (int length = 0; length < stored.length; length += 1 + stored.length / 40) {
      byte[] cut = Arrays.copyOf(stored, length);
      assertThatThrownBy(() -> gunzip(cut)).as("%d", length).isInstanceOf(IOException.class);
    }
  }

  @Test
  void damagedStreamsEndInAnErrorOrInWhatTheChecksumVouchesFor() throws Exception {
    byte[] content = prose(300_000);
    byte[] stored = gzip(content, 6, 0);
    Mutations.of(stored, 4, 200)
        .forEach(
            damaged -> {
              try {
                assertThat(gunzip(damaged)).isEqualTo(content);
              } catch (IOException e) {
                assertThat(e).hasMessageContaining("gzip");
              }
            });
  }

  @Test
  void beginsAtAnyBitWithinAByte() throws Exception {
    // fixed blocks of one literal each have 18 bits: they begin at every even bit; a dynamic block
    // makes the others odd. Sizes around make all eight occur as cuts.
    for (int size = 1_000_000; size < 1_000_008; size++) {
      byte[] content = prose(size);
      assertThat(gunzip(gzip(content, 5 + size % 5, 0))).isEqualTo(content);
    }
  }

  @Test
  void streamThatCanBeCutIsNeverReadInOrder() throws Exception {
    byte[] content = prose(3_000_000);
    for (int level = 1; level <= 9; level++) {
      byte[] stored = gzip(content, level, 0);
      try (ParallelGunzip in =
          new ParallelGunzip(new ByteArrayInputStream(stored), 2, true, 100_000)) {
        assertThat(in.readAllBytes()).isEqualTo(content);
        assertThat(in.serial()).as("level %d", level).isFalse();
      }
    }
  }

  @Test
  void compressedFilesWithinTheContentDoNotEndTheParallelWay() throws Exception {
    ByteArrayOutputStream mixed = new ByteArrayOutputStream();
    for (int i = 0; i < 6; i++) {
      mixed.write(prose(1_500_000 + i));
      mixed.write(gzip(prose(1_000_000 + i), 6, 0));
    }
    byte[] stored = gzip(mixed.toByteArray(), 6, 0);
    try (ParallelGunzip in =
        new ParallelGunzip(new ByteArrayInputStream(stored), 2, true, 200_000)) {
      assertThat(in.readAllBytes()).isEqualTo(mixed.toByteArray());
      assertThat(in.serial()).isFalse();
    }
  }

  private static byte[] gunzip(byte[] stored) throws IOException {
    try (InputStream in = stream(stored)) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      in.transferTo(out);
      return out.toByteArray();
    }
  }

  private static InputStream stream(byte[] stored) {
    return new ParallelGunzip(new ByteArrayInputStream(stored), 2, true, SEGMENT);
  }

  private static byte[] gzip(byte[] content, int level, int strategy) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(new byte[] {0x1f, (byte) 0x8b, 8, 8, 0, 0, 0, 0, 0, 3, 'n', 0});
    Deflater deflater = new Deflater(level, true);
    deflater.setStrategy(strategy);
    try (DeflaterOutputStream deflated = new DeflaterOutputStream(out, deflater)) {
      deflated.write(content);
    }
    deflater.end();
    CRC32 crc = new CRC32();
    crc.update(content);
    for (long value : new long[] {crc.getValue(), content.length}) {
      for (int i = 0; i < 4; i++) {
        out.write((int) (value >>> (8 * i)));
      }
    }
    return out.toByteArray();
  }

  /// Words that repeat, with names that do not: many blocks, matches near and far.
  private static byte[] prose(int length) {
    SplittableRandom random = new SplittableRandom(length);
    StringBuilder text = new StringBuilder(length + 20);
    String[] words = {"layer", "digest", "whiteout", "the", "manifest", "of", "package", "\n"};
    while (text.length() < length) {
      text.append(words[random.nextInt(words.length)]).append(' ');
      if (random.nextInt(3) == 0) {
        text.append(Long.toString(random.nextLong(), 36));
      }
    }
    return text.substring(0, length).getBytes(StandardCharsets.UTF_8);
  }
}
