package dev.drydock.catalog.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.bom.Bom;
import dev.drydock.cache.DirectoryStore;
import dev.drydock.cache.LayerCache;
import dev.drydock.cache.Seal;
import dev.drydock.hygiene.ImageHygiene;
import dev.drydock.hygiene.Observation;
import dev.drydock.image.Image;
import dev.drydock.image.ImageException;
import dev.drydock.image.Platform;
import dev.drydock.image.source.ImageRequest;
import dev.drydock.image.source.ImageSources;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Blob;
import dev.drydock.testkit.BuiltImage;
import dev.drydock.testkit.ImageBuilder;
import dev.drydock.testkit.OciLayout;
import dev.drydock.testkit.Packing;
import dev.drydock.testkit.SharedCorpus;
import dev.drydock.testkit.TarWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The same image has the same bill of materials and the same observations, whether its layers were
/// read, or came from a cache, or some of them.
class CachedImagesTest {
  private static final Limits LIMITS = Limits.defaults();

  @TempDir private Path temporary;
  private final ExecutorService executor = Executors.newFixedThreadPool(2);

  @AfterEach
  void stop() {
    executor.shutdownNow();
  }

  /// All that is said of one image.
  private record Said(Bom bom, Bom withDeleted, List<Observation> observations) {}

  private DirectoryStore store(long most) {
    return new DirectoryStore(temporary.resolve("cache"), most, InstantSource.system());
  }

  private LayerCache cache() {
    return new LayerCache(List.of(store(1 << 30)), Seal.open(), "1", 1 << 28);
  }

  private Image open(String reference) throws Exception {
    return ImageSources.ofFiles(temporary)
        .open(ImageRequest.parse(reference, Platform.linuxOn("amd64"), false, LIMITS));
  }

  private Said say(String reference, @Nullable LayerCache cache) throws Exception {
    ImageCatalog catalog = new ImageCatalog(Catalogers.builtIn(LIMITS), LIMITS, executor, cache);
    Bom bom;
    Bom withDeleted;
    ImageHygiene hygiene = new ImageHygiene(Limits.defaults());
    List<Observation> observations;
    try (Image image = open(reference)) {
      bom = catalog.catalog(image);
    }
    try (Image image = open(reference)) {
      withDeleted = catalog.catalogWithDeleted(image, hygiene::watch);
      observations = hygiene.of(image.config(), null);
    }
    return new Said(bom, withDeleted, observations);
  }

  private String write(String name, BuiltImage image) throws IOException {
    OciLayout.of(image).writeTo(temporary.resolve(name));
    return "oci-dir:" + temporary.resolve(name);
  }

  private static BuiltImage image(List<byte[]> layers, Packing packing) {
    ImageBuilder builder = new ImageBuilder().packing(packing);
    for (int i = 0; i < layers.size(); i++) {
      builder.layer(layers.get(i), "RUN step " + i);
    }
    return builder.build();
  }

  private void isTheSame(String reference, LayerCache cache) throws Exception {
    Said read = say(reference, null);
    assertThat(say(reference, cache)).as(reference).isEqualTo(read);
    assertThat(say(reference, cache)).as(reference + " again").isEqualTo(read);
    assertThat(cache.problems()).isEmpty();
  }

  @Test
  void randomImagesThatShareLayersAtAnyPlace() throws Exception {
    SplittableRandom random = new SplittableRandom(7);
    List<byte[]> pool = new ArrayList<>();
    RandomLayers layers = new RandomLayers(8);
    for (int i = 0; i < 40; i++) {
      pool.add(layers.next());
    }
    LayerCache cache = cache();
    Packing[] packings = {Packing.GZIP, Packing.ZSTD, Packing.XZ};
    int components = 0;
    int deleted = 0;
    int observations = 0;
    for (int i = 0; i < 120; i++) {
      List<byte[]> some = new ArrayList<>();
      for (int count = 1 + random.nextInt(6); count > 0; count--) {
        some.add(pool.get(random.nextInt(pool.size())));
      }
      String reference = write("image" + i, image(some, packings[i % packings.length]));
      isTheSame(reference, cache);
      Said said = say(reference, cache);
      components += said.bom().components().size();
      deleted += Objects.requireNonNull(said.withDeleted().deleted()).size();
      observations += said.observations().size();
    }
    // the images are worth it
    assertThat(components).isGreaterThan(500);
    assertThat(deleted).isGreaterThan(100);
    assertThat(observations).isGreaterThan(500);
    assertThat(store(0).status().entries()).isBetween(60, 120);
  }

