package dev.drydock.advisory.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drydock.advisory.Advisories;
import dev.drydock.advisory.Advisory;
import dev.drydock.advisory.Affected;
import dev.drydock.advisory.Exploitation;
import dev.drydock.advisory.Progress;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.SharedCorpus;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// All of the real feeds, through the index and back, against a plain reading of their JSON trees.
class SharedFeedsTest {
  private static final Instant BUILT = Instant.parse("2026-08-23T00:00:00Z");
  private static final Set<String> WITHOUT_LISTS =
      Set.of("AlmaLinux", "Alpine", "Debian", "Wolfi", "Ubuntu", "Rocky Linux");
  private static final JsonReader JSON = new JsonReader(Limits.defaults());

  @TempDir static Path directory;

  private static Path feeds;

  /// The feeds in OSV's form and the tables alone.
  private static Path mirror;

  private static IndexBuilder.Built built;
  private static AdvisoryIndex index;

  @BeforeAll
  static void build() throws IOException {
    Optional<Path> found = SharedCorpus.find("feeds");
    assumeTrue(found.isPresent(), "needs the shared feeds");
    feeds = found.orElseThrow();
    mirror = Files.createDirectory(directory.resolve("mirror"));
    for (String part : List.of("osv", "kev", "epss", "nvd")) {
      Files.createSymbolicLink(mirror.resolve(part), feeds.resolve(part).toAbsolutePath());
    }
    built = builder().build(mirror, directory.resolve("advisories.idx"));
    index = AdvisoryIndex.open(built.file());
  }

