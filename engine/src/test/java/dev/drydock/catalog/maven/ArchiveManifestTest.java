package dev.drydock.catalog.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.catalog.maven.ArchiveManifest.Section;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveManifestTest {

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r", "\r\n"})
  void linesEndInAnyWay(String end) {
    String text =
        "Manifest-Version: 1.0\nImplementation-Title: a lo\n ng title\nx: y\n\nName: z\nx: no\n";

    assertThat(parse(text.replace("\n", end)).attributes())
        .isEqualTo(
            Map.of("manifest-version", "1.0", "implementation-title", "a long title", "x", "y"));
  }

  @Test
  void onlyTheMainSectionCounts() {
    ArchiveManifest manifest =
        parse("Manifest-Version: 1.0\n\nName: org/example/\nImplementation-Version: 9\n");

    assertThat(manifest.value("implementation-version")).isEmpty();
    assertThat(manifest.sections()).containsExactly(new Section("org/example/", "9"));
  }

  @Test
  void ofOtherSectionsTheVersionIsKeptWhereTheMainOneHasNone() {
    String sections =
        "\n\nName: a\nImplementation-Version: 1 x\n\n\nName: b\nx: y\n\n"
            + "Implementation-Version: ${v}\n\nName: c\nImplementation-Version: 2";

    assertThat(parse("Manifest-Version: 1.0" + sections).sections())
        .containsExactly(new Section("a", "1 x"), new Section("c", "2"));
    assertThat(parse("Implementation-Version: 3" + sections).sections()).isEmpty();
    assertThat(parse("Bundle-Version: 3" + sections).sections()).isEmpty();
    assertThat(parse("x: y" + sections.repeat(10_000)).sections()).hasSize(100);
  }

  @Test
  void variablesThatNobodyFilledInAreIgnored() {
    ArchiveManifest manifest =
        parse("Implementation-Version: ${project.version}\nBundle-Name: %pluginName\n");

    assertThat(manifest.value("implementation-version")).isEmpty();
    assertThat(manifest.value("bundle-name")).isEmpty();
  }

  @Test
  void namesAreOfAnyCaseAndLastLineNeedsNoEnd() {
    assertThat(parse("IMPLEMENTATION-VERSION: 1").value("implementation-version")).isEqualTo("1");
  }

  @Test
  void anEmptyOneHasNothing() {
    assertThat(parse("").attributes()).isEmpty();
    assertThat(parse("\n").attributes()).isEmpty();
    assertThat(parse("no colon\n: no name\n").attributes()).isEmpty();
  }

  private static ArchiveManifest parse(String text) {
    return ArchiveManifest.parse(text.getBytes(StandardCharsets.UTF_8));
  }
}
