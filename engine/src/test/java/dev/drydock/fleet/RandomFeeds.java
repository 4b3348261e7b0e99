package dev.drydock.fleet;

import dev.drydock.advisory.FeedDirectory;
import dev.drydock.advisory.Progress;
import dev.drydock.advisory.index.AdvisoryIndex;
import dev.drydock.advisory.index.IndexBuilder;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Feeds that say anything of a few packages, and change from day to day.
final class RandomFeeds {
  static final List<String> NAMES = List.of("a", "b", "c", "d");
  static final List<String> VERSIONS = List.of("1.0", "1.5", "2.0", "2.5", "3.0");
  private static final List<String> ECOSYSTEMS =
      List.of(
          "Debian:12",
          "Alpine:v3.19",
          "npm",
          "PyPI",
          "Red Hat:enterprise_linux:8::baseos",
          "Red Hat:rhel_eus:8.4::baseos");
  private static final int CVES = 12;

  private final SplittableRandom random;
  private final Path directory;
  private final TreeMap<String, String> records = new TreeMap<>();
  private final TreeMap<String, Double> epss = new TreeMap<>();
  private final TreeMap<String, String> kev = new TreeMap<>();
  private final TreeMap<String, Double> scores = new TreeMap<>();
  private int built;

  RandomFeeds(long seed, Path directory) {
    this.random = new SplittableRandom(seed);
    this.directory = directory;
    for (int i = 0; i < 40; i++) {
      record();
    }
    for (int i = 0; i < CVES; i++) {
      table();
    }
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private String cve() {
    return "CVE-2026-" + (1000 + random.nextInt(CVES));
  }

  /// Some changes, from one on.
  void change() {
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      switch (random.nextInt(4)) {
        case 0 -> records.remove(one(List.copyOf(records.keySet())));
        case 1, 2 -> record();
        default -> table();
      }
    }
  }

  private void table() {
    String cve = cve();
    switch (random.nextInt(5)) {
      case 0 -> kev.put(cve, "2026-0" + random.nextInt(1, 10) + "-01");
      case 1 -> kev.remove(cve);
      case 2 -> scores.put(cve, (double) random.nextInt(1, 10));
      case 3 -> scores.remove(cve);
      default -> epss.put(cve, random.nextInt(200) / 1000.0);
    }
  }

  /// A new record, or another word of one that is there.
  private void record() {
    String id = one(List.of("GHSA-", "DSA-", "RHSA-", "CVE-2026-10")) + random.nextInt(10, 30);
    List<String> affected = new ArrayList<>();
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      affected.add(affected());
    }
    records.put(
        id,
        """
        {"id":"%s","modified":"2026-01-%sT00:00:00Z","published":"2025-01-1%sT00:00:00Z",
         "%s":[%s],"summary":"%s","database_specific":{"severity":"%s"},"affected":[%s]}
        """
            .formatted(
                id,
                random.nextInt(10, 13),
                random.nextInt(2),
                one(List.of("aliases", "upstream")),
                one(List.of("", "\"" + cve() + "\"", "\"" + cve() + "\",\"" + cve() + "\"")),
                one(List.of("one", "two")),
                one(List.of("HIGH", "LOW", "")),
                String.join(",", affected)));
  }

  private String affected() {
    String fixed = one(VERSIONS);
    String ranges =
        one(
            List.of(
                "[{\"introduced\":\"0\"}]",
                "[{\"introduced\":\"0\"},{\"fixed\":\"" + fixed + "\"}]",
                "[{\"introduced\":\"1.5\"},{\"last_affected\":\"" + fixed + "\"}]"));
    return """
        {"package":{"ecosystem":"%s","name":"%s"},"ranges":[{"type":"ECOSYSTEM","events":%s}],
         "versions":[%s],"database_specific":{"status":"%s"}}
        """
        .formatted(
            one(ECOSYSTEMS),
            one(NAMES),
            ranges,
            one(List.of("", "\"" + one(VERSIONS) + "\"")),
            one(List.of("unfixed", "ignored", "not-affected")));
  }

  /// What the feeds say now, in any order.
  AdvisoryIndex build() throws IOException {
    List<String> one = new ArrayList<>();
    List<String> other = new ArrayList<>();
    for (String record : records.values()) {
      List<String> to = random.nextBoolean() ? one : other;
      to.add(random.nextInt(to.size() + 1), record);
    }
    FeedDirectory feeds = new FeedDirectory(directory.resolve("feeds"));
    feeds
        .osv("One", one.toArray(String[]::new))
        .osv("Other", other.toArray(String[]::new))
        .kev(
            kev.entrySet().stream()
                .map(
                    entry ->
                        "{\"cveID\":\"%s\",\"dateAdded\":\"%s\"}"
                            .formatted(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(",", "{\"vulnerabilities\":[", "]}")))
        .epss(rows("cve,epss,percentile\n", epss, ",0.5\n"))
        .file("nvd/cvss-scores.csv", rows("cve,score,severity\n", scores, ",High\n"));
    Path file = directory.resolve(built + ".idx");
    new IndexBuilder(
            Limits.defaults(), Instant.ofEpochSecond(1_800_000_000L + built), Progress.silent())
        .build(feeds.root(), file);
    built++;
    return AdvisoryIndex.open(file);
  }

  private static String rows(String head, TreeMap<String, Double> table, String end) {
    return table.entrySet().stream()
        .map(entry -> entry.getKey() + "," + entry.getValue() + end)
        .collect(Collectors.joining("", head, ""));
  }
}