  private static List<Path> files(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static String text(Json json, String name) {
    return json.get(name).flatMap(Json::text).orElseThrow();
  }

  private static IndexBuilder builder() {
    return new IndexBuilder(Limits.defaults(), BUILT, Progress.silent());
  }

  /// What a record says of a package, as text.
  private static String fact(
      String id,
      List<String> aliases,
      List<String> upstream,
      String ranges,
      List<String> versions) {
    return id + " " + aliases + " " + upstream + " " + ranges + " " + versions;
  }

  private static String fact(Affected affected) {
    Advisory advisory = affected.advisory();
    String ranges =
        affected.ranges().stream()
            .map(
                range ->
                    range.semver()
                        + range.events().stream()
                            .map(
                                event ->
                                    event.kind().name().toLowerCase(Locale.ROOT)
                                        + " "
                                        + event.version())
                            .toList()
                            .toString())
            .collect(Collectors.joining(" "));
    return fact(
        advisory.id(), advisory.aliases(), advisory.upstream(), ranges, affected.versions());
  }

  private static void expect(Json json, Map<String, List<String>> facts) {
    for (Json affected : json.items("affected")) {
      Json of = affected.get("package").orElse(new Json.Null());
      String ecosystem = of.text("ecosystem");
      String name = of.text("name");
      if (ecosystem == null || name == null) {
        continue;
      }
      String base = ecosystem.split(":")[0];
      List<String> ranges = new ArrayList<>();
      boolean commits = false;
      for (Json range : affected.items("ranges")) {
        commits |= "GIT".equals(range.text("type"));
        if (!"GIT".equals(range.text("type"))) {
          List<String> events = new ArrayList<>();
          for (Json event : range.items("events")) {
            event
                .members()
                .forEach((kind, version) -> events.add(kind + " " + version.text().orElseThrow()));
          }
          ranges.add("SEMVER".equals(range.text("type")) + events.toString());
        }
      }
      List<String> versions = affected.texts("versions");
      if (commits && ranges.isEmpty() && versions.isEmpty()) {
        continue;
      }
      if (WITHOUT_LISTS.contains(base) && !ranges.isEmpty()) {
        versions = List.of();
      }
      facts
          .computeIfAbsent(ecosystem + "|" + normal(base, name), _ -> new ArrayList<>())
          .add(
              fact(
                  text(json, "id"),
                  json.texts("aliases"),
                  upstream(json, base),
                  String.join(" ", ranges),
                  versions));
    }
  }

  private static List<String> upstream(Json json, String base) {
    boolean old = json.items("upstream").isEmpty() && json.items("aliases").isEmpty();
    return old && WITHOUT_LISTS.contains(base)
        ? json.texts("related").stream().filter(id -> id.startsWith("CVE-")).toList()
        : json.texts("upstream");
  }

  private static String normal(String ecosystem, String name) {
    return switch (ecosystem) {
      case "PyPI" -> name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
      case "NuGet", "Packagist", "Bitnami" -> name.toLowerCase(Locale.ROOT);
      default -> name;
    };
  }

  private static void assertFound(Map<String, List<String>> facts, Advisories advisories) {
    List<String> wrong = new ArrayList<>();
    facts.forEach(
        (key, expected) -> {
          int bar = key.indexOf('|');
          List<String> found = new ArrayList<>();
          for (Affected affected :
              advisories.affecting(key.substring(0, bar), key.substring(bar + 1))) {
            found.add(fact(affected));
          }
          Collections.sort(found);
          Collections.sort(expected);
          if (!found.equals(expected)) {
            wrong.add(key + "\n  expected " + expected + "\n  found " + found);
          }
        });
    assertThat(wrong).isEmpty();
  }

  @Test
  void everyPackageOfTheZipsFindsWhatTheirRecordsSay() throws IOException {
    Map<String, List<String>> facts = new HashMap<>();
    Set<String> seen = new HashSet<>();
    int withdrawn = 0;
    for (Path archive : files(feeds.resolve("osv"))) {
      try (ZipFile zip = new ZipFile(archive.toFile())) {
        Enumeration<? extends ZipEntry> entries = zip.entries();
        while (entries.hasMoreElements()) {
          ZipEntry entry = entries.nextElement();
          Json json;
          try (InputStream in = zip.getInputStream(entry)) {
            json = JSON.read(in.readAllBytes(), entry.getName());
          }
          if (withdrawn(json)) {
            withdrawn++;
          } else if (seen.add(text(json, "id"))) {
            expect(json, facts);
          }
        }
      }
    }
    assertThat(withdrawn).isEqualTo(308);
    assertThat(built.damagedRecords()).isZero();
    assertThat(built.advisories()).isEqualTo(seen.size());
    assertThat(built.affected()).isEqualTo(facts.values().stream().mapToInt(List::size).sum());
    Set<String> ecosystems = new TreeSet<>();
    facts.keySet().forEach(key -> ecosystems.add(key.substring(0, key.indexOf('|'))));
    assertThat(index.ecosystems()).isEqualTo(ecosystems);
    assertFound(facts, index);
  }

  @Test
  void everyEpssScoreIsFound() throws IOException {
    int rows = 0;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    Files.newInputStream(feeds.resolve("epss/epss_scores-current.csv.gz"))),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("CVE-")) {
          String[] fields = line.split(",");
          Exploitation found = index.exploitation(fields[0]).orElseThrow();
          boolean same =
              Double.valueOf(fields[1]).equals(found.epss())
                  && Double.valueOf(fields[2]).equals(found.percentile());
          rows += same ? 1 : 0;
        }
      }
    }
    assertThat(rows).isEqualTo(360_142);
  }

  @Test
  void everyKnownExploitedVulnerabilityIsFound() throws IOException {
    Json kev =
        JSON.read(
            Files.readAllBytes(feeds.resolve("kev/known_exploited_vulnerabilities.json")), "KEV");
    assertThat(kev.items("vulnerabilities")).hasSize(1662);
    for (Json entry : kev.items("vulnerabilities")) {
      Exploitation found = index.exploitation(text(entry, "cveID")).orElseThrow();
      assertThat(found.kev()).isEqualTo(entry.text("dateAdded"));
      assertThat(found.ransomware())
          .isEqualTo("Known".equals(entry.text("knownRansomwareCampaignUse")));
    }
  }

  @Test
  void everyVectorIsFound() throws IOException {
    int rows = 0;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(feeds.resolve("nvd/cvss-vectors.csv.gz"))),
                StandardCharsets.UTF_8))) {
      lines.readLine();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] fields = line.split(",");
        Advisory.Severity severity = new Advisory.Severity(fields[1], fields[2], fields[5]);
        rows += index.severities(fields[0]).contains(severity) ? 1 : 0;
      }
    }
    assertThat(rows).isEqualTo(39_634);
    assertThat(index.severities("CVE-2020-36855"))
        .contains(new Advisory.Severity("CVSS_V4", "4.8", "CVE record"));
  }

  @Test
  void sameFeedsGiveTheSameBytes() throws IOException {
    Path again = directory.resolve("again.idx");
    builder().build(mirror, again);
    assertThat(again).hasSameBinaryContentAs(built.file());
    AdvisoryIndex.verify(again);
  }

  @Test
  void wholeRecordsOfOtherDistributionsAreRead() throws IOException {
    Path samples = feeds.resolve("osv-samples");
    Path root = directory.resolve("samples");
    Map<String, List<String>> facts = new HashMap<>();
    int withdrawn = 0;
    for (Path file : files(samples)) {
      Path copy = root.resolve("osv").resolve(samples.relativize(file).toString());
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy);
      Json json = JSON.read(Files.readAllBytes(file), file.toString());
      if (withdrawn(json)) {
        withdrawn++;
      } else {
        expect(json, facts);
      }
    }
    IndexBuilder.Built sampled = builder().build(root, directory.resolve("samples.idx"));
    assertThat(sampled.damaged()).isEmpty();
    AdvisoryIndex of = AdvisoryIndex.open(sampled.file());
    assertFound(facts, of);
    assertThat(sampled.advisories()).isEqualTo(15 - withdrawn).isGreaterThan(10);
    assertThat(of.affecting("Rocky Linux:8", "java-11-openjdk").getFirst().advisory())
        .satisfies(
            advisory -> {
              assertThat(advisory.upstream()).contains("CVE-2021-35550").hasSize(10);
              assertThat(advisory.severityWord()).isEqualTo("Important");
              assertThat(advisory.url()).isEqualTo("https://errata.rockylinux.org/RLSA-2021:3891");
            });
    assertThat(of.affecting("Ubuntu:16.04:LTS", "gitlab").getFirst().advisory().severities())
        .containsExactly(new Advisory.Severity("Ubuntu", "medium", null));
  }

  @Test
  void lookupsFromManyThreadsGiveTheSameAnswers() throws Exception {
    List<Affected> expected = index.affecting("Debian:11", "openssl");
    assertThat(expected).hasSizeGreaterThan(20);
    AdvisoryIndex fresh = AdvisoryIndex.open(built.file());
    List<Thread> threads = new ArrayList<>();
    List<Boolean> same = Collections.synchronizedList(new ArrayList<>());
    for (int i = 0; i < 8; i++) {
      threads.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    for (int k = 0; k < 20; k++) {
                      same.add(fresh.affecting("Debian:11", "openssl").equals(expected));
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(same).hasSize(160).containsOnly(true);
  }

  /// By its member, or by the title that GitHub gives it then.
  private static boolean withdrawn(Json record) {
    String summary = String.valueOf(record.text("summary"));
    return record.get("withdrawn").isPresent()
        || summary.matches("Withdrawn( Advisory)?:.*|\\s*Withdrawn\\s*");
  }
}
