package dev.drydock.advisory.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.advisory.Advisories;
import dev.drydock.advisory.Advisory;
import dev.drydock.advisory.Affected;
import dev.drydock.advisory.Exploitation;
import dev.drydock.advisory.FeedDirectory;
import dev.drydock.advisory.Progress;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdvisoryIndexTest {
  private static final Instant BUILT = Instant.parse("2026-08-23T10:11:12.999Z");
  private static final String RICH =
      """
      {"id":"GHSA-rich","modified":"2026-01-02T03:04:05.678Z","published":"2025-01-02T03:04:05Z",
       "aliases":["CVE-2026-1000","CVE-2026-01000"],"upstream":["CVE-2025-999999"],
       "summary":"Größer als 漢字","severity":[{"type":"CVSS_V3","score":"CVSS:3.1/AV:N"}],
       "database_specific":{"severity":"HIGH","cvss_score":7.25,"cwe_ids":["CWE-1","CWE-2"]},
       "references":[{"type":"ADVISORY","url":"https://example.org/advisories/GHSA-rich"}],
       "affected":[
        {"package":{"ecosystem":"npm","name":"rich"},
         "ranges":[{"type":"SEMVER","events":[{"introduced":"0"},{"fixed":"1.0.0"}]},
                   {"type":"SEMVER","events":[{"introduced":"2.0.0"},{"last_affected":"2.5.0"}]}],
         "versions":["0.1.0","0.2.0"],"database_specific":{"severity":"LOW","status":"unfixed"},
         "ecosystem_specific":{"arch":"x86_64"}},
        {"package":{"ecosystem":"npm","name":"rich"},"versions":["0.1.0","0.2.0"],
         "severity":[{"type":"CVSS_V4","score":"CVSS:4.0/AV:N"}]},
        {"package":{"ecosystem":"Debian:12","name":"rich"},
         "ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"0"}]}]}]}
      """;

  private static final String GO =
      """
      {"id":"GO-1","aliases":["CVE-2026-77"],"affected":[
       {"package":{"ecosystem":"Go","name":"stdlib"},
        "ranges":[{"type":"SEMVER","events":[{"introduced":"0"},{"fixed":"1.22.4"}]}],
        "severity":[{"type":"CVSS_V4","score":"CVSS:4.0/AV:N"}],
        "ecosystem_specific":{"imports":[{"path":"archive/zip"},{"path":"net/http"}]}},
       {"package":{"ecosystem":"Go","name":"stdlib"},"versions":["1.0"],
        "ecosystem_specific":{"imports":[{"path":"net"}]}}]}
      """;

  @TempDir Path directory;

  private FeedDirectory feeds;
  private Path file;

  @BeforeEach
  void writeFeeds() throws IOException {
    feeds =
        new FeedDirectory(directory.resolve("feeds"))
            .osv("npm", RICH, FeedDirectory.record("GHSA-b", "npm", "plain", "2.0"))
            .osv(
                "Debian",
                RICH,
                "{}",
                FeedDirectory.record("DSA-1-1", "Debian:12", "plain", "1:2.0-1"),
                "{\"id\":\"GONE\",\"withdrawn\":\"2024-01-01T00:00:00Z\",\"affected\":[{\"package\":"
                    + "{\"ecosystem\":\"Debian:12\",\"name\":\"gone\"}}]}")
            .osv("PyPI", FeedDirectory.record("PYSEC-1", "PyPI", "Some.Thing", "3"))
            .kev(
                """
                {"dateReleased":"2026-08-07T16:45:47Z","vulnerabilities":[
                 {"cveID":"CVE-2026-1000","dateAdded":"2026-02-03",
                  "knownRansomwareCampaignUse":"Known"},
                 {"cveID":"CVE-2020-4","dateAdded":"2026-02-03"}]}
                """)
            .epss(
                """
                #model_version:v1,score_date:2026-08-16T00:00:00+0000
                cve,epss,percentile
                CVE-2026-1000,0.03351,0.87650
                CVE-1999-0001,0.000012,1.0
                CVE-2025-1234567,1,0
                """)
            .file(
                "nvd/cvss-scores.csv",
                "cve,score,severity\nCVE-2026-1000,8.1,High\nCVE-2026-1000,4,Medium\n");
    file = directory.resolve("advisories.idx");
  }

  private AdvisoryIndex build() throws IOException {
    new IndexBuilder(Limits.defaults(), BUILT, Progress.silent()).build(feeds.root(), file);
    return AdvisoryIndex.open(file);
  }

  private static List<Affected> parsed(String json, String ecosystem, String name)
      throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return new dev.drydock.advisory.osv.OsvParser(new JsonReader(Limits.defaults()))
        .parse(bytes, bytes.length, "x").orElseThrow().affected().stream()
            .filter(each -> each.ecosystem().equals(ecosystem) && each.name().equals(name))
            .toList();
  }

  @Test
  void packagesOfGosModulesAreKept() throws IOException {
    feeds.osv("Go", GO, FeedDirectory.record("GO-2", "Go", "stdlib", "1.22.5"));
    AdvisoryIndex index = build();

    assertThat(index.affecting("Go", "stdlib"))
        .startsWith(parsed(GO, "Go", "stdlib").toArray(new Affected[0]))
        .extracting(Affected::packages)
        .containsExactly(List.of("archive/zip", "net/http"), List.of("net"), List.of());
    assertThat(index.mentioning(List.of("GO-2")).affected())
        .extracting(affected -> affected.advisory().id())
        .containsExactly("GO-2");
  }

  @Test
  void findsWhatTheRecordsSay() throws IOException {
    AdvisoryIndex index = build();
    assertThat(index.affecting("npm", "rich")).isEqualTo(parsed(RICH, "npm", "rich")).hasSize(2);
    assertThat(index.affecting("Debian:12", "rich")).isEqualTo(parsed(RICH, "Debian:12", "rich"));
    Affected plain = index.affecting("Debian:12", "plain").getFirst();
    assertThat(plain.advisory().id()).isEqualTo("DSA-1-1");
    assertThat(plain.ranges().getFirst().events())
        .containsExactly(
            new Affected.Event(Affected.Event.Kind.INTRODUCED, "0"),
            new Affected.Event(Affected.Event.Kind.FIXED, "1:2.0-1"));
    assertThat(index.affecting("PyPI", "some-thing")).hasSize(1);
  }

  @Test
  void findsNothingElse() throws IOException {
    AdvisoryIndex index = build();
    assertThat(index.affecting("PyPI", "Some.Thing")).isEmpty();
    assertThat(index.affecting("Debian:12", "gone")).isEmpty();
    assertThat(index.affecting("Debian:11", "plain")).isEmpty();
    assertThat(index.affecting("Debian", "plain")).isEmpty();
    assertThat(index.affecting("", "")).isEmpty();
    assertThat(index.ecosystems()).containsExactly("Debian:12", "PyPI", "npm");
  }

  @Test
  void knowsAttacksAndSeverities() throws IOException {
    AdvisoryIndex index = build();
    assertThat(index.exploitation("CVE-2026-1000"))
        .contains(new Exploitation("2026-02-03", true, 0.03351, 0.8765));
    assertThat(index.exploitation("CVE-1999-0001"))
        .contains(new Exploitation(null, false, 0.000012, 1.0));
    assertThat(index.exploitation("CVE-2025-1234567"))
        .contains(new Exploitation(null, false, 1.0, 0.0));
    assertThat(index.exploitation("CVE-2026-1001")).isEmpty();
    assertThat(index.exploitation("CVE-2026-01000")).isEmpty();
    assertThat(index.exploitation("GHSA-rich")).isEmpty();
    assertThat(index.severities("CVE-2026-1000"))
        .containsExactly(
            new Advisory.Severity("CVSS_V4", "8.1", "CVE record"),
            new Advisory.Severity("CVSS_V4", "4", "CVE record"));
    assertThat(index.severities("CVE-2026-1001")).isEmpty();
  }

  @Test
  void findsTheRecordsThatNameAnId() throws IOException {
    AdvisoryIndex index = build();
    Advisories.Mentions rich = index.mentioning(List.of("ghsa-RICH"));
    assertThat(rich.advisories()).extracting(Advisory::id).containsExactly("GHSA-rich");
    assertThat(rich.affected())
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(
                    index.affecting("npm", "rich").stream(),
                    index.affecting("Debian:12", "rich").stream())
                .flatMap(found -> found)
                .toList())
        .hasSize(3);
    for (String id : List.of("cve-2026-01000", "CVE-2025-999999", "rich")) {
      assertThat(index.mentioning(List.of(id))).as(id).isEqualTo(rich);
    }
    assertThat(index.mentioning(List.of("cve-2026-1000")))
        .satisfies(
            all -> {
              assertThat(all.advisories())
                  .extracting(Advisory::id)
                  .containsExactly("DSA-1-1", "GHSA-b", "GHSA-rich", "PYSEC-1");
              assertThat(all.affected()).hasSize(6);
            });
    assertThat(index.mentioning(List.of("PYSEC-1", "GHSA-b")).affected())
        .extracting(Affected::ecosystem, Affected::name)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("PyPI", "some-thing"),
            org.assertj.core.groups.Tuple.tuple("npm", "plain"));
    for (String id : List.of("CVE-2026-100", "CVE-2026-10000", "GHSA-ric", "ich", "GONE", "é")) {
      assertThat(index.mentioning(List.of(id)))
          .as(id)
          .isEqualTo(new Advisories.Mentions(List.of(), List.of()));
    }
    assertThat(index.mentioning(List.of()).advisories()).isEmpty();
  }

  @Test
  void tellsWhatItWasMadeOf() throws IOException {
    IndexBuilder.Built built =
        new IndexBuilder(Limits.defaults(), BUILT, Progress.silent()).build(feeds.root(), file);
    assertThat(AdvisoryIndex.open(file).metadata()).isEqualTo(built.metadata());
    assertThat(built.metadata().builtAt()).isEqualTo("2026-08-23T10:11:12Z");
    assertThat(built.metadata().feeds())
        .extracting(Advisories.Feed::name, Advisories.Feed::records, Advisories.Feed::newest)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("Debian", 2, "2026-01-02T03:04:05.678Z"),
            org.assertj.core.groups.Tuple.tuple("PyPI", 1, "2026-01-02T03:04:05Z"),
            org.assertj.core.groups.Tuple.tuple("npm", 2, "2026-01-02T03:04:05.678Z"),
            org.assertj.core.groups.Tuple.tuple("KEV", 2, "2026-08-07T16:45:47Z"),
            org.assertj.core.groups.Tuple.tuple("EPSS", 3, "2026-08-16T00:00:00Z"));
    assertThat(built.advisories()).isEqualTo(4);
    assertThat(built.affected()).isEqualTo(6);
    assertThat(built.damagedRecords()).isEqualTo(2);
    assertThat(built.damaged())
        .containsExactly("Debian: record-1.json has no usable id", "KEV: 1 row not understood");
    assertThat(built.bytes()).isEqualTo(Files.size(file));
  }

  @Test
  void newerCopyOfARecordCounts() throws IOException {
    String newer =
        FeedDirectory.record("GHSA-b", "npm", "plain", "3.0").replace("2026-01-02", "2026-01-03");
    feeds.osv("crates.io", newer);
    assertThat(build().affecting("npm", "plain").getFirst().ranges().getFirst().events().get(1))
        .isEqualTo(new Affected.Event(Affected.Event.Kind.FIXED, "3.0"));
    feeds.osv("crates.io", newer.replace("2026-01-03", "2025-01-03"));
    assertThat(build().affecting("npm", "plain").getFirst().ranges().getFirst().events().get(1))
        .isEqualTo(new Affected.Event(Affected.Event.Kind.FIXED, "2.0"));
  }

  @Test
  void timesInTheFutureDoNotMakeAFeedLookFresh() throws IOException {
    feeds.osv(
        "PyPI",
        FeedDirectory.record("P-1", "PyPI", "a", "3").replace("2026-01-02", "2027-01-02"),
        FeedDirectory.record("P-2", "PyPI", "a", "3").replace("2026-01-02", "2025-01-02"));
    assertThat(build().metadata().feeds().get(1).newest()).isEqualTo("2025-01-02T03:04:05Z");
  }

  @Test
  void sameFeedsGiveTheSameBytes() throws IOException {
    build();
    byte[] first = Files.readAllBytes(file);
    build();
    assertThat(Files.readAllBytes(file)).isEqualTo(first);
    AdvisoryIndex.verify(file);
  }

  @Test
  void openIndexStaysAsItWasWhenItsFileIsReplaced() throws IOException {
    AdvisoryIndex old = build();
    feeds.osv("npm", FeedDirectory.record("GHSA-c", "npm", "plain", "9"));
    AdvisoryIndex fresh = build();
    assertThat(old.affecting("npm", "plain").getFirst().advisory().id()).isEqualTo("GHSA-b");
    assertThat(fresh.affecting("npm", "plain").getFirst().advisory().id()).isEqualTo("GHSA-c");
  }

  @Test
  void directoryWithoutFeedsIsRefusedAndNothingWritten() throws IOException {
    Path empty = Files.createDirectories(directory.resolve("empty"));
    IndexBuilder builder = new IndexBuilder(Limits.defaults(), BUILT, Progress.silent());
    assertThatThrownBy(() -> builder.build(empty, file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("There are no advisories in");
    assertThatThrownBy(() -> builder.build(directory.resolve("nowhere"), file))
        .hasMessageEndingWith("is not a directory of feeds");
    feeds.file("osv/npm/all.zip", "damaged");
    assertThatThrownBy(() -> builder.build(feeds.root(), file)).isInstanceOf(IOException.class);
    assertThat(file).doesNotExist();
    assertThat(directory.toFile().list()).containsExactlyInAnyOrder("feeds", "empty");
  }

  @Test
  void bucketAsOsvPublishesItIsReadToo() throws IOException {
    AdvisoryIndex index;
    new IndexBuilder(Limits.defaults(), BUILT, Progress.silent())
        .build(feeds.root().resolve("osv"), file);
    index = AdvisoryIndex.open(file);
    assertThat(index.affecting("npm", "plain")).hasSize(1);
  }

  @Test
  void otherFilesAreRefusedInOneLine() throws IOException {
    assertThatThrownBy(() -> AdvisoryIndex.open(directory.resolve("none")))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("There is no advisory index");
    Path shortFile = Files.write(directory.resolve("short"), new byte[20]);
    assertThatThrownBy(() -> AdvisoryIndex.open(shortFile)).hasMessageContaining("only 20 bytes");
    Path other = Files.write(directory.resolve("other"), new byte[2000]);
    assertThatThrownBy(() -> AdvisoryIndex.open(other))
        .hasMessageEndingWith("not an advisory index");
    build();
    byte[] bytes = Files.readAllBytes(file);
    bytes[8] = 99;
    Files.write(other, bytes);
    assertThatThrownBy(() -> AdvisoryIndex.open(other)).hasMessageContaining("has format 99");
    bytes = Files.readAllBytes(file);
    Files.write(other, java.util.Arrays.copyOf(bytes, bytes.length - 1));
    assertThatThrownBy(() -> AdvisoryIndex.open(other)).hasMessageContaining("is damaged");
  }

  @Test
  void everyChangedByteIsNoticedByVerification() throws IOException {
    build();
    byte[] good = Files.readAllBytes(file);
    Path copy = directory.resolve("copy.idx");
    for (int at = 0; at < good.length; at += 1 + at / 97) {
      boolean reserved = at >= 56 && at < 64;
      byte[] bytes = good.clone();
      bytes[at] ^= 0x10;
      Files.write(copy, bytes);
      if (!reserved) {
        assertThatThrownBy(() -> AdvisoryIndex.verify(copy)).isInstanceOf(IOException.class);
      }
    }
  }

  @Test
  void damagedIndexEndsInAnAnswerOrAnError() throws IOException {
    build();
    byte[] good = Files.readAllBytes(file);
    int[] outcomes = new int[3];
    List<byte[]> mutants = new ArrayList<>(Mutations.of(good, 11, 2_000).toList());
    IntStream.range(0, good.length - 8)
        .filter(at -> at % 3 == 0 || at < 500)
        .forEach(
            at -> {
              byte[] bytes = good.clone();
              ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(at, -1 >>> at % 3);
              mutants.add(bytes);
            });
    for (byte[] mutant : mutants) {
      Path copy = Files.write(directory.resolve("mutant.idx"), mutant);
      outcomes[useAll(copy)]++;
    }
    assertThat(outcomes).doesNotContain(0);
  }

  /// 0: answers, 1: refused at opening, 2: noticed at a lookup.
  private static int useAll(Path copy) {
    try {
      AdvisoryIndex index = AdvisoryIndex.open(copy);
      for (String name : List.of("rich", "plain", "some-thing", "gone")) {
        for (String ecosystem : List.of("npm", "Debian:12", "PyPI")) {
          index.affecting(ecosystem, name);
        }
      }
      for (String cve : List.of("CVE-2026-1000", "CVE-1999-0001", "CVE-2024-1")) {
        index.exploitation(cve);
        index.severities(cve);
        index.mentioning(List.of(cve));
      }
      return 0;
    } catch (DamagedIndexException e) {
      assertThat(e).isInstanceOf(UncheckedIOException.class);
      assertThat(e.getCause()).hasMessageContaining("is damaged");
      return 2;
    } catch (IOException _) {
      return 1;
    }
  }
}
