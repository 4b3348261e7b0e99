package dev.drydock.project.npm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.limits.Limits;
import dev.drydock.project.ManifestCases;
import dev.drydock.project.ManifestException;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class PackageJsonFormatTest {
  private final PackageJsonFormat format = new PackageJsonFormat(Limits.defaults());

  private ManifestCases cases() throws IOException {
    return ManifestCases.of(format, "web/package.json", "npm", "npm/package-json.txt");
  }

  @TestFactory
  Stream<DynamicTest> filesAreReadAndEdited() throws IOException {
    return cases().tests();
  }

  @Test
  void damagedFilesAreSurvived() throws IOException {
    cases().surviveDamage();
  }

  @Test
  void isToldByItsName() {
    assertThat(format.reads("package.json")).isTrue();
    assertThat(format.reads("package-lock.json")).isFalse();
    assertThat(format.purlType()).isEqualTo("npm");
  }

  @Test
  void hasBounds() {
    String deep = "{\"a\":".repeat(100_000);
    assertThatThrownBy(() -> format.read("package.json", deep))
        .isInstanceOf(ManifestException.class)
        .hasMessage("package.json is not a package.json: more than 64 levels in line 1");
  }
}
