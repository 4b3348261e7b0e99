package dev.drydock.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drydock.bom.Component;
import dev.drydock.catalog.golang.GoBinaryCataloger;
import dev.drydock.catalog.maven.JavaArchiveCataloger;
import dev.drydock.catalog.npm.NpmLockCataloger;
import dev.drydock.catalog.npm.NpmPackageCataloger;
import dev.drydock.catalog.python.PythonArchiveCataloger;
import dev.drydock.catalog.python.PythonPackageCataloger;
import dev.drydock.catalog.sbom.SbomCataloger;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.SharedCorpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
  private static final Set<String> KINDS =
      Set.of(
          "go-binary",
          "java-archive",
          "npm-package-json",
          "npm-package-lock",
          "npm-project",
          "npm-shrinkwrap",
          "python-dist-info",
          "python-egg-info",
          "python-egg-info-file",
          "python-egg-zip",
          "sbom-cyclonedx",
          "sbom-spdx");

  /// What is expected there and we do not report, by case.
  private static final Map<String, Set<String>> NOT_REPORTED =
      Map.of(
          // declared in the package.json, with the same form of version as in another case of the
          // same origin where it is not expected; nothing says that it is installed
          "packages/npm-package-json/scalibr-duplicate-keys",
          Set.of("my-dep 1.0.0"),
          // locked, but not in the node_modules beside the lock file: not installed
          "packages/npm-project/trivy-npm-happy",
          Set.of("array-flatten 1.1.1"),
          // "(devel)" is expected in three other cases for the same build information
          "packages/go-binary/trivy-test.elf",
          Set.of("github.com/aquasecurity/test "));

  /// What we report there and is not expected, by case.
  private static final Map<String, Set<String>> REPORTED =
      Map.of("packages/go-binary/trivy-test.elf", Set.of("github.com/aquasecurity/test (devel)"));

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void findsWhatIsExpectedAndNothingElse(String directory, String expected) throws Exception {
    Path corpus = SharedCorpus.find("corpus").orElseThrow();
    Set<String> must = new TreeSet<>();
    Set<String> may = new TreeSet<>();
    for (Json item : read(corpus.resolve(expected)).items()) {
      String one = key(text(item, "name"), text(item, "version"));
      may.add(one);
      if (!item.isTrue("dev") && !item.isTrue("optional")) {
        must.add(one);
      }
    }
    must.removeAll(NOT_REPORTED.getOrDefault(directory, Set.of()));
    may.addAll(REPORTED.getOrDefault(directory, Set.of()));

    RecordedDiscoveries found = run(corpus.resolve(directory));

    Set<String> names = new TreeSet<>();
    for (Component component : found.components()) {
      names.add(key(component.name(), component.version()));
    }
    assertThat(names).containsAll(must).isSubsetOf(may);
    if (!directory.contains("invalid_jar")) {
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
      if (KINDS.contains(String.valueOf(item.text("kind"))) && expected != null) {
        cases.add(Arguments.of(item.text("case"), expected));
      }
    }
    return cases;
  }

  private static RecordedDiscoveries run(Path root) throws InterruptedException {
    return CatalogerRun.over(
        DirectoryTree.of(root),
        new GoBinaryCataloger(),
        new JavaArchiveCataloger(LIMITS),
        new NpmLockCataloger(LIMITS),
        new NpmPackageCataloger(LIMITS),
        new PythonArchiveCataloger(LIMITS),
        new PythonPackageCataloger(LIMITS),
        new SbomCataloger(LIMITS));
  }

  private static Json read(Path file) throws IOException {
    return new JsonReader(LIMITS).read(Files.readAllBytes(file), file.toString());
  }

  private static String text(Json item, String member) {
    return String.valueOf(item.text(member));
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