  @Test
  void realImages() throws Exception {
    List<String> references = new ArrayList<>();
    references.add("oci-archive:" + Path.of("..", "examples", "ferry.tar").toAbsolutePath());
    Optional<Path> corpus = SharedCorpus.find("corpus/images");
    if (corpus.isPresent()) {
      try (Stream<Path> files = Files.list(corpus.get())) {
        files.map(file -> file.toAbsolutePath().toString()).sorted().forEach(references::add);
      }
    }
    LayerCache cache = cache();
    for (String reference : references) {
      try (Image image = open(reference)) {
        assertThat(image.layers()).isNotEmpty();
      } catch (ImageException _) {
        continue; // of several platforms, or none that can be read: not the subject here
      }
      isTheSame(reference, cache);
    }
    assertThat(store(0).status().entries()).isPositive();
  }

  @Test
  void aLayerThatIsInTheCacheIsNotReadAndItsDigestSaysWhatIsInIt() throws Exception {
    byte[] layer = new RandomLayers(4).next();
    BuiltImage built = image(List.of(layer), Packing.GZIP);
    String reference = write("image", built);
    Said read = say(reference, cache());
    Path blob = temporary.resolve("image/blobs/sha256").resolve(built.layers().getFirst().hex());
    byte[] bytes = Files.readAllBytes(blob);
    bytes[bytes.length - 1] ^= 1;
    Files.write(blob, bytes);

    assertThat(say(reference, cache())).isEqualTo(read);
    assertThatThrownBy(() -> say(reference, null))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("is damaged");
  }

  @Test
  void aLayerThatIsNotWhatItsDigestSaysIsNeverKept() throws Exception {
    byte[] layer = new RandomLayers(4).next();
    BuiltImage lying = new ImageBuilder().layer(layer, "RUN").wrongDigest(0).build();
    String reference = write("image", lying);

    assertThatThrownBy(() -> say(reference, cache()))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("its digest is");
    assertThat(store(0).status().entries()).isZero();
  }

