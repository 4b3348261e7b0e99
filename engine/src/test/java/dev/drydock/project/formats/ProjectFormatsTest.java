package dev.drydock.project.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.project.ManifestEdit;
import dev.drydock.project.ManifestException;
import dev.drydock.project.ManifestFormat;
import dev.drydock.project.ProjectManifest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class ProjectFormatsTest {
  private static final int MANY = 30_000;

  @Test
  void everyFileNameIsOfOneKind() {
    List<ManifestFormat> formats = ProjectFormats.builtIn();
    assertThat(formats.stream().map(ManifestFormat::name)).doesNotHaveDuplicates();
    Map<String, String> kinds =
        Map.ofEntries(
            Map.entry("pom.xml", "pom.xml"),
            Map.entry("build.gradle", "build.gradle"),
            Map.entry("build.gradle.kts", "build.gradle"),
            Map.entry("libs.versions.toml", "libs.versions.toml"),
            Map.entry("Shop.csproj", "*.csproj"),
            Map.entry("Directory.Packages.props", "Directory.Packages.props"),
            Map.entry("packages.config", "packages.config"),
            Map.entry("package.json", "package.json"),
            Map.entry("requirements.txt", "requirements.txt"),
            Map.entry("pyproject.toml", "pyproject.toml"),
            Map.entry("Pipfile", "Pipfile"),
            Map.entry("setup.cfg", "setup.cfg"),
            Map.entry("go.mod", "go.mod"),
            Map.entry("Gemfile", "Gemfile"),
            Map.entry("shop.gemspec", "gemspec"),
            Map.entry("Cargo.toml", "Cargo.toml"),
            Map.entry("composer.json", "composer.json"));
    kinds.forEach(
        (file, kind) ->
            assertThat(formats.stream().filter(each -> each.reads(file)).map(ManifestFormat::name))
                .containsExactly(kind));
  }

  private static String many(String head, IntFunction<String> line, String separator, String tail) {
    return IntStream.range(0, MANY)
        .mapToObj(line)
        .collect(Collectors.joining(separator, head, tail));
  }

  /// Time has to grow with the length, not with its square.
  @Test
  void filesOfManyDeclarationsAreReadInTime() {
    Map<String, List<String>> files =
        Map.of(
            "package.json",
            List.of(
                many("{\"dependencies\":{", i -> "\"a" + i + "\":\"^1.0.0\"", ",", "}}"),
                many("{\"dependencies\":{", i -> "\"a\":\"^1.0.0\"", ",", "}}")),
            "composer.json",
            List.of(many("{\"require\":{", i -> "\"a/b" + i + "\":\"^1.0.0\"", ",", "}}")),
            "requirements.txt",
            List.of(
                many("", i -> "a" + i + "==1.0", "\n", "\n"),
                many("", i -> "-e ./a" + i, "\n", "\n"),
                many("", i -> "a[x" + i, "\n", "\n"),
                many("", i -> "a==1.0 \\", "\n", "\n")),
            "pyproject.toml",
            List.of(
                many("[project]\ndependencies = [", i -> "\"a" + i + "\"", ", ", "]\n"),
                many("[tool.poetry.dependencies]\n", i -> "a" + i + " = \"1\"", "\n", "\n"),
                many(
                    "", i -> "[tool.poetry.group.g" + i + ".dependencies]\na = \"1\"", "\n", "\n")),
            "setup.cfg",
            List.of(
                many("[options]\ninstall_requires =", i -> "\n  a" + i, "", "\n"),
                many("[options]\ninstall_requires = ", i -> "a" + i, ";", "\n"),
                many("", i -> "[s" + i + "]", "\n", "\n")),
            "go.mod",
            List.of(
                many("module m\n", i -> "require a" + i + " v1.0.0", "\n", "\n"),
                many(
                    "module m\n",
                    i -> "replace a" + i + " => b v1.0.0",
                    "\n",
                    "\nrequire a1 v1.0.0\n")),
            "Gemfile",
            List.of(
                many("", i -> "gem \"a" + i + "\", \"1.0\"", "\n", "\n"),
                many("", i -> "gem(\"a\",", "\n", "\n"),
                many("", i -> "a = <<~T" + i + "\nT" + i, "\n", "\n")),
            "Cargo.toml",
            List.of(
                many("[dependencies]\n", i -> "a" + i + " = \"1.0\"", "\n", "\n"),
                many("", i -> "[target.t" + i + ".dependencies]\na = \"1.0\"", "\n", "\n")));
    List<String> read = new ArrayList<>();
    files.forEach(
        (name, texts) ->
            texts.forEach(
                text ->
                    Assertions.assertTimeoutPreemptively(
                        Duration.ofSeconds(10),
                        () -> read.add(name + " " + edited(name, text)),
                        () -> name + ": " + text.substring(0, 60))));
    assertThat(read).hasSizeGreaterThan(15).anyMatch(each -> each.endsWith(" " + MANY));
  }

  /// How many dependencies a file declares.
  private static int edited(String name, String text) {
    ManifestFormat format =
        ProjectFormats.builtIn().stream()
            .filter(each -> each.reads(name))
            .findFirst()
            .orElseThrow();
    try {
      ProjectManifest manifest = format.read(name, text);
      int count = manifest.dependencies().size();
      for (ManifestEdit edit :
          List.of(
              manifest.raise("a1", "2.0.0"),
              manifest.override("zz/new", "2.0.0"),
              manifest.override("zz", "2.0.0"),
              manifest.remove("a"),
              manifest.remove("a1"))) {
        assertThat(edit).isNotNull();
      }
      return count;
    } catch (ManifestException _) {
      return 0;
    }
  }
}
