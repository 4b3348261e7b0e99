package dev.drydock.advisory.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.advisory.FeedDirectory;
import dev.drydock.advisory.Progress;
import dev.drydock.advisory.index.IndexDifference.Package;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndexDifferenceTest {
  private static final String RICH =
      """
      {"id":"GHSA-rich","modified":"2026-01-02T03:04:05Z","published":"2025-01-02T03:04:05Z",
       "aliases":["CVE-2026-1000","x_alias"],"upstream":["CVE-2025-999999"],
       "summary":"A summary","severity":[{"type":"CVSS_V3","score":"CVSS:3.1/AV:N"}],
       "database_specific":{"severity":"HIGH","cvss_score":7.25,"cwe_ids":["CWE-1","CWE-2"]},
       "references":[{"type":"ADVISORY","url":"https://example.org/advisories/page"}],
       "affected":[
        {"package":{"ecosystem":"npm","name":"rich"},
         "ranges":[{"type":"SEMVER","events":[{"introduced":"0"},{"fixed":"1.0.0"}]},
                   {"type":"SEMVER","events":[{"introduced":"2.0.0"},{"last_affected":"2.5.0"}]}],
         "versions":["0.1.0","0.2.0"],"database_specific":{"severity":"LOW","status":"unfixed"},
         "ecosystem_specific":{"arch":"x86_64"}},
        {"package":{"ecosystem":"npm","name":"scored"},
         "ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"0"},{"fixed":"9.9.9"}]}],
         "severity":[{"type":"CVSS_V4","score":"CVSS:4.0/AV:N"}]}]}
      """;
  private static final String KEV =
      """
      {"dateReleased":"2026-08-07T16:45:47Z","vulnerabilities":[
       {"cveID":"CVE-2026-1001","dateAdded":"2026-02-03","knownRansomwareCampaignUse":"Known"},
       {"cveID":"CVE-2026-1002","dateAdded":"2026-02-03"}]}
      """;
  private static final String EPSS =
      """
      #model_version:v1,score_date:2026-08-16T00:00:00+0000
      cve,epss,percentile
      CVE-2026-1001,0.099999,0.8
      CVE-2026-1002,0.5,0.9
      CVE-2026-1003,0.1,0.8
      """;
  private static final String SCORES =
      "cve,score,severity\nCVE-2026-1001,8.1,High\nCVE-2026-1002,4,Medium\n";

  @TempDir Path directory;

  private FeedDirectory feeds;
  private AdvisoryIndex before;
  private int built;

  @BeforeEach
  void writeFeeds() throws IOException {
    feeds = new FeedDirectory(directory.resolve("feeds"));
    records(RICH);
    feeds
        .osv("PyPI", FeedDirectory.record("PYSEC-1", "PyPI", "Some.Thing", "3"))
        .kev(KEV)
        .epss(EPSS)
        .file("nvd/cvss-scores.csv", SCORES);
    before = build();
  }

  private void records(String rich) throws IOException {
    feeds.osv(
        "npm",
        FeedDirectory.record("GHSA-b", "npm", "plain", "2.0"),
        rich,
        FeedDirectory.record("GHSA-c", "npm", "another", "2.0"));
  }

  private AdvisoryIndex build() throws IOException {
    built++;
    Path file = directory.resolve(built + ".idx");
    new IndexBuilder(
            Limits.defaults(), Instant.ofEpochSecond(1_800_000_000L + built), Progress.silent())
        .build(feeds.root(), file);
    return AdvisoryIndex.open(file);
  }

  private IndexDifference difference() throws IOException {
    AdvisoryIndex after = build();
    IndexDifference there = IndexDifference.between(before, after, 0.1);
    IndexDifference back = IndexDifference.between(after, before, 0.1);
    assertThat(back).isEqualTo(there);
    assertThat(IndexDifference.between(after, after, 0.1).isEmpty()).isTrue();
    assertThat(there.packages()).isEqualTo(PackageOracle.changed(before, after));
    return there;
  }

  private static List<Package> npm(String... names) {
    List<Package> packages = new ArrayList<>();
    for (String name : names) {
      packages.add(new Package("npm", name));
    }
    return packages;
  }

  @Test
  void sameFeedsDifferInNothing() throws IOException {
    IndexDifference difference = difference();

    assertThat(difference.isEmpty()).isTrue();
    assertThat(difference.names()).isEmpty();
    assertThat(difference.ecosystemsChanged()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"net/http,net/smtp", "path,paths"})
  void whichPackagesOfAModuleAreMeantIsADifference(String from, String to) throws IOException {
    String record =
        """
        {"id":"GO-1","affected":[{"package":{"ecosystem":"Go","name":"stdlib"},
         "ranges":[{"type":"SEMVER","events":[{"introduced":"0"},{"fixed":"1.22.4"}]}],
         "ecosystem_specific":{"imports":[{"path":"archive/zip"},{"path":"net/http"}]}}]}
        """;
    feeds.osv("Go", record, FeedDirectory.record("GO-2", "Go", "e.org/a", "1"));
    before = build();
    feeds.osv("Go", record.replace(from, to), FeedDirectory.record("GO-2", "Go", "e.org/a", "1"));

    assertThat(difference())
        .isEqualTo(new IndexDifference(List.of(new Package("Go", "stdlib")), Set.of(), Set.of()));
  }

  @Test
  void orderOfRecordsAndRowsPlaysNoPart() throws IOException {
    feeds.osv(
        "npm",
        FeedDirectory.record("GHSA-c", "npm", "another", "2.0"),
        RICH,
        FeedDirectory.record("GHSA-b", "npm", "plain", "2.0"));
    feeds.file(
        "nvd/cvss-scores.csv",
        "cve,score,severity\nCVE-2026-1002,4,Medium\nCVE-2026-1001,8.1,High\n");

    assertThat(difference().isEmpty()).isTrue();
  }

  @Test
  void newNumbersOfStringsAndRecordsPlayNoPart() throws IOException {
    feeds.osv("Aaa", FeedDirectory.record("AAA-1", "npm", "first", "0.0.0-before-all"));

    IndexDifference difference = difference();

    assertThat(difference).isEqualTo(new IndexDifference(npm("first"), Set.of(), Set.of()));
    assertThat(difference.names()).containsExactly("first");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "03:04:05Z\",\"published|03:04:06Z\",\"published",
        "2025-01-02|2025-01-03",
        "\"published\":\"2025-01-02T03:04:05Z\",|~~",
        "x_alias|y_alias",
        "CVE-2026-1000|CVE-2026-1001",
        "CVE-2025-999999|CVE-2025-999998",
        "A summary|Ä summary",
        "\"summary\":\"A summary\",|~~",
        "CVSS_V3|CVSS_V2",
        "CVSS:3.1/AV:N|CVSS:3.1/AV:L",
        "HIGH|LOW",
        "7.25|7.24",
        "CWE-2|CWE-3",
        "advisories/page|advisories/other",
        "org/advisories|org/others",
      })
  void whatARecordSaysIsSaidOfAllItsPackages(String from, String to) throws IOException {
    assertThat(RICH).contains(from);
    records(RICH.replace(from, to));

    assertThat(difference().packages()).isEqualTo(npm("rich", "scored"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"1.0.0\"|\"1.0.1\"",
        "\"2.5.0\"|\"2.5\"",
        "last_affected|fixed",
        "SEMVER|ECOSYSTEM",
        "\"0.1.0\",\"0.2.0\"|\"0.2.0\",\"0.1.0\"",
        "\"0.1.0\",\"0.2.0\"|\"0.1.0\"",
        "LOW|MEDIUM",
        "unfixed|ignored",
        "x86_64|aarch64",
        "\"ecosystem_specific\":{\"arch\":\"x86_64\"}|\"ecosystem_specific\":{}",
      })
  void whatIsSaidOfOnePackageIsSaidOfThatAlone(String from, String to) throws IOException {
    assertThat(RICH).contains(from);
    records(RICH.replace(from, to));

    assertThat(difference().packages()).isEqualTo(npm("rich"));
  }

  @ParameterizedTest
  @CsvSource({"9.9.9, 9.9.8", "CVSS:4.0/AV:N, CVSS:4.0/AV:L", "CVSS_V4, CVSS_V2"})
  void soIsTheOther(String from, String to) throws IOException {
    records(RICH.replace(from, to));

    assertThat(difference().packages()).isEqualTo(npm("scored"));
  }

  @Test
  void recordsComeAndGo() throws IOException {
    feeds.osv(
        "npm",
        RICH.replace("GHSA-rich", "GHSA-a"),
        FeedDirectory.record("GHSA-d", "npm", "plain", "2.0"));

    assertThat(difference().packages()).isEqualTo(npm("another", "plain", "rich", "scored"));
  }

  @Test
  void ecosystemsComeAndGo() throws IOException {
    feeds.osv("PyPI", FeedDirectory.record("PYSEC-1", "Pub", "Some.Thing", "3"));

    assertThat(difference())
        .isEqualTo(
            new IndexDifference(
                List.of(new Package("Pub", "Some.Thing"), new Package("PyPI", "some-thing")),
                Set.of(),
                Set.of("Pub", "PyPI")));
    assertThat(difference().ecosystemsChanged()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"cveID\":\"CVE-2026-1002\"|{\"cveID\":\"CVE-2026-1003\"|CVE-2026-1002 CVE-2026-1003",
        "\"Known\"|\"Unknown\"|CVE-2026-1001",
        "\"2026-02-03\"}|\"2026-02-04\"}|CVE-2026-1002",
        "CVE-2026-1001|CVE-2019-12345|CVE-2019-12345 CVE-2026-1001",
      })
  void knownExploitation(String from, String to, String cves) throws IOException {
    assertThat(KEV).contains(from);
    feeds.kev(KEV.replace(from, to));

    assertThat(difference())
        .isEqualTo(new IndexDifference(List.of(), Set.of(cves.split(" ", -1)), Set.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "0.099999|0.1|CVE-2026-1001",
        "0.5|0.000001|CVE-2026-1002",
        "0.5|0.1|~~",
        "0.099999|0.0|~~",
        "CVE-2026-1001,0.099999,0.8|CVE-2026-1001,0.099999,0.1|~~",
        "CVE-2026-1001,0.099999|CVE-2026-1009,0.099999|~~",
        "CVE-2026-1003|CVE-2026-1009|CVE-2026-1003 CVE-2026-1009",
      })
  void probabilityOfAttacks(String from, String to, String cves) throws IOException {
    assertThat(EPSS).contains(from);
    feeds.epss(EPSS.replace(from, to));

    assertThat(difference().cves()).isEqualTo(set(cves));
    assertThat(difference().packages()).isEmpty();
  }

  @Test
  void eachBoundaryOfProbabilityCounts() throws IOException {
    feeds.epss(EPSS.replace("0.5", "0.4"));
    AdvisoryIndex after = build();

    assertThat(IndexDifference.between(before, after).cves()).isEmpty();
    assertThat(IndexDifference.between(before, after, 0.1, 0.6).cves()).isEmpty();
    assertThat(IndexDifference.between(before, after, 0.45, 0.1).cves())
        .containsExactly("CVE-2026-1002");
    assertThat(IndexDifference.between(before, after, 0, 1, 0.5).cves())
        .containsExactly("CVE-2026-1002");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CVE-2026-1002,4|CVE-2026-1002,5|CVE-2026-1002",
        "CVE-2026-1002,4,Medium|CVE-2026-1003,4,Medium|CVE-2026-1002 CVE-2026-1003",
        "CVE-2026-1002,4,Medium|CVE-2026-1001,4,Medium|CVE-2026-1001 CVE-2026-1002",
      })
  void furtherSeverities(String from, String to, String cves) throws IOException {
    assertThat(SCORES).contains(from);
    feeds.file("nvd/cvss-scores.csv", SCORES.replace(from, to));

    assertThat(difference()).isEqualTo(new IndexDifference(List.of(), set(cves), Set.of()));
  }

  private static Set<String> set(String words) {
    return words.isEmpty() ? Set.of() : Set.of(words.split(" ", -1));
  }
}