  @ParameterizedTest
  @EnumSource(value = Packing.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void anotherLayerThatIsFilledUpToTheRightLengthIsNotKeptUnderTheDigest(Packing packing)
      throws Exception {
    byte[] noise = new byte[5_000];
    new SplittableRandom(1).nextBytes(noise);
    BuiltImage built = image(List.of(new TarWriter().file("app/noise", noise).bytes()), packing);
    String reference = write("image", built);
    Blob layer = built.layers().getFirst();
    Path file = temporary.resolve("image/blobs/sha256").resolve(layer.hex());
    byte[] other =
        packing.pack(
            new TarWriter().file("app/package.json", "{\"name\":\"a\",\"version\":\"1\"}").bytes());
    byte[] filled = Arrays.copyOf(other, layer.bytes().length);
    assertThat(filled.length).isGreaterThan(other.length);
    Files.write(file, filled);

    assertThatThrownBy(() -> say(reference, cache())).isInstanceOf(ImageException.class);
    assertThat(store(0).status().entries()).isZero();
  }

  @Test
  void whatTheConfigClaimsOfALayerSaysNothing() throws Exception {
    byte[] one =
        new TarWriter().file("app/package.json", "{\"name\":\"a\",\"version\":\"1\"}").bytes();
    byte[] two =
        new TarWriter().file("app/package.json", "{\"name\":\"b\",\"version\":\"2\"}").bytes();
    BuiltImage first = image(List.of(one), Packing.GZIP);
    BuiltImage second = withDiffIdsOf(first, image(List.of(two), Packing.GZIP));
    LayerCache cache = cache();

    assertThat(names(say(write("first", first), cache))).containsExactly("a");
    assertThat(names(say(write("second", second), cache))).containsExactly("b");
    isTheSame("oci-dir:" + temporary.resolve("second"), cache);
  }

  private static List<String> names(Said said) {
    return said.bom().components().stream().map(component -> component.name()).toList();
  }

  /// The layers of one image with the config, and so the diffIDs, of another.
  private static BuiltImage withDiffIdsOf(BuiltImage claimed, BuiltImage actual) {
    String manifest =
        new String(actual.manifest().bytes(), StandardCharsets.UTF_8)
            .replace(actual.config().descriptor(), claimed.config().descriptor());
    return new BuiltImage(
        actual.platform(),
        actual.tags(),
        Blob.of(manifest.getBytes(StandardCharsets.UTF_8), actual.manifest().mediaType()),
        claimed.config(),
        actual.layers());
  }

  @Test
  void anImageThatWarnsWarnsEveryTime() throws Exception {
    byte[] layer =
        new TarWriter()
            .file("app/package.json", "{\"name\":\"a\",\"version\":\"1\"}")
            .file("../../etc/passwd", "x")
            .bytes();
    String reference = write("image", image(List.of(layer), Packing.GZIP));

    isTheSame(reference, cache());
    assertThat(say(reference, cache()).bom().subject().warnings())
        .containsExactly(
            "layer 0: left out 1 entries whose name leads out of the image (such as ../x)");
    assertThat(store(0).status().entries()).isZero();
  }

  @Test
  void layersWhoseBytesNobodyVerifiesAreNotKept() throws Exception {
    byte[] layer = new RandomLayers(4).next();
    isTheSame(write("plain", image(List.of(layer), Packing.NONE)), cache());
    Files.createDirectories(temporary.resolve("root/app"));
    Files.writeString(
        temporary.resolve("root/app/package.json"), "{\"name\":\"a\",\"version\":\"1\"}");
    isTheSame("dir:" + temporary.resolve("root"), cache());
    assertThat(store(0).status().entries()).isZero();
  }

  @Test
  void otherCatalogersBoundsAndVersionsHaveEntriesOfTheirOwn() throws Exception {
    String reference = write("image", image(List.of(new RandomLayers(4).next()), Packing.GZIP));
    LayerCache next = new LayerCache(List.of(store(1 << 30)), Seal.open(), "2", 1 << 28);
    Limits lower =
        new Limits(
            LIMITS.layerEntries(),
            LIMITS.layerBytes(),
            LIMITS.expansionRatio(),
            LIMITS.fileBytes(),
            LIMITS.documentBytes() - 1,
            LIMITS.nesting(),
            LIMITS.pathBytes(),
            LIMITS.symlinks(),
            LIMITS.archiveEntries(),
            LIMITS.archiveBytes(),
            LIMITS.components());
    int expected = 0;
    for (ImageCatalog catalog :
        List.of(
            new ImageCatalog(Catalogers.builtIn(LIMITS), LIMITS, executor, cache()),
            new ImageCatalog(Catalogers.withDigests(LIMITS), LIMITS, executor, cache()),
            new ImageCatalog(Catalogers.builtIn(LIMITS).subList(1, 9), LIMITS, executor, cache()),
            new ImageCatalog(Catalogers.builtIn(LIMITS), lower, executor, cache()),
            new ImageCatalog(Catalogers.builtIn(LIMITS), LIMITS, executor, next))) {
      for (int i = 0; i < 2; i++) {
        try (Image image = open(reference)) {
          catalog.catalog(image);
        }
      }
      assertThat(store(0).status().entries()).isEqualTo(++expected);
    }
  }
}
