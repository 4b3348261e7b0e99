package dev.drydock.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.drydock.testkit.Mutations;
import dev.drydock.testkit.SharedCorpus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What has to hold of every scheme, whatever its order.
class VersionLawsTest {
  private static final int TRIPLES = 20_000;

  private static final Map<String, String> CORPUS =
      Map.of(
          "apk",
          "alpine",
          "composer",
          "packagist",
          "deb",
          "debian",
          "gem",
          "rubygems",
          "maven",
          "maven",
          "nuget",
          "nuget",
          "pypi",
          "pypi",
          "rpm",
          "redhat",
          "semver",
          "semver",
          "pub",
          "pub");

  static List<VersionScheme> schemes() {
    return VersionSchemes.all();
  }

  /// Versions close to each other, generated and from the files of orderings, which are the
  /// published ones where the shared corpus is at hand.
  private static List<Version> versions(VersionScheme scheme) throws IOException {
    List<String> texts = new ArrayList<>(new VersionPairs(scheme.name(), 4).pairs(1_000));
    List<Path> files = new ArrayList<>();
    files.add(Path.of("src/test/resources/version", scheme.name(), "hand.txt"));
    String corpus = CORPUS.get(scheme.name());
    if (corpus != null) {
      SharedCorpus.find("corpus/versions/" + corpus + "-versions.txt").ifPresent(files::add);
      SharedCorpus.find("corpus/versions/" + corpus + "-versions-generated.txt")
          .ifPresent(files::add);
    }
    for (Path file : files) {
      for (String line : Files.readAllLines(file)) {
        if (OrderingLine.isOrdering(line) && !line.startsWith("! ")) {
          texts.add(OrderingLine.parse(line).left());
          texts.add(OrderingLine.parse(line).right());
        }
      }
    }
    return texts.stream().map(scheme::parse).flatMap(Optional::stream).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("schemes")
  void orderIsATotalPreorder(VersionScheme scheme) throws IOException {
    List<Version> versions = versions(scheme);
    SplittableRandom random = new SplittableRandom(5);
    List<String> broken = new ArrayList<>();
    for (int i = 0; i < TRIPLES; i++) {
      int at = random.nextInt(versions.size());
      Version a = versions.get(at);
      Version b = near(versions, at, random);
      Version c = near(versions, at, random);
      int ab = sign(a, b);
      int bc = sign(b, c);
      int ac = sign(a, c);
      boolean lawful =
          sign(a, a) == 0
              && ab == -sign(b, a)
              && (ab > 0 || bc > 0 || ac <= 0)
              && (ab < 0 || bc < 0 || ac >= 0)
              && (ab != 0 || ac == bc);
      if (!lawful) {
        broken.add(a + " " + b + " " + c);
      }
    }
    assertThat(broken).isEmpty();
  }

  /// Mostly one of the next few, which differ little.
  private static Version near(List<Version> versions, int at, SplittableRandom random) {
    int index =
        random.nextInt(3) == 0
            ? random.nextInt(versions.size())
            : Math.min(versions.size() - 1, at + random.nextInt(6));
    return versions.get(index);
  }

  private static int sign(Version a, Version b) {
    return Integer.signum(a.compareTo(b));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("schemes")
  void equalVersionsAreWrittenTheSame(VersionScheme scheme) throws IOException {
    for (Version version : versions(scheme)) {
      Version again = scheme.parse(version.toString()).orElseThrow();
      assertThat(again).isEqualTo(version).hasSameHashCodeAs(version).hasToString(version + "");
      assertThat(again.compareTo(version)).isZero();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("schemes")
  void anyTextGivesAVersionOrNothing(VersionScheme scheme) throws IOException {
    Version reference = scheme.parse("1.0.0").orElseThrow();
    List<Version> versions = versions(scheme);
    SplittableRandom random = new SplittableRandom(6);
    for (int i = 0; i < 300; i++) {
      byte[] good =
          versions
              .get(random.nextInt(versions.size()))
              .toString()
              .getBytes(StandardCharsets.ISO_8859_1);
      Mutations.of(good, i, 20)
          .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
          .forEach(text -> compareIfVersion(scheme, reference, text));
    }
    String alphabet = "0019abvxrc.-_+~^:!*/é\u0130\ud83d\ude00 \t\0";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(12); length > 0; length--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      compareIfVersion(scheme, reference, text.toString());
    }
  }

  private static void compareIfVersion(VersionScheme scheme, Version reference, String text) {
    scheme
        .parse(text)
        .ifPresent(
            version -> {
              assertThat(version).hasToString(text.strip());
              assertThat(sign(version, reference)).isEqualTo(-sign(reference, version));
            });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("schemes")
  void longTextsTakeNoLongerThanTheirLength(VersionScheme scheme) {
    List<String> pieces =
        List.of("1", "0", "1.", "0.", "a", "1a", "-", "~", ".a", "1-", "+a", "_p1");
    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> {
          for (String piece : pieces) {
            String huge = "1" + piece.repeat(2_000_000 / piece.length());
            assertThat(scheme.parse(huge)).isEmpty();
            String longest = "1" + piece.repeat((VersionText.MAX_LENGTH - 2) / piece.length());
            for (int i = 0; i < 500; i++) {
              Optional<Version> version = scheme.parse(longest);
              if (version.isPresent()) {
                assertThat(version.get().compareTo(scheme.parse(longest).orElseThrow())).isZero();
              }
            }
          }
        });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("schemes")
  void emptyAndBlankTextsAreNoVersions(VersionScheme scheme) {
    for (String text : List.of("", " ", "\t\n", "1.0 2.0", "1\u00000", "1.0\n2")) {
      if (!scheme.name().equals("golang") || !text.equals("1.0 2.0")) {
        assertThat(scheme.parse(text)).as("'%s'", text).isEmpty();
      }
    }
    assertThat(scheme.parse(" 1.0.0\n"))
        .hasValueSatisfying(v -> assertThat(v).hasToString("1.0.0"));
  }

  @Test
  void versionsOfDifferentSchemesDoNotCompare() {
    List<VersionScheme> schemes = VersionSchemes.all();
    for (VersionScheme one : schemes) {
      for (VersionScheme other : schemes) {
        Version a = one.parse("1.0.0").orElseThrow();
        Version b = other.parse("1.0.0").orElseThrow();
        if (one.equals(other)) {
          assertThat(a.compareTo(b)).isZero();
        } else {
          assertThatThrownBy(() -> a.compareTo(b)).isInstanceOf(ClassCastException.class);
        }
      }
    }
  }

  @Test
  void everySchemeIsFoundByItsName() {
    for (VersionScheme scheme : VersionSchemes.all()) {
      assertThat(VersionSchemes.of(scheme.name())).containsSame(scheme);
    }
    assertThat(VersionSchemes.all())
        .extracting(VersionScheme::name)
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(VersionSchemes.of("DEB")).isEmpty();
    assertThat(VersionSchemes.of("")).isEmpty();
  }

  @Test
  void goIgnoresWhoBuiltTheToolchain() {
    VersionScheme golang = VersionSchemes.of("golang").orElseThrow();
    Version release = golang.parse("go1.21.3").orElseThrow();
    for (String built :
        List.of(
            "go1.21.3 X:boringcrypto",
            "go1.21.3 (Red Hat 1.21.3-1.el9)",
            "1.21.3 X:nocoverageredesign")) {
      assertThat(golang.parse(built))
          .hasValueSatisfying(version -> assertThat(version.compareTo(release)).isZero());
    }
    assertThat(golang.parse("go1.21.3 " + "x".repeat(2_000))).isEmpty();
    assertThat(golang.parse("devel go1.22-abcdef Mon Jan 1 00:00:00 2024 +0000")).isEmpty();
  }
}
