package dev.drydock.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drydock.testkit.SharedCorpus;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The schemes beside the tools of their owners, by way of the script `compare-versions`; a tool
/// that is not installed is a skipped test.
class OwnersOrderTest {
  private static final Path SCRIPT = Path.of("src/test/scripts/compare-versions").toAbsolutePath();

  /// Schemes that take exactly what their owners take. rpm takes an empty version too, node-semver
  /// tears `1.2.10.9` into 1.2.1 and the pre-release 0.9, and npm's advisories have `1.2`.
  private static final Set<String> SAME_GRAMMAR = Set.of("deb", "maven", "pypi", "gem", "composer");

  /// apk 2 has other rules for numbers with zeros in front, no hashes, and numbers of 64 bits.
  private static final Pattern APK_2 = Pattern.compile("~|[.]0[0-9]|[0-9]{18}");

  @TempDir Path folder;

  @Test
  void dpkgOrdersGeneratedVersionsTheSameWay() throws Exception {
    compare("deb", new VersionPairs("deb", 1).pairs(2_500));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rpm", "maven", "npm", "pypi", "gem", "composer"})
  void ownerOrdersGeneratedVersionsTheSameWay(String scheme) throws Exception {
    compare(scheme, new VersionPairs(scheme, 1).pairs(5_000));
  }

  @Test
  void dpkgOrdersPublishedVersionsTheSameWay() throws Exception {
    compare("deb", neighbours(publishedDebianVersions(), 2_500));
  }

  // not in every build: Debian, where CI runs, has no apk
  @Tag("fuzz")
  @Test
  void apkOrdersGeneratedVersionsTheSameWay() throws Exception {
    compare("apk", apkVersions(1, 400));
  }

  @Tag("fuzz")
  @Test
  void dpkgOrdersManyGeneratedVersionsTheSameWay() throws Exception {
    assertThat(compare("deb", new VersionPairs("deb", 2).pairs(130_000)))
        .isGreaterThanOrEqualTo(100_000);
  }

  @Tag("fuzz")
  @Test
  void dpkgOrdersManyPublishedVersionsTheSameWay() throws Exception {
    assertThat(compare("deb", neighbours(publishedDebianVersions(), 40_000))).isEqualTo(40_000);
  }

  @Tag("fuzz")
  @Test
  void apkOrdersManyVersionsTheSameWay() throws Exception {
    assertThat(compare("apk", apkVersions(2, 102_000))).isGreaterThanOrEqualTo(100_000);
  }

  /// What is a version by our reading alone, and alike by the rules of apk 2, so that nearly every
  /// pair has an order to compare whatever the release.
  private static List<String> apkVersions(int seed, int count) {
    VersionScheme scheme = VersionSchemes.of("apk").orElseThrow();
    VersionPairs random = new VersionPairs("apk", seed);
    List<String> versions = new ArrayList<>();
    while (versions.size() < 2 * count) {
      List<String> pair = random.pairs(1);
      if (pair.stream()
          .allMatch(one -> scheme.parse(one).isPresent() && !APK_2.matcher(one).find())) {
        versions.addAll(pair);
      }
    }
    return versions;
  }

  @Tag("fuzz")
  @Test
  void rpmOrdersManyVersionsTheSameWay() throws Exception {
    assertThat(compare("rpm", new VersionPairs("rpm", 2).pairs(200_000)))
        .isGreaterThanOrEqualTo(100_000);
  }

  @Tag("fuzz")
  @ParameterizedTest
  @ValueSource(strings = {"maven", "npm", "pypi", "gem", "composer"})
  void ownerOrdersManyVersionsTheSameWay(String scheme) throws Exception {
    compare(scheme, new VersionPairs(scheme, 2).pairs(200_000));
  }

  /// Neighbours in the order of the alphabet, and pairs at random.
  private static List<String> neighbours(Set<String> versions, int count) {
    List<String> sorted = List.copyOf(versions);
    SplittableRandom random = new SplittableRandom(3);
    List<String> pairs = new ArrayList<>();
    while (pairs.size() < 2 * count) {
      int at = random.nextInt(sorted.size() - 1);
      pairs.add(sorted.get(at));
      pairs.add(sorted.get(random.nextInt(4) == 0 ? random.nextInt(sorted.size()) : at + 1));
    }
    return pairs;
  }

  private static Set<String> publishedDebianVersions() throws IOException {
    Optional<Path> zip = SharedCorpus.find("feeds/osv/Debian/all.zip");
    assumeTrue(zip.isPresent(), "no shared/feeds beside the checkout");
    Set<String> versions = new TreeSet<>();
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip.orElseThrow()))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        String record = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        for (int at = record.indexOf("\"fixed\""); at >= 0; at = record.indexOf("\"fixed\"", at)) {
          int from = record.indexOf('"', at + 7) + 1;
          at = record.indexOf('"', from);
          versions.add(record.substring(from, at));
        }
      }
    }
    Optional<Path> status = SharedCorpus.find("corpus/packages/dpkg-status");
    assumeTrue(status.isPresent(), "no shared/corpus beside the checkout");
    try (var files = Files.walk(status.orElseThrow())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.readString(file, StandardCharsets.ISO_8859_1)
            .lines()
            .filter(line -> line.startsWith("Version: "))
            .map(line -> line.substring(9).strip())
            .filter(version -> !version.isEmpty() && version.indexOf(' ') < 0)
            .forEach(versions::add);
      }
    }
    assertThat(versions).hasSizeGreaterThan(10_000);
    return versions;
  }

  /// How many pairs both could read, and read alike.
  private int compare(String name, List<String> versions) throws Exception {
    VersionScheme scheme = VersionSchemes.of(name).orElseThrow();
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < versions.size(); i += 2) {
      String a = versions.get(i);
      String b = versions.get(i + 1);
      if (name.equals("composer") && (hasHugeNumber(a) || hasHugeNumber(b))) {
        continue;
      }
      String sign = OrderingLine.sign(scheme, a, b);
      lines.append(a).append(sign.equals("!") ? " < " : " " + sign + " ").append(b).append('\n');
    }
    List<String> differences = new ArrayList<>();
    int compared = 0;
    for (String line : owner(name, lines.toString())) {
      OrderingLine owner = OrderingLine.parse(line);
      String ours = OrderingLine.sign(scheme, owner.left(), owner.right());
      if (owner.sign().equals("?")) {
        continue; // a release of the tool with rules of its own here: the script says which
      }
      boolean bothTake = !ours.equals("!") && !owner.sign().equals("!");
      if (bothTake) {
        compared++;
      }
      if (!ours.equals(owner.sign()) && (bothTake || SAME_GRAMMAR.contains(name))) {
        differences.add(line + "   ours: " + ours);
      }
    }
    assertThat(differences).isEmpty();
    assertThat(compared).as("pairs that both can read").isGreaterThan(versions.size() / 10);
    return compared;
  }

  /// PHP's numbers end at 64 bits: it finds larger ones equal.
  private static boolean hasHugeNumber(String version) {
    for (int at = 0; at < version.length(); at++) {
      int end = VersionText.digitsEnd(version, at);
      if (end - at > 18) {
        return true;
      }
      at = Math.max(at, end - 1);
    }
    return false;
  }

  private List<String> owner(String scheme, String lines) throws Exception {
    Path input = Files.writeString(folder.resolve("input"), lines);
    File errors = folder.resolve("errors").toFile();
    Process process =
        new ProcessBuilder("sh", SCRIPT.toString(), "order", scheme)
            .redirectInput(input.toFile())
            .redirectError(errors)
            .start();
    List<String> answer = new ArrayList<>();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      out.lines().forEach(answer::add);
    }
    int status = process.waitFor();
    String error = Files.readString(errors.toPath(), StandardCharsets.UTF_8).strip();
    assumeTrue(status != 77, error);
    assertThat(status).as(error).isZero();
    assertThat(answer).hasSize((int) lines.lines().count());
    return answer;
  }
}
