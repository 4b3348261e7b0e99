package dev.drydock.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.advisory.index.AdvisoryIndex;
import dev.drydock.bom.Bom;
import dev.drydock.bom.reading.BomReader;
import dev.drydock.bom.reading.Written;
import dev.drydock.catalog.inventory.Catalogers;
import dev.drydock.catalog.inventory.ImageCatalog;
import dev.drydock.image.Image;
import dev.drydock.image.ImageException;
import dev.drydock.image.Platform;
import dev.drydock.image.archive.ArchiveRequest;
import dev.drydock.image.archive.LocalImages;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.SharedCorpus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A bill of materials that Drydock wrote has the findings of the image itself, in each format, for
/// real images and the advisories that Drydock ships with.
class BomRoundTripTest {
  private static final Limits LIMITS = Limits.defaults();
  private static final Path EXAMPLE = Path.of("..", "examples", "ferry.tar");
  private static final Path SNAPSHOT = Path.of("..", "advisories", "snapshot.idx");

  private static final List<ExecutorService> EXECUTORS = new ArrayList<>();

  @BeforeAll
  static void threads() {
    EXECUTORS.add(Executors.newFixedThreadPool(2));
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
    Findings findings = check(catalog(EXAMPLE.toString()));

    assertThat(findings.findings()).hasSizeGreaterThan(10);
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
    check(bom);
  }

  private static Findings check(Bom bom) throws IOException {
    AdvisoryIndex advisories = AdvisoryIndex.open(SNAPSHOT);
    Findings expected = new Matcher().match(bom, advisories);
    for (Written form : Written.values()) {
      byte[] document = form.of(bom);
      Bom read = new BomReader(LIMITS).read(document, "bom");

      assertThat(read.components()).as("%s", form).isEqualTo(bom.components());
      Findings findings = new Matcher().match(read, advisories);
      assertThat(findings.findings()).as("%s", form).isEqualTo(expected.findings());
      assertThat(findings.coverage()).as("%s", form).isEqualTo(expected.coverage());
      assertThat(new String(form.of(read), StandardCharsets.UTF_8))
          .as("%s", form)
          .isEqualTo(new String(document, StandardCharsets.UTF_8));
    }
    return expected;
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
