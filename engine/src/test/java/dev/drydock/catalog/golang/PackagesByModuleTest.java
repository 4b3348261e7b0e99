package dev.drydock.catalog.golang;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.catalog.golang.GoModules.Module;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PackagesByModuleTest {
  private static final GoModules MODULES =
      GoModules.parse(
          """
          path\te.org/app/cmd/tool
          mod\te.org/app\tv1.0.0
          dep\te.org/lib\tv1.0.0
          dep\te.org/lib/v2\tv2.0.0
          dep\te.org/old\tv1.0.0
          =>\tf.org/fork\tv1.1.0
          dep\te.org/local\tv1.0.0
          =>\t./local\t
          dep\te.org/unused\tv1.0.0
          dep\tplain\tv1.0.0
          dep\tnet\tv1.0.0
          """);

  private final PackagesByModule all =
      PackagesByModule.of(
          Set.of(
              "main",
              "e.org/app/internal",
              "e.org/app",
              "e.org/application",
              "e.org/lib",
              "e.org/lib/v2",
              "e.org/lib/v2/x",
              "e.org/lib/v3",
              "e.org/old/x",
              "e.org/old",
              "e.org/local/y",
              "plain/p",
              "net/http",
              "runtime",
              "vendor/golang.org/x/net/idna"),
          MODULES);

  private Module module(String path) {
    return MODULES.dependencies().stream()
        .filter(one -> one.path().equals(path))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theLongestPathAtABorderCounts() {
    assertThat(all.of(module("e.org/lib"))).containsExactly("e.org/lib", "e.org/lib/v3");
    assertThat(all.of(module("e.org/lib/v2"))).containsExactly("e.org/lib/v2", "e.org/lib/v2/x");
    assertThat(all.of(module("e.org/unused"))).isEmpty();
  }

  @Test
  void theMainPackageHasThePathOfTheProgram() {
    assertThat(all.of(Objects.requireNonNull(MODULES.main())))
        .containsExactly("e.org/app", "e.org/app/cmd/tool", "e.org/app/internal");
  }

  @Test
  void whatReplacesAModuleHasItsPackages() {
    assertThat(all.of(module("f.org/fork"))).containsExactly("f.org/fork", "f.org/fork/x");
    assertThat(all.of(module("e.org/local"))).containsExactly("e.org/local/y");
  }

  @Test
  void pathsWithoutADotAreTheStandardLibrarysUnlessAModuleIsCalledSo() {
    assertThat(all.of(module("plain"))).containsExactly("plain/p");
    assertThat(all.of(module("net"))).containsExactly("net/http");
    assertThat(all.standardLibrary())
        .containsExactly("net/http", "runtime", "vendor/golang.org/x/net/idna");
  }

  @Test
  void aProgramOfFilesHasNoModule() {
    PackagesByModule files =
        PackagesByModule.of(
            Set.of("main", "runtime", "e.org/x"),
            GoModules.parse("path\tcommand-line-arguments\n"));
    PackagesByModule nameless = PackagesByModule.of(Set.of("main", "runtime"), GoModules.parse(""));

    assertThat(files.standardLibrary()).containsExactly("runtime");
    assertThat(nameless.standardLibrary()).containsExactly("runtime");
  }

  @Test
  void aToolOfGosIsOfTheStandardLibrary() {
    assertThat(
            PackagesByModule.of(Set.of("main", "runtime"), GoModules.parse("path\tcmd/go\n"))
                .standardLibrary())
        .containsExactly("cmd/go", "runtime");
  }

  @Test
  void whereNobodyKnowsNothingIsKnown() {
    PackagesByModule unknown = PackagesByModule.of(null, MODULES);

    assertThat(unknown.standardLibrary()).isNull();
    assertThat(unknown.of(module("e.org/lib"))).isNull();
  }
}
