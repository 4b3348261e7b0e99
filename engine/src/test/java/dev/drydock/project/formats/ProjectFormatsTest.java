package dev.drydock.project.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.project.ManifestFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectFormatsTest {
  @Test
  void eachIsThereOnce() {
    assertThat(ProjectFormats.builtIn()).extracting(ManifestFormat::name).doesNotHaveDuplicates();
    assertThat(ProjectFormats.builtIn())
        .extracting(ManifestFormat::getClass)
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pom.xml",
        "build.gradle",
        "build.gradle.kts",
        "libs.versions.toml",
        "App.csproj",
        "Directory.Packages.props",
        "packages.config",
        "package.json",
        "pyproject.toml"
      })
  void noFileIsOfTwoKinds(String file) {
    List<ManifestFormat> reading =
        ProjectFormats.builtIn().stream().filter(format -> format.reads(file)).toList();
    assertThat(reading).hasSize(1);
  }
}
