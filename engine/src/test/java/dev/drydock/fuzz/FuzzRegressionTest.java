package dev.drydock.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.drydock.approval.ApprovalFuzz;
import dev.drydock.image.compression.gzip.DeflateFuzz;
import dev.drydock.image.compression.zstd.ZstdFuzz;
import dev.drydock.image.registry.RegistryFuzz;
import dev.drydock.image.storage.StoreFuzz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Inputs that fuzzing found, read again by the target of their family: `fuzz/FAMILY` in the test
/// resources. `bench/fuzz` takes them for first inputs too.
class FuzzRegressionTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path KEPT = Path.of("src/test/resources/fuzz");
  private static final Pattern ROW = Pattern.compile("(?m)^    '([a-z]+)': \\('([A-Za-z.]+)',");
  private static final Pattern NAME = Pattern.compile("`([a-z]+)`");

  private static final Map<String, ProcessorTime.Target> TARGETS =
      Map.ofEntries(
          Map.entry("approvals", ApprovalFuzz::fuzzerTestOneInput),
          Map.entry("archives", ArchiveFuzz::fuzzerTestOneInput),
          Map.entry("bases", StructureTestFuzz::fuzzerTestOneInput),
          Map.entry("changes", ChangeFuzz::fuzzerTestOneInput),
          Map.entry("daemon", DaemonFuzz::fuzzerTestOneInput),
          Map.entry("deflate", DeflateFuzz::fuzzerTestOneInput),
          Map.entry("dockerfile", DockerfileFuzz::fuzzerTestOneInput),
          Map.entry("documents", DocumentFuzz::fuzzerTestOneInput),
          Map.entry("dotnet", DotnetFuzz::fuzzerTestOneInput),
          Map.entry("executables", ExecutableFuzz::fuzzerTestOneInput),
          Map.entry("feeds", FeedFuzz::fuzzerTestOneInput),
          Map.entry("hosts", HostFuzz::fuzzerTestOneInput),
          Map.entry("hygiene", HygieneFuzz::fuzzerTestOneInput),
          Map.entry("index", IndexFuzz::fuzzerTestOneInput),
          Map.entry("java", JavaArchiveFuzz::fuzzerTestOneInput),
          Map.entry("json", JsonFuzz::fuzzerTestOneInput),
          Map.entry("languages", LanguageFuzz::fuzzerTestOneInput),
          Map.entry("layers", LayerFuzz::fuzzerTestOneInput),
          Map.entry("npm", NpmFuzz::fuzzerTestOneInput),
          Map.entry("project", ProjectFuzz::fuzzerTestOneInput),
          Map.entry("python", PythonFuzz::fuzzerTestOneInput),
          Map.entry("registry", RegistryFuzz::fuzzerTestOneInput),
          Map.entry("rpm", RpmFuzz::fuzzerTestOneInput),
          Map.entry("sbom", BomFuzz::fuzzerTestOneInput),
          Map.entry("stores", StoreFuzz::fuzzerTestOneInput),
          Map.entry("system", PackageDatabaseFuzz::fuzzerTestOneInput),
          Map.entry("versions", VersionFuzz::fuzzerTestOneInput),
          Map.entry("vex", VexFuzz::fuzzerTestOneInput),
          Map.entry("zip", ZipFuzz::fuzzerTestOneInput),
          Map.entry("zstd", ZstdFuzz::fuzzerTestOneInput));

  static List<Path> kept() throws IOException {
    try (Stream<Path> files = Files.walk(KEPT)) {
      return files.filter(Files::isRegularFile).map(KEPT::relativize).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("kept")
  void inputsThatFailedOnceDoNotFailAgain(Path input) throws IOException {
    ProcessorTime.Target target =
        Objects.requireNonNull(TARGETS.get(input.getName(0).toString()), "a family");
    byte[] data = Files.readAllBytes(KEPT.resolve(input));
    assertThatCode(() -> target.read(data)).doesNotThrowAnyException();
  }

  @Test
  void familiesAreThoseOfTheCommandAndOfTheDocument() throws IOException {
    Map<String, String> families = new TreeMap<>();
    Matcher rows = ROW.matcher(Files.readString(ROOT.resolve("bench/fuzz")));
    while (rows.find()) {
      String name = rows.group(2);
      families.put(rows.group(1), name.substring(name.lastIndexOf('.') + 1) + ".java");
    }
    Set<String> described = new TreeSet<>();
    for (String line : Files.readAllLines(ROOT.resolve("docs/fuzzing.md"))) {
      if (line.startsWith("## ")) {
        break; // what was run stands below
      }
      Matcher names = NAME.matcher(line.startsWith("| `") ? line.split("\\|", -1)[1] : "");
      while (names.find()) {
        described.add(names.group(1));
      }
    }
    assertThat(families.keySet()).isEqualTo(new TreeSet<>(TARGETS.keySet()));
    assertThat(described).isEqualTo(families.keySet());
    try (Stream<Path> sources = Files.walk(Path.of("src/test/java"))) {
      assertThat(families.values())
          .containsExactlyInAnyOrderElementsOf(
              sources
                  .map(source -> source.getFileName().toString())
                  .filter(name -> name.endsWith("Fuzz.java"))
                  .toList());
    }
  }
}
