package dev.drydock.server.monitor;

import dev.drydock.advisory.Progress;
import dev.drydock.advisory.index.IndexBuilder;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// Feeds under construction, in the forms of OSV, CISA and FIRST, and the index they compile to.
public final class TestFeeds {
  /// A vector that counts as high, over the network.
  public static final String HIGH = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N";

  public static final String CRITICAL = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H";
  public static final String LOW = "CVSS:3.1/AV:L/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:N";

  private final Map<String, Record> records = new TreeMap<>();
  private final TreeSet<String> exploited = new TreeSet<>();
  private final Map<String, Double> probabilities = new TreeMap<>();

  /// @param fixed `null` where there is no fix
  record Record(
      String ecosystem, String id, String cve, String name, @Nullable String fixed, String vector) {
    String json() {
      String end = fixed == null ? "" : ",{\"fixed\":\"" + fixed + "\"}";
      String range = ecosystem.equals("npm") ? "SEMVER" : "ECOSYSTEM";
      return """
      {"id":"%s","modified":"2026-01-02T00:00:00Z","published":"2026-01-01T00:00:00Z","aliases":["%s"],
      "summary":"About %s","severity":[{"type":"CVSS_V3","score":"%s"}],
      "affected":[{"package":{"ecosystem":"%s","name":"%s"},
      "ranges":[{"type":"%s","events":[{"introduced":"0"}%s]}]}]}
      """
          .formatted(id, cve, name, vector, ecosystem, name, range, end);
    }
  }

  /// Puts a record in, in the place of one with the same id.
  public TestFeeds record(
      String ecosystem, int number, String name, @Nullable String fixed, String vector) {
    String id = (ecosystem.equals("npm") ? "GHSA-" : "DSA-") + number;
    records.put(id, new Record(ecosystem, id, cve(number), name, fixed, vector));
    return this;
  }

  public TestFeeds npm(int number, String name, @Nullable String fixed, String vector) {
    return record("npm", number, name, fixed, vector);
  }

  public static String cve(int number) {
    return "CVE-2026-" + (10_000 + number);
  }

  public TestFeeds without(String ecosystem, int number) {
    records.remove((ecosystem.equals("npm") ? "GHSA-" : "DSA-") + number);
    return this;
  }

  /// Whether attacks on a CVE are known.
  public TestFeeds exploited(int number, boolean known) {
    if (known) {
      exploited.add(cve(number));
    } else {
      exploited.remove(cve(number));
    }
    return this;
  }

  public TestFeeds probability(int number, double probability) {
    probabilities.put(cve(number), probability);
    return this;
  }

  /// Compiles what is in now.
  ///
  /// @param directory for feeds and index
  /// @return the index
  public Path compile(Path directory, Instant builtAt) {
    try {
      Path feeds = Files.createTempDirectory(directory, "feeds");
      write(feeds);
      Path index = Files.createTempFile(directory, "index", ".idx");
      IndexBuilder.Built built =
          new IndexBuilder(Limits.defaults(), builtAt, Progress.silent()).build(feeds, index);
      if (built.damagedRecords() > 0) {
        throw new IllegalStateException(built.damaged().toString());
      }
      return index;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Writes what is in now to an empty directory.
  public void write(Path feeds) {
    try {
      for (Record record : records.values()) {
        Path folder = feeds.resolve("osv").resolve(record.ecosystem.split(":", 2)[0]);
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(record.id + ".json"), record.json());
      }
      // both ecosystems are always there
      for (String ecosystem : new String[] {"npm", "Debian:12"}) {
        Record other = new Record(ecosystem, "OTHER-" + ecosystem.charAt(0), "", "other", "1", LOW);
        Path folder = feeds.resolve("osv").resolve(ecosystem.split(":", 2)[0]);
        Files.createDirectories(folder);
        Files.writeString(
            folder.resolve(other.id + ".json"), other.json().replace("\"aliases\":[\"\"],", ""));
      }
      writeExploited(feeds);
      writeProbabilities(feeds);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void writeExploited(Path feeds) throws IOException {
    StringBuilder rows = new StringBuilder();
    for (String cve : exploited) {
      rows.append(rows.isEmpty() ? "" : ",")
          .append("{\"cveID\":\"" + cve + "\",\"dateAdded\":\"2026-02-01\",")
          .append("\"knownRansomwareCampaignUse\":\"Unknown\"}");
    }
    Files.createDirectories(feeds.resolve("kev"));
    Files.writeString(
        feeds.resolve("kev/known_exploited_vulnerabilities.json"),
        "{\"catalogVersion\":\"2026.02.01\",\"dateReleased\":\"2026-02-01T00:00:00Z\",\"count\":"
            + exploited.size()
            + ",\"vulnerabilities\":["
            + rows
            + "]}");
  }

  private void writeProbabilities(Path feeds) throws IOException {
    StringBuilder rows =
        new StringBuilder("#model_version:v2025.03.14,score_date:2026-02-01T00:00:00Z\n")
            .append("cve,epss,percentile\n");
    probabilities.forEach((cve, value) -> rows.append(cve + "," + value + ",0.5\n"));
    Files.createDirectories(feeds.resolve("epss"));
    try (OutputStream out =
        new GZIPOutputStream(
            Files.newOutputStream(feeds.resolve("epss/epss_scores-current.csv.gz")))) {
      out.write(rows.toString().getBytes(StandardCharsets.UTF_8));
    }
  }
}
