package dev.drydock.project.gradle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.limits.Limits;
import dev.drydock.project.ManifestEdit;
import dev.drydock.project.ManifestException;
import dev.drydock.project.ProjectManifest;
import dev.drydock.project.edit.ManifestCase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class GradleCatalogFormatTest {
  private static final String FILE = "libs.versions.toml";

  private final GradleCatalogFormat format = new GradleCatalogFormat(Limits.defaults());

  static List<ManifestCase> cases() {
    return ManifestCase.of("gradle-catalog");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void declaresAndChanges(ManifestCase one) throws ManifestException {
    one.check(format);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void staysCalmWhereItIsDamaged(ManifestCase one) {
    one.damage(format, "[]{}\"'=,.#\\ :\n", 300);
  }

  @Test
  void isOnlyACatalog() {
    assertThat(format.name()).isEqualTo(FILE);
    assertThat(format.purlType()).isEqualTo("maven");
    assertThat(format.reads(FILE)).isTrue();
    assertThat(format.reads("versions.toml")).isFalse();
    assertThat(format.reads("Cargo.toml")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[",
        "[]",
        "[a",
        "[[a]",
        "[a] b",
        "a",
        "a =",
        "a = # nothing",
        "a = \"b",
        "a = \"b\nc\"",
        "a = 'b",
        "a = \"\"\"b",
        "a = [",
        "a = [1 2]",
        "a = {",
        "a = { b }",
        "a = { b = 1 c = 2 }",
        "= 1",
        "a. = 1",
        "\"a = 1",
        "a = \"b\" c",
        "a = 1\n!"
      })
  void refusesInOneLine(String text) {
    assertThatThrownBy(() -> format.read("gradle/" + FILE, text))
        .isInstanceOf(ManifestException.class)
        .hasMessageStartingWith("gradle/" + FILE + " is not TOML: ")
        .hasMessageNotContaining("\n");
  }

  @Test
  void boundsDepthAndSize() {
    assertThatThrownBy(() -> format.read(FILE, "a = " + "[".repeat(1_000_000)))
        .isInstanceOf(ManifestException.class)
        .hasMessageContaining("nested too deep");
    assertThatThrownBy(() -> format.read(FILE, "a = " + "{a=".repeat(1_000_000)))
        .isInstanceOf(ManifestException.class)
        .hasMessageContaining("nested too deep");
    assertThatThrownBy(() -> format.read(FILE, "a" + ".a".repeat(1_000_000)))
        .isInstanceOf(ManifestException.class)
        .hasMessageContaining("too many parts");
    assertThatThrownBy(() -> format.read(FILE, "x".repeat((64 << 20) + 1)))
        .isInstanceOf(ManifestException.class)
        .hasMessageContaining("goes over the limit of ");
    assertThatThrownBy(() -> format.read(FILE, "a = [" + "'',".repeat(200_001) + "]"))
        .isInstanceOf(ManifestException.class)
        .hasMessageContaining("longer than people write");
  }

  @Test
  void staysFastWhereEverythingIsMany() throws ManifestException {
    StringBuilder catalog = new StringBuilder("[versions]\nv = \"1\"\n[libraries]\n");
    StringBuilder bundle = new StringBuilder("[bundles]\nall = [\n");
    for (int i = 0; i < 20_000; i++) {
      String name = i % 2 == 0 ? "g:same" : "g:other" + i;
      catalog.append("l%d = { module = \"%s\", version.ref = \"v\" }\n".formatted(i, name));
      bundle.append("  \"l%d\",\n".formatted(i));
    }
    ProjectManifest manifest = format.read(FILE, catalog.append(bundle).append("]\n").toString());
    assertThat(manifest.dependencies()).hasSize(20_000);
    assertThat(manifest.raise("g:same", "2")).isInstanceOf(ManifestEdit.Changed.class);
    assertThat(manifest.replace("g:same", "g:b", "2")).isInstanceOf(ManifestEdit.Changed.class);
    assertThat(manifest.remove("g:same")).isInstanceOf(ManifestEdit.Changed.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1\"", "1'", "1\n2", "[1,2)", "1 }"})
  void writesNothingThatIsNoVersion(String version) throws ManifestException {
    ProjectManifest manifest = format.read(FILE, "[libraries]\na = \"g:a:1\"\n");
    assertThat(manifest.raise("g:a", version)).isInstanceOf(ManifestEdit.Refused.class);
    assertThat(manifest.override("g:a", version)).isInstanceOf(ManifestEdit.Refused.class);
    assertThat(manifest.replace("g:a", "g:b", version)).isInstanceOf(ManifestEdit.Refused.class);
    assertThat(manifest.replace("g:a", "g:\"b", "1")).isInstanceOf(ManifestEdit.Refused.class);
  }
}
