package dev.drydock.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.advisory.FeedDirectory;
import dev.drydock.advisory.Progress;
import dev.drydock.advisory.index.AdvisoryIndex;
import dev.drydock.advisory.index.IndexBuilder;
import dev.drydock.advisory.index.IndexDifference;
import dev.drydock.advisory.index.IndexDifference.Package;
import dev.drydock.bom.Bom;
import dev.drydock.catalog.inventory.Catalogers;
import dev.drydock.catalog.inventory.ImageCatalog;
import dev.drydock.image.Image;
import dev.drydock.image.ImageException;
import dev.drydock.image.Platform;
import dev.drydock.image.archive.ArchiveRequest;
import dev.drydock.image.archive.LocalImages;
import dev.drydock.limits.Limits;
import dev.drydock.match.BomFixture;
import dev.drydock.testkit.SharedCorpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Real images, and all packages that the advisories speak of which Drydock ships with.
class RealFleetTest {
  private static final Limits LIMITS = Limits.defaults();
  private static final Path EXAMPLE = Path.of("..", "examples", "ferry.tar");
  private static final Path SNAPSHOT = Path.of("..", "advisories", "snapshot.idx");
  private static final List<ExecutorService> EXECUTORS = new ArrayList<>();

  @TempDir static Path directory;

  private static AdvisoryIndex snapshot;
  private static List<Package> packages;

  @BeforeAll
  static void open() throws IOException {
    EXECUTORS.add(Executors.newFixedThreadPool(2));
    snapshot = AdvisoryIndex.open(SNAPSHOT);
    FeedDirectory none = new FeedDirectory(directory.resolve("feeds")).osv("npm");
    Path empty = directory.resolve("empty.idx");
    new IndexBuilder(LIMITS, Instant.EPOCH, Progress.silent()).build(none.root(), empty);
    packages = IndexDifference.between(AdvisoryIndex.open(empty), snapshot).packages();
  }

  @AfterAll
  static void noThreads() {
    EXECUTORS.forEach(ExecutorService::shutdownNow);
    EXECUTORS.clear();
  }

  static List<String> images() throws IOException {
    List<String> images = new ArrayList<>();
    Optional<Path> corpus = SharedCorpus.find("corpus/images");
    if (corpus.isPresent()) {
      try (Stream<Path> files = Files.list(corpus.get())) {
        files.map(Path::toString).sorted().forEach(images::add);
      }
    }
    return images;
  }

  @Test
  void ofTheExampleImage() throws Exception {
    Bom bom = catalog(EXAMPLE.toString());

    assertThat(FleetCheck.equalToMatcher(bom, snapshot)).isGreaterThan(10);
    FleetCheck.eachByItself(bom, snapshot);
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("images")
  void ofImagesThatOthersMade(String image) throws Exception {
    Bom bom;
    try {
      bom = catalog(image);
    } catch (ImageException _) {
      return; // some of them are no images on purpose, which other tests are about
    }
    FleetCheck.equalToMatcher(bom, snapshot);
    FleetCheck.eachByItself(bom, snapshot);
  }

  /// Everything that an ecosystem has advisories of, in one image.
  @ParameterizedTest
  @CsvSource({
    "debian, 11, Debian:11, 10000",
    "alpine, 3.10.2, Alpine:v3.10, 1000",
    "almalinux, 8.9, AlmaLinux:8, 3000",
    "wolfi, 20230201, Wolfi, 5000",
    "any, 1, npm, 2000",
    "any, 1, PyPI, 4000",
    "any, 1, Go, 2000",
  })
  void ofAllPackagesOfAnEcosystem(String id, String release, String ecosystem, int findings) {
    BomFixture image = BomFixture.on(id, release);
    int count = 0;
    for (Package one : packages) {
      if (one.ecosystem().equals(ecosystem)) {
        add(image, ecosystem, one.name(), count % 3 == 0 ? "0.1" : "2.1");
        count++;
      }
    }

    assertThat(FleetCheck.equalToMatcher(image.bom(), snapshot)).isGreaterThan(findings);
  }

  private static void add(BomFixture image, String ecosystem, String name, String version) {
    switch (ecosystem) {
      case "Debian:11" -> image.deb(name, version, name, version);
      case "Alpine:v3.10", "Wolfi" -> image.apk(name, version, name);
      case "AlmaLinux:8" -> image.rpm(name, "0:" + version + "-1.el8");
      case "Go" -> image.language("golang", name, "v" + version + ".0");
      default -> image.language(ecosystem.equals("npm") ? "npm" : "pypi", name, version + ".0");
    }
  }

  private static Bom catalog(String text) throws IOException, InterruptedException {
    ArchiveRequest request =
        new ArchiveRequest(text, Path.of(text), null, Platform.parse("linux/amd64"), false, LIMITS);
    try (Image image = LocalImages.recognise(request)) {
      return new ImageCatalog(Catalogers.builtIn(LIMITS), LIMITS, EXECUTORS.getFirst())
          .catalog(image);
    }
  }
}
