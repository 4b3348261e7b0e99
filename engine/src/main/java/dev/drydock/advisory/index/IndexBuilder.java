package dev.drydock.advisory.index;

import dev.drydock.advisory.Advisories;
import dev.drydock.advisory.Advisories.Feed;
import dev.drydock.advisory.Progress;
import dev.drydock.advisory.csv.CsvLines;
import dev.drydock.advisory.cvss.CvssTable;
import dev.drydock.advisory.distribution.DistributionFeed;
import dev.drydock.advisory.epss.EpssParser;
import dev.drydock.advisory.kev.KevParser;
import dev.drydock.advisory.osv.OsvFeed;
import dev.drydock.advisory.osv.OsvRecord;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Bounded;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Compiles a directory of feeds to an index file. The same feeds and the same `builtAt` give the
/// same bytes.
public final class IndexBuilder {
  private final Limits limits;
  private final Instant builtAt;
  private final Progress progress;

  /// @param builtAt is written into the index; pass `SOURCE_DATE_EPOCH` to build it again
  public IndexBuilder(Limits limits, Instant builtAt, Progress progress) {
    this.limits = limits;
    this.builtAt = builtAt.truncatedTo(ChronoUnit.SECONDS);
    this.progress = progress;
  }

  /// Compiles `feeds`, laid out as `osv/<Ecosystem>/all.zip`, `kev/…json`, `epss/…csv.gz`,
  /// `nvd/…csv`; without `osv/`, the ecosystems may stand directly in `feeds`, as in OSV's bucket.
  /// An ecosystem may also be a directory of `.json` files. Feeds in a distribution's own form lie
  /// beside these, each in the directory that it names ([DistributionFeeds]).
  ///
  /// @param target is replaced as a whole, or not touched where this fails
  /// @throws IOException where there are no feeds, or one cannot be read at all
  public Built build(Path feeds, Path target) throws IOException {
    return new Build().run(feeds, target);
  }

  /// What was built.
  ///
  /// @param affected entries, one for each package that a record names
  /// @param damagedRecords how many records and rows could not be read
  /// @param damaged the first of them of each feed, in words
  public record Built(
      Path file,
      long bytes,
      Advisories.Metadata metadata,
      int advisories,
      int affected,
      int damagedRecords,
      List<String> damaged) {
    public Built {
      damaged = List.copyOf(damaged);
    }
  }

  /// One run, with what it has collected.
  private final class Build {
    private final StringPool strings = new StringPool();
    private final RecordTable records = new RecordTable(strings);
    private final CveTables cves = new CveTables();
    private final OwnWord ownWord = new OwnWord();
    private final List<Feed> found = new ArrayList<>();
    private final List<String> damaged = new ArrayList<>();
    private int damagedRecords;

    Built run(Path feeds, Path target) throws IOException {
      TreeMap<String, Path> ecosystems = ecosystems(feeds);
      List<DistributionFeed> own = DistributionFeeds.in(feeds, limits);
      if (ecosystems.isEmpty() && own.isEmpty()) {
        throw new IOException(
            "There are no advisories in "
                + feeds
                + ": expected osv/<Ecosystem>/all.zip, as OSV publishes them");
      }
      for (DistributionFeed feed : own) {
        readOwn(feed, feeds.resolve(feed.directory()));
      }
      for (var ecosystem : ecosystems.entrySet()) {
        readOsv(ecosystem.getKey(), ecosystem.getValue());
      }
      readKev(feeds.resolve("kev/known_exploited_vulnerabilities.json"));
      readEpss(feeds.resolve("epss/epss_scores-current.csv.gz"));
      readCvss(feeds.resolve("nvd/cvss-vectors.csv.gz"), "NVD");
      readCvss(feeds.resolve("nvd/cvss-scores.csv"), "CVE record");
      return write(target);
    }

    private Built write(Path target) throws IOException {
      progress.at("Writing the index", 0, -1);
      ByteWriter[] sections = IndexWriter.sections();
      records.write(sections);
      cves.write(sections, strings);
      Advisories.Metadata metadata = new Advisories.Metadata(builtAt.toString(), found);
      IndexWriter.writeMetadata(sections[IndexFormat.METADATA], metadata, records.ecosystems());
      sections[IndexFormat.STRING_OFFSETS] = strings.offsets();
      sections[IndexFormat.STRINGS] = strings.data();
      long bytes = IndexWriter.write(sections, target);
      return new Built(
          target,
          bytes,
          metadata,
          records.advisories(),
          records.affected(),
          damagedRecords,
          damaged);
    }

    private void readOwn(DistributionFeed feed, Path directory) throws IOException {
      progress.at("Reading " + feed.name(), 0, -1);
      Newest newest = new Newest();
      OwnFeed reading = new OwnFeed(records, ownWord, newest);
      feed.read(directory, reading, progress);
      damage(feed.name(), reading.damagedRecords, reading.damaged);
      found.add(
          new Feed(feed.name(), feed.source(), reading.records, newest.text(), feed.licence()));
    }

