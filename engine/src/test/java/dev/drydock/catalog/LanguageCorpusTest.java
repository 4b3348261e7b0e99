package dev.drydock.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drydock.bom.Component;
import dev.drydock.bom.Purl;
import dev.drydock.catalog.inventory.Catalogers;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.SharedCorpus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Other people's fixtures with other people's expectations: nothing missing, nothing invented,
/// except where this says what and why.
class LanguageCorpusTest {
  private static final Limits LIMITS = Limits.defaults();

  /// Kinds that other tests compare: whole images, and databases of operating systems.
  private static final Set<String> COMPARED_ELSEWHERE = Set.of("image", "layer", "os-release");

  /// Names and versions that differ from the corpus, argued: by case and sign.
  private static final Map<String, Set<String>> ARGUED = argued();

  private static Map<String, Set<String>> argued() {
    Map<String, Set<String>> argued = new HashMap<>();
    try (InputStream in =
        LanguageCorpusTest.class.getResourceAsStream("/catalog/argued-packages.txt")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.lines().toList()) {
        String[] parts = line.split("\t", -1);
        if (parts.length == 3) {
          argued.computeIfAbsent(parts[1] + parts[0], _ -> new TreeSet<>()).add(parts[2]);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return argued;
  }

  /// What their origins' own tests want to be refused.
  private static final Set<String> MALFORMED =
      Set.of(
          "packages/java-archive/scalibr-invalid_jar.jar", "packages/gem-gemspec/scalibr-badspec");

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void findsWhatIsExpectedAndNothingElse(String directory, String expected) throws Exception {
    Path corpus = SharedCorpus.find("corpus").orElseThrow();
    Set<String> must = new TreeSet<>();
    Set<String> may = new TreeSet<>();
    for (Json item : read(corpus.resolve(expected)).items()) {
      String one = key(item);
      may.add(one);
      if (!item.isTrue("dev") && !item.isTrue("optional")) {
        must.add(one);
      }
    }
    must.removeAll(ARGUED.getOrDefault("-" + directory, Set.of()));
    may.addAll(ARGUED.getOrDefault("+" + directory, Set.of()));

    RecordedDiscoveries found = run(corpus.resolve(directory));

    Set<String> names = new TreeSet<>();
    for (Component component : found.components()) {
      names.add(key(component.name(), component.version()));
    }
    assertThat(names).containsAll(must).isSubsetOf(may);
    if (!MALFORMED.contains(directory)) {
      assertThat(found.unreadable()).isEmpty();
    }
  }

  @Test
  void aMalformedArchiveIsUnreadable() throws Exception {
    assumeTrue(SharedCorpus.find("corpus/index.json").isPresent(), "the shared corpus is missing");
    Path corpus = SharedCorpus.find("corpus").orElseThrow();

    RecordedDiscoveries found =
        run(corpus.resolve("packages/java-archive/scalibr-invalid_jar.jar"));

    assertThat(found.unreadable()).hasSize(1);
    assertThat(found.unreadable().getFirst())
        .startsWith("app/invalid_jar.jar: app/invalid_jar.jar");
  }

  @Test
  void theArtifactOfAFileNameAloneHasNoGroup() throws Exception {
    assumeTrue(SharedCorpus.find("corpus/index.json").isPresent(), "the shared corpus is missing");
    Path corpus = SharedCorpus.find("corpus").orElseThrow();
    String directory = "packages/java-archive/trivy-heuristic-1.0.0-SNAPSHOT.jar";

    assertThat(run(corpus.resolve(directory)).purls())
        .containsExactly("pkg:maven/heuristic@1.0.0-SNAPSHOT");
  }

  static List<Arguments> cases() throws IOException {
    Optional<Path> index = SharedCorpus.find("corpus/index.json");
    assumeTrue(index.isPresent(), "the shared corpus is missing");
    List<Arguments> cases = new ArrayList<>();
    for (Json item : read(index.orElseThrow()).items()) {
      String expected = item.text("expected");
      String kind = String.valueOf(item.text("kind"));
      if (expected != null
          && !COMPARED_ELSEWHERE.contains(kind)
          && !OsCorpusTest.CATALOGERS.containsKey(kind)) {
        cases.add(Arguments.of(item.text("case"), expected));
      }
    }
    return cases;
  }

  private static RecordedDiscoveries run(Path root) throws InterruptedException {
    return CatalogerRun.over(
        DirectoryTree.of(root), Catalogers.builtIn(LIMITS).toArray(new Cataloger[0]));
  }

  private static Json read(Path file) throws IOException {
    return new JsonReader(LIMITS).read(Files.readAllBytes(file), file.toString());
  }

  private static String text(Json item, String member) {
    return String.valueOf(item.text(member));
  }

  /// Where the corpus has the purl of a Maven or Swift package, that has the group and the version;
  /// the name there is a short one.
  private static String key(Json item) {
    String purl = text(item, "purl");
    if (purl.startsWith("pkg:maven/") || purl.startsWith("pkg:swift/")) {
      Purl parsed = Purl.parse(purl);
      String version = parsed.version() == null ? text(item, "version") : parsed.version();
      String separator = parsed.type().equals("maven") ? ":" : "/";
      return key(
          parsed.namespace() == null
              ? parsed.name()
              : parsed.namespace() + separator + parsed.name(),
          version);
    }
    return key(text(item, "name"), text(item, "version"));
  }

  /// The corpus names an artifact of an unknown group as its own group, or not at all, and writes
  /// Python names in any case.
  private static String key(String name, String version) {
    String text = name.toLowerCase(Locale.ROOT);
    int colon = text.indexOf(':');
    if (colon > 0 && text.substring(0, colon).equals(text.substring(colon + 1))) {
      text = text.substring(colon + 1);
    }
    return text + " " + version;
  }
}
