package dev.drydock.project.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.limits.Limits;
import dev.drydock.project.ManifestCases;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class PyprojectFormatTest {
  private final PyprojectFormat format = new PyprojectFormat(Limits.defaults());

  private ManifestCases cases() throws IOException {
    return ManifestCases.of(format, "api/pyproject.toml", "pypi", "python/pyproject.txt");
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
    assertThat(Stream.of("pyproject.toml", "poetry.lock", "Pyproject.toml").filter(format::reads))
        .containsExactly("pyproject.toml");
    assertThat(format.purlType()).isEqualTo("pypi");
  }
}