    private void readOsv(String name, Path feed) throws IOException {
      progress.at("Reading " + name, 0, -1);
      Newest newest = new Newest();
      OsvFeed.Summary summary =
          new OsvFeed(limits)
              .read(
                  feed,
                  name,
                  (OsvRecord record) -> {
                    newest.offer(record.advisory().modified());
                    OsvRecord left = ownWord.leftOf(record);
                    if (!left.affected().isEmpty() || record.affected().isEmpty()) {
                      records.add(left);
                    }
                  },
                  progress);
      damage(name, summary.damagedRecords(), summary.damaged());
      Provenance provenance = Provenance.of(name);
      found.add(
          new Feed(
              name, provenance.source(), summary.records(), newest.text(), provenance.licence()));
    }

    private void readKev(Path file) throws IOException {
      if (Files.exists(file)) {
        progress.at("Reading KEV", 0, -1);
        KevParser.Parsed parsed =
            new KevParser(new JsonReader(limits))
                .parse(
                    Bounded.readFile(file, limits.documentBytes()),
                    (cve, added, ransomware) -> count("KEV", cves.kev(cve, added, ransomware)));
        damage("KEV", parsed.damaged(), List.of());
        Newest newest = new Newest();
        newest.offer(parsed.released());
        found.add(
            new Feed(
                "KEV",
                "CISA Known Exploited Vulnerabilities",
                parsed.entries(),
                newest.text(),
                "CC0-1.0"));
      }
    }

    private void readEpss(Path file) throws IOException {
      if (Files.exists(file)) {
        progress.at("Reading EPSS", 0, -1);
        try (CsvLines lines = CsvLines.open(file, limits)) {
          EpssParser.Parsed parsed =
              EpssParser.parse(
                  lines,
                  (cve, epss, percentile) -> count("EPSS", cves.epss(cve, epss, percentile)));
          damage("EPSS", parsed.damaged(), List.of());
          Newest newest = new Newest();
          newest.offer(parsed.date());
          found.add(
              new Feed(
                  "EPSS",
                  "FIRST Exploit Prediction Scoring System",
                  parsed.rows(),
                  newest.text(),
                  "free to use, name FIRST"));
        }
      }
    }

    private void readCvss(Path file, String source) throws IOException {
      if (Files.exists(file)) {
        String name = String.valueOf(file.getFileName());
        progress.at("Reading " + name, 0, -1);
        try (CsvLines lines = CsvLines.open(file, limits)) {
          damage(
              name,
              CvssTable.parse(
                  lines, source, (cve, severity) -> count(name, cves.severity(cve, severity))),
              List.of());
        }
      }
    }

    private void count(String feed, boolean usable) {
      if (!usable) {
        damage(feed, 1, List.of());
      }
    }

    private void damage(String feed, int more, List<String> words) {
      damagedRecords += more;
      for (String word : words) {
        damaged.add(feed + ": " + word);
      }
      if (more > 0 && words.isEmpty() && damaged.size() < 100) {
        damaged.add(feed + ": " + more + (more == 1 ? " row" : " rows") + " not understood");
      }
    }
  }

  /// What comes of one feed in a distribution's own form.
  private static final class OwnFeed implements DistributionFeed.Sink {
    private static final int KEPT = 20;

    private final RecordTable table;
    private final OwnWord ownWord;
    private final Newest newest;
    private final List<String> damaged = new ArrayList<>();
    private int records;
    private int damagedRecords;

    OwnFeed(RecordTable table, OwnWord ownWord, Newest newest) {
      this.table = table;
      this.ownWord = ownWord;
      this.newest = newest;
    }

    @Override
    public void record(OsvRecord record) {
      newest.offer(record.advisory().modified());
      table.add(record);
      records++;
    }

    @Override
    public void spokenOf(String ecosystem, String id) {
      ownWord.add(ecosystem, id);
    }

    @Override
    public void damaged(String why) {
      damagedRecords++;
      if (damaged.size() < KEPT) {
        damaged.add(why);
      }
    }
  }

  /// The newest time of a feed. Times after the build are mistakes, and would make old data look
  /// fresh.
  private final class Newest {
    private Instant newest = Instant.MIN;
    private String text = "";

    void offer(@Nullable String time) {
      Instant instant = Timestamp.instant(time);
      if (instant != null && time != null && instant.isAfter(newest) && !instant.isAfter(builtAt)) {
        newest = instant;
        text = time;
      }
    }

    String text() {
      return text;
    }
  }

  private static TreeMap<String, Path> ecosystems(Path feeds) throws IOException {
    TreeMap<String, Path> ecosystems = new TreeMap<>();
    Path osv = feeds.resolve("osv");
    boolean apart = Files.isDirectory(osv);
    if (!Files.isDirectory(feeds)) {
      throw new IOException(feeds + " is not a directory of feeds");
    }
    try (DirectoryStream<Path> directories =
        Files.newDirectoryStream(apart ? osv : feeds, Files::isDirectory)) {
      for (Path directory : directories) {
        Path archive = directory.resolve("all.zip");
        String name = String.valueOf(directory.getFileName());
        if (Files.isRegularFile(archive)) {
          ecosystems.put(name, archive);
        } else if (apart && hasRecords(directory)) {
          ecosystems.put(name, directory);
        }
      }
    }
    return ecosystems;
  }

  private static boolean hasRecords(Path directory) throws IOException {
    try (DirectoryStream<Path> records = Files.newDirectoryStream(directory, "*.json")) {
      return records.iterator().hasNext();
    }
  }
}
