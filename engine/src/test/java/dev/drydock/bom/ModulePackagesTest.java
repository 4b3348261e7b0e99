package dev.drydock.bom;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ModulePackagesTest {

  @Test
  void pathsAreThoseBelowTheModule() {
    List<String> packages = List.of("e.org/a", "e.org/a/b", "e.org/a/b/c");

    assertThat(ModulePackages.text("e.org/a", packages)).isEqualTo(". b b/c");
    assertThat(ModulePackages.read("e.org/a", ". b b/c")).isEqualTo(packages);
  }

  @Test
  void theStandardLibrarysAreWhole() {
    List<String> packages = List.of("net", "net/http", "stdlib");

    assertThat(ModulePackages.text("stdlib", packages)).isEqualTo("net net/http stdlib");
    assertThat(ModulePackages.read("stdlib", "net net/http stdlib")).isEqualTo(packages);
  }

  @Test
  void noneIsSomethingElseThanUnknown() {
    assertThat(ModulePackages.text("a", null)).isNull();
    assertThat(ModulePackages.text("a", List.of())).isEqualTo("-");
    assertThat(ModulePackages.read("a", null)).isNull();
    assertThat(ModulePackages.read("a", " ")).isNull();
    assertThat(ModulePackages.read("a", "-")).isEmpty();
  }

  @Test
  void whatAnybodyMayWriteIsReadInOrder() {
    assertThat(ModulePackages.read("a", " c  b . c ")).containsExactly("a", "a/b", "a/c");
    assertThat(ModulePackages.text("a", List.of("a/b", "ab", "", "x/y"))).isEqualTo("b");
  }
}
