package dev.drydock.advisory;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A directory of feeds for tests.
public final class FeedDirectory {
  private final Path root;

  public FeedDirectory(Path root) {
    this.root = root;
  }

  public Path root() {
    return root;
  }

  /// Writes `osv/<ecosystem>/all.zip` of these records, each under its number.
  public FeedDirectory osv(String ecosystem, String... records) throws IOException {
    Path archive = root.resolve("osv").resolve(ecosystem).resolve("all.zip");
    Files.createDirectories(archive.getParent());
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      for (int i = 0; i < records.length; i++) {
        ZipEntry entry = new ZipEntry("record-" + i + ".json");
        entry.setTimeLocal(java.time.LocalDateTime.of(2024, 1, 1, 0, 0));
        zip.putNextEntry(entry);
        zip.write(records[i].getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    return this;
  }

  public FeedDirectory kev(String json) throws IOException {
    return file("kev/known_exploited_vulnerabilities.json", json);
  }

  public FeedDirectory epss(String csv) throws IOException {
    Path file = root.resolve("epss/epss_scores-current.csv.gz");
    Files.createDirectories(file.getParent());
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(csv.getBytes(StandardCharsets.UTF_8));
    }
    return this;
  }

  public FeedDirectory file(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return this;
  }

  /// A record that says `name` of `ecosystem` is affected before `fixed`.
  public static String record(String id, String ecosystem, String name, String fixed) {
    return """
        {"id":"%s","modified":"2026-01-02T03:04:05Z","aliases":["CVE-2026-1000"],
         "affected":[{"package":{"ecosystem":"%s","name":"%s"},
           "ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"0"},{"fixed":"%s"}]}]}]}
        """
        .formatted(id, ecosystem, name, fixed);
  }
}
