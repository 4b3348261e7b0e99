package dev.drydock.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drydock.testkit.SharedCorpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every ordering that somebody wrote down, of ours and of the shared corpus.
class VersionOrderingsTest {
  private static final Path RESOURCES = Path.of("src/test/resources/version");

  /// The corpus' files and their schemes.
  private static final Map<String, String> CORPUS =
      Map.ofEntries(
          Map.entry("alpine", "apk"),
          Map.entry("cran", "cran"),
          Map.entry("debian", "deb"),
          Map.entry("hackage", "hackage"),
          Map.entry("maven", "maven"),
          Map.entry("nuget", "nuget"),
          Map.entry("packagist", "composer"),
          Map.entry("pub", "pub"),
          Map.entry("pypi", "pypi"),
          Map.entry("redhat", "rpm"),
          Map.entry("rubygems", "gem"),
          Map.entry("semver", "semver"));

  static List<VersionScheme> schemes() {
    return VersionSchemes.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("schemes")
  void ordersWhatItsSpecificationSays(VersionScheme scheme) throws IOException {
    List<String> wrong = new ArrayList<>();
    int orderings = 0;
    for (String line : Files.readAllLines(RESOURCES.resolve(scheme.name()).resolve("hand.txt"))) {
      if (line.startsWith("! ")) {
        if (scheme.parse(line.substring(2)).isPresent()) {
          wrong.add(line);
        }
      } else if (OrderingLine.isOrdering(line)) {
        orderings++;
        wrong.addAll(differences(scheme, OrderingLine.parse(line)));
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(orderings).isPositive();
  }

  private static Path generated(VersionScheme scheme) {
    return RESOURCES.resolve(scheme.name()).resolve("generated.txt");
  }

  private static List<VersionScheme> schemesWhoseOwnersHaveATool() {
    return VersionSchemes.all().stream().filter(one -> Files.exists(generated(one))).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("schemesWhoseOwnersHaveATool")
  void ordersGeneratedVersionsAsItsOwnersToolDid(VersionScheme scheme) throws IOException {
    Path file = generated(scheme);
    List<String> wrong = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      if (OrderingLine.isOrdering(line)) {
        wrong.addAll(differences(scheme, OrderingLine.parse(line)));
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void ordersTheCorpusSaveForDisputedLines() throws IOException {
    Optional<Path> corpus = SharedCorpus.find("corpus/versions");
    assumeTrue(corpus.isPresent(), "no shared/corpus beside the checkout");
    Map<String, String> disputed = disputed();
    List<String> wrong = new ArrayList<>();
    int compared = 0;
    for (Map.Entry<String, String> entry : CORPUS.entrySet()) {
      VersionScheme scheme = VersionSchemes.of(entry.getValue()).orElseThrow();
      for (String suffix : List.of("-versions.txt", "-versions-generated.txt")) {
        Path file = corpus.orElseThrow().resolve(entry.getKey() + suffix);
        if (!Files.exists(file)) {
          continue;
        }
        for (String line : Files.readAllLines(file)) {
          if (OrderingLine.isOrdering(line)) {
            compared++;
            wrong.addAll(differencesFromCorpus(scheme, line, disputed));
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(compared).isEqualTo(71_818);
    assertThat(disputed.values()).as("disputed lines that are not in the corpus").containsOnly("");
  }

  private static List<String> differencesFromCorpus(
      VersionScheme scheme, String line, Map<String, String> disputed) {
    String key = scheme.name() + " " + line;
    String verdict = disputed.get(key);
    OrderingLine ordering = OrderingLine.parse(line);
    if (verdict == null) {
      return differences(scheme, ordering);
    }
    String ours = OrderingLine.sign(scheme, ordering.left(), ordering.right());
    if (verdict.isEmpty() || verdict.equals(ours)) {
      disputed.put(key, "");
      return List.of();
    }
    return List.of(key + "   ours: " + ours + ", disputed as: " + verdict);
  }

  /// Lines `scheme|a < b|sign` with the sign that the owner's tool gives; `docs/accuracy.md` says
  /// why for each.
  private static Map<String, String> disputed() throws IOException {
    Map<String, String> disputed = new HashMap<>();
    for (String line : Files.readAllLines(RESOURCES.resolve("disputed.txt"))) {
      if (!line.startsWith("#") && !line.isBlank()) {
        int first = line.indexOf('|');
        int last = line.lastIndexOf('|');
        disputed.put(
            line.substring(0, first) + " " + line.substring(first + 1, last),
            line.substring(last + 1));
      }
    }
    return disputed;
  }

  private static List<String> differences(VersionScheme scheme, OrderingLine line) {
    List<String> differences = new ArrayList<>();
    String forth = OrderingLine.sign(scheme, line.left(), line.right());
    if (!forth.equals(line.sign())) {
      differences.add(line + "   ours: " + forth);
    }
    String opposite =
        switch (line.sign()) {
          case "<" -> ">";
          case ">" -> "<";
          default -> "=";
        };
    String back = OrderingLine.sign(scheme, line.right(), line.left());
    if (!back.equals(opposite)) {
      differences.add(line + "   ours the other way round: " + back);
    }
    return differences;
  }
}
