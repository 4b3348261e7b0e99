package dev.drydock.project.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.limits.Limits;
import dev.drydock.project.ManifestCases;
import dev.drydock.project.ProjectManifest;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class RequirementsFormatTest {
  private final RequirementsFormat format = new RequirementsFormat(Limits.defaults());

  private ManifestCases cases() throws IOException {
    return ManifestCases.of(format, "api/requirements.txt", "pypi", "python/requirements.txt");
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
    assertThat(
            Stream.of(
                    "requirements.txt",
                    "requirements-dev.txt",
                    "requirements.in",
                    "test_requirements.txt",
                    "constraints.txt",
                    "robots.txt",
                    "requirements.md",
                    "requirements.txt.bak")
                .filter(format::reads))
        .containsExactly(
            "requirements.txt",
            "requirements-dev.txt",
            "requirements.in",
            "test_requirements.txt",
            "constraints.txt");
  }

  @Test
  void theNameTellsWhetherItIsForDevelopment() throws Exception {
    for (String name : List.of("requirements-dev.txt", "test-requirements.txt")) {
      ProjectManifest manifest = format.read(name, "pytest==7.0.0\n");
      assertThat(manifest.dependencies()).singleElement().matches(each -> each.development());
    }
  }
}
