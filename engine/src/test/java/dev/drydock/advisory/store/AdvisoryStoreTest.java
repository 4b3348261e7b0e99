package dev.drydock.advisory.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.advisory.FeedDirectory;
import dev.drydock.advisory.FeedMirror;
import dev.drydock.advisory.FeedMirror.Trouble;
import dev.drydock.advisory.Progress;
import dev.drydock.advisory.feed.FeedFetcher;
import dev.drydock.advisory.feed.FeedSources;
import dev.drydock.advisory.index.AdvisoryIndex;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class AdvisoryStoreTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-05T03:04:05Z"), ZoneOffset.UTC);

  @TempDir Path directory;

  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Process> processes = new ArrayList<>();
  private FeedDirectory feeds;
  private FeedMirror mirror;
  private Path home;
  private AdvisoryStore store;

  @BeforeEach
  void start() throws IOException {
    feeds =
        new FeedDirectory(directory.resolve("upstream"))
            .osv("npm", FeedDirectory.record("A-1", "npm", "a", "1"))
            .osv("Debian", FeedDirectory.record("D-1", "Debian:12", "d", "1"))
            .kev("{\"vulnerabilities\":[]}");
    mirror = new FeedMirror(feeds.root());
    home = directory.resolve("home");
    store = new AdvisoryStore(home, null, Limits.defaults(), CLOCK);
  }

  @AfterEach
  void stop() {
    processes.forEach(Process::destroyForcibly);
    mirror.close();
    client.shutdownNow();
  }

  private AdvisoryStore.Update update() throws IOException, InterruptedException {
    FeedSources sources = FeedSources.mirror(mirror.base(), List.of("npm", "Debian"));
    return store.update(new FeedFetcher(client, sources, Progress.silent()), Progress.silent());
  }

  private static String idOf(AdvisoryIndex index) {
    return index.affecting("npm", "a").getFirst().advisory().id();
  }

  private Process process(String waitAt) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.drydock.advisory.store.UpdateProcess",
                home.toString(),
                mirror.base().toString(),
                waitAt)
            .redirectErrorStream(true)
            .start();
    processes.add(process);
    return process;
  }

  private static List<String> readUntil(Process process, String line) throws IOException {
    List<String> lines = new ArrayList<>();
    BufferedReader reader = process.inputReader();
    for (String read = reader.readLine(); read != null; read = reader.readLine()) {
      lines.add(read);
      if (read.equals(line)) {
        break;
      }
    }
    return lines;
  }

  @Test
  void updateFetchesCompilesAndIsThenUpToDate() throws Exception {
    assertThat(update().built()).isNotNull();
    assertThat(idOf(store.open())).isEqualTo("A-1");
    assertThat(update().built()).isNull();
    feeds.osv("npm", FeedDirectory.record("A-22", "npm", "a", "1"));
    AdvisoryStore.Update second = update();
    assertThat(second.fetched().changed()).containsExactly("npm");
    assertThat(idOf(store.open())).isEqualTo("A-22");
  }

  @Test
  void updateThatCannotFetchLeavesTheOldIndex() throws Exception {
    update();
    feeds.osv("npm", FeedDirectory.record("A-22", "npm", "a", "1"));
    mirror.trouble = Trouble.FORBIDS;
    assertThatThrownBy(this::update).isInstanceOf(IOException.class);
    assertThat(idOf(store.open())).isEqualTo("A-1");
  }

  @Test
  void updateThatCannotCompileLeavesTheOldIndexAndFetchesAnewNextTime() throws Exception {
    update();
    feeds.file("osv/npm/all.zip", "damaged on the way");
    assertThatThrownBy(this::update).hasMessageContaining("not a readable zip archive");
    assertThat(idOf(store.open())).isEqualTo("A-1");
    assertThatThrownBy(this::update).hasMessageContaining("not a readable zip archive");
    feeds.osv("npm", FeedDirectory.record("A-3", "npm", "a", "1"));
    update();
    assertThat(idOf(store.open())).isEqualTo("A-3");
  }

  @Test
  void twoProcessesMayUpdateAtOnce() throws Exception {
    Process first = process("");
    Process second = process("");
    List<String> lines = new ArrayList<>(readUntil(first, "end"));
    lines.addAll(readUntil(second, "end"));
    assertThat(first.waitFor()).isZero();
    assertThat(second.waitFor()).isZero();
    assertThat(lines).containsOnlyOnce("BUILT").containsOnlyOnce("NOTHING NEW");
    AdvisoryIndex.verify(home.resolve("advisories.idx"));
    assertThat(idOf(store.open())).isEqualTo("A-1");
  }

  @Test
  void secondUpdateWaitsForTheFirst() throws Exception {
    Process first = process("Writing the index");
    readUntil(first, "Writing the index");
    Process second = process("");
    assertThat(readUntil(second, "Waiting for another update"))
        .containsExactly("Waiting for another update");
    first.destroyForcibly().waitFor();
    assertThat(readUntil(second, "BUILT")).contains("BUILT");
    assertThat(second.waitFor()).isZero();
    assertThat(idOf(store.open())).isEqualTo("A-1");
  }

  @Test
  void killedAnywhereTheOldIndexStaysAndTheNextUpdateCatchesUp() throws Exception {
    update();
    String[] ids = {"A-22", "A-333", "A-4444"};
    String[] places = {"Fetching Debian", "Reading npm", "Writing the index"};
    String old = "A-1";
    for (int i = 0; i < ids.length; i++) {
      feeds.osv("npm", FeedDirectory.record(ids[i], "npm", "a", "1"));
      Process process = process(places[i]);
      readUntil(process, places[i]);
      process.destroyForcibly();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      AdvisoryIndex.verify(home.resolve("advisories.idx"));
      assertThat(idOf(store.open())).as("after %s", places[i]).isEqualTo(old);
      assertThat(update().built()).as("after %s", places[i]).isNotNull();
      assertThat(idOf(store.open())).isEqualTo(ids[i]);
      old = ids[i];
    }
  }

  @Test
  void killedInTheMiddleOfADownloadNothingIsLeftBehind() throws Exception {
    update();
    feeds.osv("npm", FeedDirectory.record("A-22", "npm", "a", "1"));
    mirror.trouble = Trouble.STALLS;
    Process process = process("");
    Path npm = home.resolve("feeds/osv/npm");
    while (npm.toFile().list().length < 3) {
      Thread.sleep(20);
    }
    process.destroyForcibly().waitFor();
    assertThat(idOf(store.open())).isEqualTo("A-1");
    mirror.trouble = Trouble.NONE;
    update();
    assertThat(idOf(store.open())).isEqualTo("A-22");
    assertThat(npm.toFile().list()).containsExactlyInAnyOrder("all.zip", "all.zip.state");
    assertThat(home.toFile().list())
        .containsExactlyInAnyOrder("advisories.idx", "feeds", "update.lock");
  }

  @Test
  void bundleTakesAdvisoriesToAMachineWithoutANetwork() throws Exception {
    update();
    Path bundle = directory.resolve("bundle.zip");
    store.exportTo(bundle);
    AdvisoryStore other =
        new AdvisoryStore(directory.resolve("other"), null, Limits.defaults(), CLOCK);
    AdvisoryStatus status = other.importFrom(bundle);
    assertThat(status.origin()).isEqualTo(AdvisoryStatus.Origin.STORE);
    assertThat(other.open().metadata()).isEqualTo(store.open().metadata());
    assertThat(directory.resolve("other/advisories.idx"))
        .hasSameBinaryContentAs(home.resolve("advisories.idx"));
    byte[] bytes = Files.readAllBytes(bundle);
    store.exportTo(bundle);
    assertThat(bundle).hasBinaryContent(bytes);
    assertThat(idOf(other.open(bundle, Progress.silent()))).isEqualTo("A-1");
  }

  @Test
  void indexFileIsImportedToo() throws Exception {
    store.build(feeds.root(), directory.resolve("built.idx"), Progress.silent());
    store.importFrom(directory.resolve("built.idx"));
    assertThat(idOf(store.open())).isEqualTo("A-1");
  }

  @Test
  void damagedBundlesAreRefusedAndChangeNothing() throws Exception {
    update();
    Path bundle = directory.resolve("bundle.zip");
    store.exportTo(bundle);
    byte[] good = Files.readAllBytes(bundle);
    byte[] installed = Files.readAllBytes(home.resolve("advisories.idx"));
    int refused = 0;
    for (byte[] mutant : Mutations.of(good, 19, 150).toList()) {
      Path file = Files.write(directory.resolve("mutant.zip"), mutant);
      try {
        store.importFrom(file);
      } catch (IOException e) {
        refused++;
        assertThat(e.getMessage()).doesNotContain("\n");
      }
      // whatever a changed date or comment of the archive may do: never another index
      assertThat(home.resolve("advisories.idx")).hasBinaryContent(installed);
    }
    assertThat(refused).isGreaterThan(75);
    assertThat(home.toFile().list())
        .containsExactlyInAnyOrder("advisories.idx", "feeds", "update.lock");
  }

  @Test
  void otherFilesAreNotImported() throws Exception {
    Path text = Files.writeString(directory.resolve("x"), "hello ".repeat(100));
    assertThatThrownBy(() -> store.importFrom(text)).hasMessageEndingWith("not an advisory index");
    Path zip = feeds.root().resolve("osv/npm/all.zip");
    assertThatThrownBy(() -> store.importFrom(zip)).hasMessageContaining("no bundle of advisories");
    assertThatThrownBy(() -> store.importFrom(directory.resolve("none")))
        .hasMessageStartingWith("There is no file");
    assertThat(home.resolve("advisories.idx")).doesNotExist();
  }

  @Test
  void snapshotIsUsedUntilThereIsSomethingOfOnesOwn() throws Exception {
    assertThatThrownBy(() -> store.open()).hasMessageContaining("drydock db update");
    Path snapshot = directory.resolve("snapshot.idx");
    store.build(feeds.root(), snapshot, Progress.silent());
    store = new AdvisoryStore(home, snapshot, Limits.defaults(), CLOCK);
    assertThat(store.open().file()).isEqualTo(snapshot);
    assertThat(store.status().origin()).isEqualTo(AdvisoryStatus.Origin.SNAPSHOT);
    update();
    assertThat(store.open().file()).isEqualTo(home.resolve("advisories.idx"));
    assertThat(store.status().origin()).isEqualTo(AdvisoryStatus.Origin.STORE);
  }

  @Test
  void statusTellsTheAgeOfTheNewestRecord() throws Exception {
    update();
    AdvisoryStatus status = store.status();
    assertThat(status.age()).isEqualTo(Duration.ofDays(3));
    assertThat(status.ageInWords()).isEqualTo("3 days");
    assertThat(status.stale()).isFalse();
    assertThat(status.feeds())
        .extracting(each -> each.feed().name() + " " + each.age())
        .containsExactly("Debian PT72H", "npm PT72H", "KEV null");
    Clock later = Clock.offset(CLOCK, Duration.ofDays(5));
    assertThat(new AdvisoryStore(home, null, Limits.defaults(), later).status().stale()).isTrue();
  }

  @Test
  void directoryOfFeedsIsCompiledOnceWhileItStaysTheSame() throws Exception {
    AdvisoryIndex first = store.open(feeds.root(), Progress.silent());
    assertThat(idOf(first)).isEqualTo("A-1");
    List<String> done = new ArrayList<>();
    assertThat(store.open(feeds.root(), (what, _, _) -> done.add(what)).file())
        .isEqualTo(first.file());
    assertThat(done).isEmpty();
    feeds.osv("npm", FeedDirectory.record("A-22", "npm", "a", "1"));
    assertThat(idOf(store.open(feeds.root(), Progress.silent()))).isEqualTo("A-22");
    assertThatThrownBy(() -> store.open(directory.resolve("none"), Progress.silent()))
        .hasMessageEndingWith(" is not there; check what --advisories names");
  }
}
