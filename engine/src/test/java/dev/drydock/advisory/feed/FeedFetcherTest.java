package dev.drydock.advisory.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.advisory.FeedDirectory;
import dev.drydock.advisory.FeedMirror;
import dev.drydock.advisory.FeedMirror.Trouble;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedFetcherTest {
  private static final List<String> WANTED = List.of("npm", "Rocky Linux", "Hex");

  @TempDir Path directory;

  private final HttpClient client = HttpClient.newHttpClient();
  private final List<String> progress = new ArrayList<>();
  private FeedDirectory feeds;
  private FeedMirror mirror;
  private Path target;

  @BeforeEach
  void startMirror() throws IOException {
    feeds =
        new FeedDirectory(directory.resolve("upstream"))
            .osv("npm", FeedDirectory.record("A", "npm", "a", "1"))
            .osv("Rocky Linux", FeedDirectory.record("R", "Rocky Linux:9", "a", "1"))
            .kev("{\"vulnerabilities\":[]}")
            .epss("cve,epss,percentile\n");
    mirror = new FeedMirror(feeds.root());
    target = directory.resolve("here");
  }

  @AfterEach
  void stopMirror() {
    mirror.close();
    client.shutdownNow();
  }

  private FeedFetcher fetcher(List<String> ecosystems, long max) {
    return new FeedFetcher(
        client,
        FeedSources.mirror(mirror.base(), ecosystems),
        (what, _, _) -> progress.add(what),
        max,
        Duration.ofMillis(400),
        Duration.ofMillis(1));
  }

  private FeedFetcher.Fetched fetch() throws IOException, InterruptedException {
    return fetcher(WANTED, 1 << 20).fetch(target);
  }

  private void assertSame(String path) throws IOException {
    assertThat(target.resolve(path)).hasSameBinaryContentAs(feeds.root().resolve(path));
  }

  @Test
  void fetchesAllThatTheMirrorHas() throws Exception {
    FeedFetcher.Fetched fetched = fetch();
    assertThat(fetched.changed()).containsExactly("npm", "Rocky Linux", "KEV", "EPSS");
    assertThat(fetched.missing()).containsExactly("Hex");
    assertSame("osv/npm/all.zip");
    assertSame("osv/Rocky Linux/all.zip");
    assertSame("kev/known_exploited_vulnerabilities.json");
    assertSame("epss/epss_scores-current.csv.gz");
    assertThat(progress).contains("Fetching npm", "Fetching EPSS");
    try (Stream<Path> files = Files.walk(target)) {
      assertThat(files.filter(path -> path.toString().endsWith(".tmp"))).isEmpty();
    }
  }

  @Test
  void fetchesAgainOnlyWhatChanged() throws Exception {
    fetch();
    mirror.log().clear();
    assertThat(fetch().unchanged()).containsExactly("npm", "Rocky Linux", "KEV", "EPSS");
    assertThat(mirror.log())
        .containsExactly(
            "304 /mirror/osv/npm/all.zip",
            "304 /mirror/osv/Rocky Linux/all.zip",
            "404 /mirror/Hex/all.zip",
            "404 /mirror/osv/Hex/all.zip",
            "304 /mirror/kev/known_exploited_vulnerabilities.json",
            "304 /mirror/epss/epss_scores-current.csv.gz");
    feeds.osv("npm", FeedDirectory.record("B", "npm", "b", "1"));
    Files.setLastModifiedTime(
        feeds.root().resolve("osv/npm/all.zip"), FileTime.fromMillis(1_700_000_000_000L));
    assertThat(fetch().changed()).containsExactly("npm");
    assertSame("osv/npm/all.zip");
  }

  @Test
  void ecosystemsMayStandAtTheRootOfAMirror() throws Exception {
    try (FeedMirror bucket = new FeedMirror(feeds.root().resolve("osv"))) {
      FeedFetcher fetcher =
          new FeedFetcher(
              client, FeedSources.mirror(bucket.base(), List.of("npm")), (_, _, _) -> {});
      assertThat(fetcher.fetch(target).changed()).containsExactly("npm");
      assertThat(fetcher.fetch(target).unchanged()).containsExactly("npm");
      assertSame("osv/npm/all.zip");
    }
  }

  @Test
  void fileThatWasRemovedIsFetchedAgain() throws Exception {
    fetch();
    Files.delete(target.resolve("osv/npm/all.zip"));
    assertThat(fetch().changed()).containsExactly("npm");
  }

  @Test
  void forgottenStateMakesAllNew() throws Exception {
    fetch();
    FeedFetcher.forget(target);
    assertThat(fetch().changed()).containsExactly("npm", "Rocky Linux", "KEV", "EPSS");
  }

  @Test
  void ecosystemNoLongerWantedIsRemoved() throws Exception {
    fetch();
    assertThat(fetcher(List.of("npm"), 1 << 20).fetch(target).changed())
        .containsExactly("Rocky Linux");
    assertThat(target.resolve("osv/Rocky Linux/all.zip")).doesNotExist();
    assertSame("osv/npm/all.zip");
  }

  @Test
  void busyServerIsAskedAgain() throws Exception {
    mirror.trouble = Trouble.BUSY_ONCE;
    assertThat(fetch().changed()).contains("npm", "KEV");
    assertSame("osv/npm/all.zip");
  }

  @Test
  void troubleLeavesTheOldFileAndSaysWhatToDo() throws Exception {
    fetch();
    byte[] old = Files.readAllBytes(target.resolve("osv/npm/all.zip"));
    feeds.osv("npm", FeedDirectory.record("B", "npm", "bbbbbbbbbbbbbb", "1"));
    for (Trouble trouble :
        List.of(
            Trouble.STALLS,
            Trouble.BREAKS_OFF,
            Trouble.REDIRECTS_FOREVER,
            Trouble.REDIRECTS_ELSEWHERE,
            Trouble.FORBIDS)) {
      mirror.trouble = trouble;
      assertThatThrownBy(this::fetch)
          .as(trouble.name())
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("The feed npm could not be fetched from http://127.0.0.1")
          .hasMessageContaining("drydock db import");
      assertThat(target.resolve("osv/npm/all.zip")).hasBinaryContent(old);
      assertThat(target.resolve("osv/npm").toFile().list())
          .containsExactlyInAnyOrder("all.zip", "all.zip.state");
    }
    mirror.trouble = Trouble.NONE;
    assertThat(fetch().changed()).containsExactly("npm");
    assertSame("osv/npm/all.zip");
  }

  @Test
  void serverThatIsNotThereIsSaidSo() {
    mirror.close();
    assertThatThrownBy(this::fetch).hasMessageContaining("could not be fetched");
  }

  @Test
  void feedOverTheBoundIsRefused() {
    assertThatThrownBy(() -> fetcher(List.of("npm"), 100).fetch(target))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("goes over the limit of 100");
    assertThat(target.resolve("osv/npm/all.zip")).doesNotExist();
  }

  @Test
  void mirrorWithoutAnyFeedIsRefused() {
    assertThatThrownBy(
            () ->
                new FeedFetcher(
                        client,
                        FeedSources.mirror(mirror.base().resolve("nothing/"), List.of("npm")),
                        (_, _, _) -> {})
                    .fetch(target))
        .hasMessageStartingWith("There are no feeds at");
  }

  @Test
  void ecosystemNamesAreNotPaths() {
    for (String name : List.of("../x", "a/b", "", ".", "a\\b", "a\0b")) {
      assertThatThrownBy(() -> fetcher(List.of(name), 100).fetch(target))
          .hasMessageContaining("is no name of an OSV ecosystem");
    }
  }

  @Test
  void publishersAreReachedByHttps() {
    FeedSources official = FeedSources.official();
    assertThat(List.of(official.osvMirror(), official.kev(), official.epss()))
        .extracting(URI::getScheme)
        .containsOnly("https");
    assertThat(official.ecosystems()).contains("Debian", "Alpine", "npm", "Maven", "Red Hat");
  }
}
