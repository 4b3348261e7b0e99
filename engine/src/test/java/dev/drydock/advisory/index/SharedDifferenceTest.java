package dev.drydock.advisory.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drydock.advisory.Progress;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.SharedCorpus;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real feeds, as they are and edited, against a lookup of every package in both.
class SharedDifferenceTest {
  private static final List<String> EDITED = List.of("RubyGems", "Go", "AlmaLinux");
  private static final List<String> AS_THEY_ARE = List.of("npm", "Alpine");

  @TempDir static Path directory;

  private static Path mirror;
  private static AdvisoryIndex before;

  @BeforeAll
  static void build() throws IOException {
    Optional<Path> feeds = SharedCorpus.find("feeds");
    assumeTrue(feeds.isPresent(), "needs the shared feeds");
    mirror = directory.resolve("mirror");
    Files.createDirectories(mirror.resolve("osv"));
    for (String part : List.of("kev", "epss", "nvd")) {
      link(feeds.get(), part);
    }
    for (String ecosystem : AS_THEY_ARE) {
      link(feeds.get(), "osv/" + ecosystem);
    }
    for (String ecosystem : EDITED) {
      Files.createDirectories(mirror.resolve("osv/" + ecosystem));
      Files.copy(archive(feeds.get(), ecosystem), archive(mirror, ecosystem));
    }
    before = build(1);
  }

  private static void link(Path feeds, String part) throws IOException {
    Files.createSymbolicLink(mirror.resolve(part), feeds.resolve(part).toAbsolutePath());
  }

  private static Path archive(Path root, String ecosystem) {
    return root.resolve("osv").resolve(ecosystem).resolve("all.zip");
  }

  private static AdvisoryIndex build(int day) throws IOException {
    Path file = directory.resolve(day + ".idx");
    new IndexBuilder(
            Limits.defaults(), Instant.ofEpochSecond(1_800_000_000L + day), Progress.silent())
        .build(mirror, file);
    return AdvisoryIndex.open(file);
  }

  @Test
  void everyPackageThatSomethingElseIsSaidOfIsFoundAndNoOther() throws IOException {
    for (String ecosystem : EDITED) {
      edit(archive(mirror, ecosystem));
    }
    AdvisoryIndex after = build(2);

    IndexDifference difference = IndexDifference.between(before, after, 0.1);

    assertThat(difference.packages()).isEqualTo(PackageOracle.changed(before, after));
    assertThat(difference.packages()).hasSizeGreaterThan(300);
    assertThat(difference.packages().stream().map(IndexDifference.Package::ecosystem).distinct())
        .contains("Go", "RubyGems", "AlmaLinux:8")
        .doesNotContain("npm", "Alpine:v3.10");
    assertThat(difference.cves()).isEmpty();
    assertThat(difference.ecosystems()).isEmpty();
  }

  /// Backwards, with some records left out and something else in others.
  private static void edit(Path archive) throws IOException {
    Path edited = directory.resolve("edited.zip");
    try (ZipFile from = new ZipFile(archive.toFile());
        OutputStream out = Files.newOutputStream(edited);
        ZipOutputStream to = new ZipOutputStream(out)) {
      List<ZipEntry> entries = new java.util.ArrayList<>();
      Enumeration<? extends ZipEntry> all = from.entries();
      while (all.hasMoreElements()) {
        entries.add(all.nextElement());
      }
      for (int i = entries.size() - 1; i >= 0; i--) {
        if (i % 50 != 0) {
          to.putNextEntry(new ZipEntry(entries.get(i).getName()));
          try (InputStream in = from.getInputStream(entries.get(i))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            to.write(edited(text, i % 50).getBytes(StandardCharsets.UTF_8));
          }
          to.closeEntry();
        }
      }
    }
    Files.delete(archive);
    Files.move(edited, archive);
  }

  private static String edited(String record, int which) {
    return switch (which) {
      case 1 ->
          record
              .replace("\"fixed\": \"", "\"fixed\": \"9")
              .replace("\"fixed\":\"", "\"fixed\":\"9");
      case 2 -> record.replace("\"CVE-", "\"CVE-1");
      default -> record;
    };
  }
}
