package dev.drydock.image.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.image.Digest;
import dev.drydock.image.FileContent;
import dev.drydock.image.ImageException;
import dev.drydock.image.Layer;
import dev.drydock.image.LayerEntry;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Packing;
import dev.drydock.testkit.TarWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The true diffID of a layer is that of all bytes of its tar, however it is stored, also of those
/// that no reader of tars looks at.
class ContentDigestTest {
  @TempDir Path directory;

  private static final class Onlooker implements Layer.Visitor {
    private final List<Digest> told = new ArrayList<>();
    private int entries;

    @Override
    public void visit(LayerEntry entry, FileContent content) {
      entries++;
    }

    @Override
    public boolean wantsContentDigest() {
      return true;
    }

    @Override
    public void contentDigest(Digest digest) {
      told.add(digest);
    }
  }

  private static byte[] small() {
    return new TarWriter().file("a", "1").file("b/c", "2").bytes();
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

  private static Onlooker streamed(byte[] stored) throws Exception {
    Onlooker onlooker = new Onlooker();
    new StreamLayer(
            new Layer.Description(0, null, null, "", null, stored.length),
            () -> new ByteArrayInputStream(stored),
            Digest.of("sha256", stored),
            stored.length,
            Limits.defaults())
        .walk(onlooker);
    return onlooker;
  }

  @ParameterizedTest
  @EnumSource(Packing.class)
  void isThatOfTheTarHoweverItIsStored(Packing packing) throws Exception {
    for (byte[] tar : List.of(small(), large(), new byte[1024])) {
      assertThat(streamed(packing.pack(tar)).told).containsExactly(Digest.of("sha256", tar));
    }
  }

  @ParameterizedTest
  @EnumSource(Packing.class)
  void countsWhatFollowsTheEndOfTheArchive(Packing packing) throws Exception {
    byte[] tar = small();
    byte[] longer = Arrays.copyOf(tar, tar.length + 100_000);
    longer[longer.length - 1] = 1;
    Onlooker onlooker = streamed(packing.pack(longer));
    assertThat(onlooker.entries).isEqualTo(2);
    assertThat(onlooker.told).containsExactly(Digest.of("sha256", longer));
  }

  @Test
  void membersOfGzipAreOneTar() throws Exception {
    byte[] tar = large();
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    for (int i = 0; i < tar.length; i += 100_000) {
      packed.writeBytes(
          Packing.GZIP.pack(Arrays.copyOfRange(tar, i, Math.min(tar.length, i + 100_000))));
    }
    assertThat(streamed(packed.toByteArray()).told).containsExactly(Digest.of("sha256", tar));
  }

  @Test
  void layersThatAreSoughtHaveOneToo() throws Exception {
    byte[] tar = large();
    byte[] longer = Arrays.copyOf(tar, tar.length + 5_000);
    longer[longer.length - 1] = 1;
    Path file = Files.write(directory.resolve("x"), longer);
    try (FileChannel channel = FileChannel.open(file)) {
      Onlooker onlooker = new Onlooker();
      new SeekableLayer(
              new Layer.Description(0, null, null, "", null, longer.length),
              new FileRegion(channel, 0, longer.length),
              Limits.defaults(),
              _ -> {})
          .walk(onlooker);
      assertThat(onlooker.entries).isEqualTo(18);
      assertThat(onlooker.told).containsExactly(Digest.of("sha256", longer));
    }
  }

  @Test
  void nothingIsToldOfADamagedLayer() {
    byte[] stored = Packing.GZIP.pack(large());
    byte[] damaged = stored.clone();
    damaged[stored.length / 2] ^= 1;
    Onlooker onlooker = new Onlooker();
    StreamLayer layer =
        new StreamLayer(
            new Layer.Description(0, null, null, "", null, stored.length),
            () -> new ByteArrayInputStream(damaged),
            Digest.of("sha256", stored),
            stored.length,
            Limits.defaults());
    assertThatThrownBy(() -> layer.walk(onlooker)).isInstanceOf(ImageException.class);
    assertThat(onlooker.told).isEmpty();
  }
}
