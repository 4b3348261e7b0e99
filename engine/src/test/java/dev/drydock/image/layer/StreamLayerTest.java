package dev.drydock.image.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.image.FileContent;
import dev.drydock.image.ImageException;
import dev.drydock.image.PassedByException;
import dev.drydock.limits.LimitExceededException;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import dev.drydock.testkit.Packing;
import dev.drydock.testkit.TarWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StreamLayerTest {
  private static final List<String> SMALL = List.of("FILE a 644 =1", "FILE b/c 644 =2");

  private static TarWriter small() {
    return new TarWriter().file("a", "1").file("b/c", "2");
  }

  /// Large enough for threads, and not to be compressed away.
  private static byte[] large() {
    TarWriter tar = new TarWriter();
    Random random = new Random(7);
    for (int i = 0; i < 18; i++) {
      byte[] content = new byte[random.nextInt(100_000)];
      random.nextBytes(content);
      tar.file("f" + i, content);
    }
    return tar.bytes();
  }

  @ParameterizedTest
  @EnumSource(Packing.class)
  void compressionIsToldByItsFirstBytes(Packing packing) throws Exception {
    assertThat(Walks.lines(Walks.stream(packing.pack(small().bytes())))).isEqualTo(SMALL);
    byte[] large = large();
    byte[] packed = packing.pack(large);
    assertThat(packed.length).isGreaterThan(600_000);
    assertThat(Walks.lines(Walks.stream(packed))).isEqualTo(Walks.both(large));
  }

  @Test
  void gzipMembersFollowOneAnother() throws Exception {
    byte[] tar = large();
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    for (int i = 0; i < tar.length; i += 100_000) {
      packed.writeBytes(
          Packing.GZIP.pack(Arrays.copyOfRange(tar, i, Math.min(tar.length, i + 100_000))));
      packed.writeBytes(Packing.GZIP.pack(new byte[0]));
    }
    assertThat(Walks.lines(Walks.stream(packed.toByteArray()))).isEqualTo(Walks.both(tar));
    packed.writeBytes(new byte[700]); // padding is no member
    assertThat(Walks.lines(Walks.stream(packed.toByteArray()))).isEqualTo(Walks.both(tar));
  }

  @Test
  void gzipHeadersMayHaveAllTheirFields() throws Exception {
    byte[] plain = Packing.GZIP.pack(small().bytes());
    ByteArrayOutputStream full = new ByteArrayOutputStream();
    full.writeBytes(new byte[] {0x1f, (byte) 0x8b, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 3});
    full.writeBytes(new byte[] {3, 0, 'x', 'y', 'z'});
    full.writeBytes("name\0comment\0".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    full.writeBytes(new byte[] {1, 2});
    full.write(plain, 10, plain.length - 10);
    assertThat(Walks.lines(Walks.stream(full.toByteArray()))).isEqualTo(SMALL);
  }

  @Test
  void zstdFramesMayBeSkippableAndMany() throws Exception {
    byte[] tar = large();
    byte[] skippable = {0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 'a', 'b', 'c'};
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    packed.writeBytes(skippable);
    packed.writeBytes(Packing.ZSTD.pack(Arrays.copyOf(tar, 300_000)));
    packed.writeBytes(skippable);
    packed.writeBytes(Packing.ZSTD.pack(Arrays.copyOfRange(tar, 300_000, tar.length)));
    skippable[0] = 0x5f;
    packed.writeBytes(skippable);
    assertThat(Walks.lines(Walks.stream(packed.toByteArray()))).isEqualTo(Walks.both(tar));
  }

  @ParameterizedTest
  @EnumSource(Packing.class)
  void wrongDigestIsSaidAtTheEnd(Packing packing) {
    byte[] packed = packing.pack(large());
    StreamLayer layer =
        Walks.stream(
            packed, Walks.digest(new byte[0]), packed.length, Limits.defaults(), new ArrayList<>());
    assertThatThrownBy(() -> Walks.lines(layer))
        .isInstanceOfSatisfying(
            ImageException.class, e -> assertThat(e.kind()).isEqualTo(ImageException.Kind.CORRUPT))
        .hasMessageStartingWith("layer 2 is damaged: its digest is sha256:")
        .hasMessageContaining(", not sha256:e3b0c44298fc1c149afbf4c8996fb924");
  }

  @Test
  void wrongSizeIsSaid() {
    byte[] packed = Packing.GZIP.pack(small().bytes());
    for (int difference : new int[] {-1, 1}) {
      StreamLayer layer =
          Walks.stream(
              packed, null, packed.length + difference, Limits.defaults(), new ArrayList<>());
      assertThatThrownBy(() -> Walks.lines(layer))
          .isInstanceOf(ImageException.class)
          .hasMessageContaining(difference < 0 ? "longer than" : "it ends after");
    }
  }

  @ParameterizedTest
  @EnumSource(value = Packing.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void cutOffCompressedDataIsDamage(Packing packing) {
    byte[] packed = packing.pack(large());
    for (int length : new int[] {3, 20, 1000, packed.length / 2, packed.length - 1}) {
      byte[] cut = Arrays.copyOf(packed, length);
      StreamLayer layer = Walks.stream(cut, null, -1, Limits.defaults(), new ArrayList<>());
      assertThatThrownBy(() -> Walks.lines(layer)).as("%d", length).isInstanceOf(IOException.class);
    }
  }

  @Test
  void gzipChecksumCountsWhereNoDigestIsGiven() {
    byte[] packed = Packing.GZIP.pack(small().bytes());
    packed[packed.length - 6] ^= 1;
    StreamLayer layer = Walks.stream(packed, null, -1, Limits.defaults(), new ArrayList<>());
    assertThatThrownBy(() -> Walks.lines(layer))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("checksum");
  }

  @Test
  void contentIsPulledOnlyAsFarAsItIsRead() throws Exception {
    byte[] content = new byte[3_000_000];
    new Random(3).nextBytes(content);
    byte[] packed =
        Packing.GZIP.pack(
            new TarWriter().file("x", "1").file("big", content).file("z", "2").bytes());
    List<String> seen = new ArrayList<>();
    FileContent[] kept = new FileContent[1];
    Walks.stream(packed)
        .walk(
            (entry, found) -> {
              seen.add(entry.path() + found.durable());
              if (entry.path().equals("big")) {
                kept[0] = found;
                assertThat(part(found, 0, 16)).isEqualTo(Arrays.copyOf(content, 16));
                assertThat(part(found, 2_999_990, 100))
                    .isEqualTo(Arrays.copyOfRange(content, 2_999_990, 3_000_000));
                assertThat(part(found, 1_234_567, 600_000))
                    .isEqualTo(Arrays.copyOfRange(content, 1_234_567, 1_834_567));
                assertThat(part(found, 3_000_000, 10)).isEmpty();
                assertThat(found.bytes(3_000_000, "big")).isEqualTo(content);
                try (InputStream in = found.stream()) {
                  assertThat(in.skip(5)).isEqualTo(5);
                  assertThat(in.readNBytes(10)).isEqualTo(Arrays.copyOfRange(content, 5, 15));
                }
                assertThatThrownBy(() -> found.bytes(2_999_999, "big"))
                    .isInstanceOf(LimitExceededException.class);
              }
            });
    assertThat(seen).containsExactly("xfalse", "bigfalse", "zfalse");
    assertThatThrownBy(() -> part(kept[0], 0, 1)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void theHeadOfAFileCanBeReadWhateverPassedBy() throws Exception {
    byte[] content = new byte[3_000_000];
    new Random(4).nextBytes(content);
    byte[] packed =
        Packing.GZIP.pack(
            new TarWriter().file("before", new byte[200_000]).file("big", content).bytes());
    List<String> seen = new ArrayList<>();
    Walks.stream(packed)
        .walk(
            (entry, found) -> {
              if (entry.path().equals("big")) {
                for (int at = 0; at < content.length; at += 100_000) {
                  found.passBy(at);
                  assertThat(part(found, at, 10))
                      .isEqualTo(Arrays.copyOfRange(content, at, at + 10));
                }
                assertThat(part(found, 0, FileContent.HEAD))
                    .isEqualTo(Arrays.copyOf(content, FileContent.HEAD));
                assertThat(part(found, 4_000, 96))
                    .isEqualTo(Arrays.copyOfRange(content, 4_000, 4_096));
                assertThatThrownBy(() -> part(found, 4_000, 97))
                    .isInstanceOf(PassedByException.class);
                seen.add(entry.path());
              }
            });
    assertThat(seen).containsExactly("big");
  }

  private static byte[] part(FileContent content, long position, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    int n = content.read(position, buffer);
    return Arrays.copyOf(buffer.array(), n);
  }

  @Test
  void layerCanBeWalkedAgain() throws Exception {
    StreamLayer layer = Walks.stream(Packing.GZIP.pack(large()));
    assertThat(Walks.lines(layer)).isEqualTo(Walks.lines(layer)).hasSize(18);
  }

  @Test
  void failureOfTheSourceIsPassedOnAsItIs() {
    byte[] packed = Packing.GZIP.pack(large());
    IOException failure = new IOException("the line went dead");
    StreamLayer layer =
        new StreamLayer(
            Walks.description(packed.length),
            () ->
                new InputStream() {
                  private int at;

                  @Override
                  public int read() throws IOException {
                    if (at > packed.length / 2) {
                      throw failure;
                    }
                    return packed[at++] & 0xff;
                  }

                  @Override
                  public int read(byte[] target, int offset, int length) throws IOException {
                    target[offset] = (byte) read();
                    return 1;
                  }
                },
            null,
            packed.length,
            Limits.defaults());
    assertThatThrownBy(() -> Walks.lines(layer)).isSameAs(failure);
  }

  @Test
  void failureOfTheVisitorEndsTheWalkAndClosesTheSource() {
    byte[] packed = Packing.GZIP.pack(large());
    boolean[] closed = new boolean[1];
    StreamLayer layer =
        new StreamLayer(
            Walks.description(packed.length),
            () ->
                new ByteArrayInputStream(packed) {
                  @Override
                  public void close() {
                    closed[0] = true;
                  }
                },
            null,
            packed.length,
            Limits.defaults());
    assertThatThrownBy(
            () ->
                layer.walk(
                    (_, _) -> {
                      throw new IOException("enough");
                    }))
        .hasMessage("enough");
    assertThat(closed[0]).isTrue();
  }

  @Test
  void interruptedWalkEndsAsInterrupted() {
    StreamLayer layer = Walks.stream(Packing.GZIP.pack(large()));
    assertThatThrownBy(() -> layer.walk((_, _) -> Thread.currentThread().interrupt()))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(value = Packing.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void bombsEndAtTheRatio(Packing packing) {
    byte[] zeros = new byte[70 << 20];
    byte[] tar = new TarWriter().file("zeros", zeros).bytes();
    byte[] packed = packing.pack(tar);
    Limits d = Limits.defaults();
    Limits strict =
        new Limits(
            d.layerEntries(),
            d.layerBytes(),
            100,
            d.fileBytes(),
            d.documentBytes(),
            d.nesting(),
            d.pathBytes(),
            d.symlinks(),
            d.archiveEntries(),
            d.archiveBytes(),
            d.components());
    StreamLayer layer = Walks.stream(packed, null, packed.length, strict, new ArrayList<>());
    assertThatThrownBy(() -> layer.walk((_, _) -> {}))
        .isInstanceOf(LimitExceededException.class)
        .hasMessage("layer 2 goes over the limit of 100 (expansionRatio)");
  }

  @Test
  void oneFileIsNotHeldBeyondTheLimit() throws Exception {
    byte[] packed = packedZeros(3 << 20);
    Limits d = Limits.defaults();
    Limits strict =
        new Limits(
            d.layerEntries(),
            d.layerBytes(),
            d.expansionRatio(),
            1 << 20,
            d.documentBytes(),
            d.nesting(),
            d.pathBytes(),
            d.symlinks(),
            d.archiveEntries(),
            d.archiveBytes(),
            d.components());
    StreamLayer layer = Walks.stream(packed, null, packed.length, strict, new ArrayList<>());
    layer.walk((_, _) -> {}); // passing over it is fine
    assertThatThrownBy(() -> layer.walk((_, content) -> part(content, 2 << 20, 10)))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("fileBytes");
  }

  private static byte[] packedZeros(int size) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(new TarWriter().file("zeros", new byte[size]).bytes());
    }
    return out.toByteArray();
  }

  @ParameterizedTest
  @EnumSource(value = Packing.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void damagedCompressedDataEndsInAResultOrAnException(Packing packing) {
    byte[] packed = packing.pack(small().file("text", "some text ".repeat(300)).bytes());
    int[] ends = new int[2];
    Assertions.assertTimeout(
        Duration.ofSeconds(60),
        () ->
            Mutations.of(packed, 11, 1500)
                .forEach(
                    damaged -> {
                      try {
                        Walks.stream(
                                damaged, null, damaged.length, Limits.defaults(), new ArrayList<>())
                            .walk((_, content) -> part(content, 0, 5000));
                        ends[0]++;
                      } catch (IOException _) {
                        ends[1]++;
                      } catch (InterruptedException e) {
                        throw new AssertionError(e);
                      }
                    }));
    assertThat(ends[1]).isGreaterThan(500);
  }
}
