package dev.drydock.catalog.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drydock.bom.Bom;
import dev.drydock.bom.Component;
import dev.drydock.image.Breadth;
import dev.drydock.image.Image;
import dev.drydock.image.Platform;
import dev.drydock.image.archive.ArchiveRequest;
import dev.drydock.image.archive.LocalImages;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.SharedCorpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What another scanner lists in the shared corpus' images, we list too; and how many pairs of name
/// and version are ours alone, which the documentation argues group by group.
class PeerListsTest {
  private static final Limits LIMITS = Limits.defaults();

  /// Pairs that we alone list, by image. Those of images that are not named here are the peer's.
  private static final Map<String, Integer> BEYOND =
      Map.of(
          "dive-test-docker-image.tar",
          1,
          "snyk-containerd-busybox-single-arch-with-attestation-manifest.tar",
          2,
          "snyk-gemfile.tar",
          248,
          "snyk-java.tar",
          1,
          "snyk-npm7-with-package-lock-file.tar",
          64,
          "snyk-pnpmlockv9.tar",
          2,
          "snyk-skopeo-node-removed.tar",
          1,
          "snyk-war-with-3-level-jar.tar",
          2);

  private final ExecutorService executor = Executors.newFixedThreadPool(2);

  @AfterEach
  void noThreads() {
    executor.shutdownNow();
  }

  @Test
  void everyPackageOfThePeerIsOursAndWhatIsBeyondIsCounted() throws Exception {
    Optional<Path> corpus = SharedCorpus.find("corpus/peer");
    assumeTrue(corpus.isPresent(), "the shared corpus is missing");
    Path lists = corpus.orElseThrow();
    Map<String, Set<String>> lacking = new TreeMap<>();
    Map<String, Integer> beyond = new TreeMap<>();
    int compared = 0;
    for (Path file : listed(lists)) {
      Json peer = new JsonReader(LIMITS).read(Files.readAllBytes(file), file.toString());
      String image = String.valueOf(file.getFileName()).replace(".trivy.json", "");
      if (peer.isTrue("opened")) {
        Set<String> theirs = new TreeSet<>();
        peer.get("components").orElseThrow().items().forEach(one -> theirs.add(key(one)));
        Set<String> ours = ours(lists.resolveSibling("images").resolve(image));
        compared += theirs.size();
        Set<String> missing = new TreeSet<>(theirs);
        missing.removeAll(ours);
        if (!missing.isEmpty()) {
          lacking.put(image, missing);
        }
        ours.removeAll(theirs);
        if (!ours.isEmpty()) {
          beyond.put(image, ours.size());
        }
      }
    }
    assertThat(lacking).isEmpty();
    assertThat(beyond).isEqualTo(BEYOND);
    assertThat(compared).isGreaterThanOrEqualTo(269);
  }

  private static List<Path> listed(Path lists) throws IOException {
    try (Stream<Path> files = Files.list(lists)) {
      return files.sorted().toList();
    }
  }

  private Set<String> ours(Path file) throws IOException, InterruptedException {
    ArchiveRequest request =
        new ArchiveRequest(
            file.toString(), file, null, Platform.parse("linux/amd64"), false, LIMITS);
    // like the peer, the first where there are several
    ArchiveRequest first = LocalImages.all(null, request, new Breadth(false, true)).getFirst();
    try (Image image = LocalImages.recognise(first)) {
      Bom bom = new ImageCatalog(Catalogers.builtIn(LIMITS), LIMITS, executor).catalog(image);
      Set<String> pairs = new TreeSet<>();
      for (Component component : bom.components()) {
        pairs.add(pair(component.name(), component.version()));
      }
      return pairs;
    }
  }

  private static String key(Json item) {
    return pair(String.valueOf(item.text("name")), String.valueOf(item.text("version")));
  }

  private static String pair(String name, String version) {
    return name.toLowerCase(Locale.ROOT) + " " + version;
  }
}
