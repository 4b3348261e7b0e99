package dev.drydock.server.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Real feeds, the packages that they speak of, and a later state of them in which some records are
/// other ones.
final class BenchFeeds {
  private static final Pattern PACKAGE =
      Pattern.compile(
          "\"ecosystem\": ?\"([^\"]{1,40})\", ?\"name\": ?\"([^\"]{1,100})\""
              + "|\"name\": ?\"([^\"]{1,100})\", ?\"ecosystem\": ?\"([^\"]{1,40})\"");
  private static final Pattern VERSION =
      Pattern.compile("\"(?:fixed|last_affected|introduced)\": ?\"([^\"]{2,60})\"");
  private static final int MOST_VERSIONS = 6;

  private final Path feeds;

  /// Ecosystem, package, some of its versions.
  private final Map<String, Map<String, Set<String>>> packages = new TreeMap<>();

  BenchFeeds(Path feeds) throws IOException {
    this.feeds = feeds;
    for (Path archive : archives()) {
      try (ZipFile zip = new ZipFile(archive.toFile())) {
        for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
          learn(text(zip, all.nextElement()));
        }
      }
    }
  }

  private List<Path> archives() throws IOException {
    try (Stream<Path> files = Files.walk(feeds.resolve("osv"), 2)) {
      return files.filter(file -> file.endsWith("all.zip")).sorted().toList();
    }
  }

  private static String text(ZipFile zip, ZipEntry entry) throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void learn(String record) {
    Matcher names = PACKAGE.matcher(record);
    Set<String> versions = new TreeSet<>();
    Matcher found = VERSION.matcher(record);
    while (found.find() && versions.size() < MOST_VERSIONS) {
      versions.add(found.group(1));
    }
    while (names.find() && !versions.isEmpty()) {
      Set<String> known =
          packages
              .computeIfAbsent(ecosystem(names), _ -> new TreeMap<>())
              .computeIfAbsent(name(names), _ -> new TreeSet<>());
      if (known.size() < MOST_VERSIONS) {
        known.addAll(versions);
      }
    }
  }

  private static String ecosystem(Matcher found) {
    return found.group(1) == null ? found.group(4) : found.group(1);
  }

  private static String name(Matcher found) {
    return found.group(2) == null ? found.group(3) : found.group(2);
  }

  /// Names with some versions, of one ecosystem.
  Map<String, Set<String>> packages(String ecosystem) {
    return packages.getOrDefault(ecosystem, Map.of());
  }

  /// Writes the feeds as they are later: of the packages in `used`, `count` records are gone or say
  /// something else.
  void writeLater(Path target, Set<String> used, int count, Random random) throws IOException {
    List<String> candidates = new ArrayList<>();
    for (Path archive : archives()) {
      try (ZipFile zip = new ZipFile(archive.toFile())) {
        for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
          ZipEntry entry = all.nextElement();
          String record = text(zip, entry);
          if (speaksOf(record, used) && isOneOfMany(record)) {
            candidates.add(archive + "!" + entry.getName());
          }
        }
      }
    }
    Set<String> chosen = new HashSet<>();
    while (chosen.size() < Math.min(count, candidates.size())) {
      chosen.add(candidates.get(random.nextInt(candidates.size())));
    }
    System.out.println(
        candidates.size() + " records speak of the fleet, " + chosen.size() + " are changed");
    for (Path archive : archives()) {
      Path copy = target.resolve(feeds.relativize(archive).toString());
      Files.createDirectories(copy.resolveSibling("."));
      write(archive, copy, chosen, random);
    }
    try (Stream<Path> others = Files.walk(feeds)) {
      for (Path file : others.filter(Files::isRegularFile).toList()) {
        if (!file.startsWith(feeds.resolve("osv"))) {
          Path copy = target.resolve(feeds.relativize(file).toString());
          Files.createDirectories(copy.resolveSibling("."));
          Files.copy(file, copy);
        }
      }
    }
  }

  /// Whether without it no ecosystem is gone, which would be another kind of change.
  private boolean isOneOfMany(String record) {
    Matcher names = PACKAGE.matcher(record);
    while (names.find()) {
      if (packages(ecosystem(names)).size() < 20) {
        return false;
      }
    }
    return true;
  }

  private static boolean speaksOf(String record, Set<String> used) {
    Matcher names = PACKAGE.matcher(record);
    while (names.find()) {
      if (used.contains(ecosystem(names) + " " + name(names))) {
        return true;
      }
    }
    return false;
  }

  private static void write(Path archive, Path copy, Set<String> chosen, Random random)
      throws IOException {
    try (ZipFile zip = new ZipFile(archive.toFile());
        OutputStream out = Files.newOutputStream(copy);
        ZipOutputStream packed = new ZipOutputStream(out)) {
      packed.setLevel(1);
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        String record = text(zip, entry);
        if (chosen.contains(archive + "!" + entry.getName())) {
          if (random.nextInt(4) == 0) {
            continue; // withdrawn
          }
          record = VERSION.matcher(record).replaceAll(match -> later(match.group()));
        }
        packed.putNextEntry(new ZipEntry(entry.getName()));
        packed.write(record.getBytes(StandardCharsets.UTF_8));
        packed.closeEntry();
      }
    }
  }

  /// The fix came with another version than was thought.
  private static String later(String event) {
    boolean fixed = event.startsWith("\"fixed\"");
    return Matcher.quoteReplacement(fixed ? event.substring(0, event.length() - 1) + "1\"" : event);
  }
}
