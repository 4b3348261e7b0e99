package dev.drydock.project.gradle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.limits.Limits;
import dev.drydock.project.DeclaredDependency;
import dev.drydock.project.ManifestEdit;
import dev.drydock.project.ManifestException;
import dev.drydock.project.ProjectManifest;
import dev.drydock.project.edit.ManifestCase;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class GradleBuildFormatTest {
  private final GradleBuildFormat format = new GradleBuildFormat(Limits.defaults());

  static List<ManifestCase> cases() {
    return ManifestCase.of("gradle");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void declaresAndChanges(ManifestCase one) throws ManifestException {
    one.check(format);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void staysCalmWhereItIsDamaged(ManifestCase one) {
    one.damage(format, "<>/!-&;\"'[](){}$=:,.\\ \n", 300);
  }

  @Test
  void isOnlyWhatGradleReads() {
    assertThat(format.name()).isEqualTo("build.gradle");
    assertThat(format.purlType()).isEqualTo("maven");
    assertThat(format.reads("build.gradle")).isTrue();
    assertThat(format.reads("build.gradle.kts")).isTrue();
    assertThat(format.reads("settings.gradle")).isFalse();
    assertThat(format.reads("build.gradle.bak")).isFalse();
  }

  @Test
  void takesTheLanguageFromTheName() throws ManifestException {
    String text = "dependencies { implementation('a:b:1', 'c:d:2') }\n";
    assertThat(format.read("x/build.gradle", text).dependencies())
        .containsExactly(
            new DeclaredDependency("a:b", "1", Optional.of("1"), 1, false),
            new DeclaredDependency("c:d", "2", Optional.of("2"), 1, false));
    assertThat(format.read("x/build.gradle.kts", text).dependencies()).isEmpty();
  }

  @Test
  void doesNotFollowVariablesWithoutEnd() throws ManifestException {
    StringBuilder script = new StringBuilder("def self = \"$self\"\n");
    for (int i = 0; i < 60; i++) {
      script.append("def a%d = \"$a%d$a%d\"\n".formatted(i, i + 1, i + 1));
    }
    ProjectManifest manifest =
        format.read(
            "build.gradle",
            script + "dependencies {\n implementation \"g:one:$a0\"\n api \"g:two:$self\"\n}\n");
    assertThat(manifest.dependencies())
        .containsExactly(
            new DeclaredDependency("g:one", "$a0", Optional.empty(), 63, false),
            new DeclaredDependency("g:two", "$self", Optional.empty(), 64, false));
    assertThat(manifest.raise("g:two", "2"))
        .isEqualTo(new ManifestEdit.Refused("line 1 refers to itself"));
  }

  @Test
  void boundsDepthAndSize() {
    assertThatThrownBy(() -> format.read("build.gradle", "{".repeat(1_000_000)))
        .isInstanceOf(ManifestException.class)
        .hasMessage("build.gradle is nested deeper than 64 levels (line 1)");
    assertThatThrownBy(() -> format.read("build.gradle", "x".repeat((64 << 20) + 1)))
        .isInstanceOf(ManifestException.class)
        .hasMessageStartingWith("build.gradle goes over the limit of ");
    assertThatThrownBy(() -> format.read("build.gradle", "\n".repeat(2_000_001)))
        .isInstanceOf(ManifestException.class)
        .hasMessage("build.gradle is longer than people write");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "/*", "\"${", "'", "$/", "/", "a.", "\"$", "\\", "implementation "})
  void isFastWhereMarksRepeat(String mark) throws ManifestException {
    String text = "dependencies {\n" + mark.repeat(200_000);
    assertThat(format.read("build.gradle", text).dependencies()).isEmpty();
    assertThat(format.read("build.gradle.kts", text).dependencies()).isEmpty();
  }

  @Test
  void staysFastWhereEverythingIsMany() throws ManifestException {
    StringBuilder script = new StringBuilder("def v = '1'\n");
    for (int i = 0; i < 5_000; i++) {
      script.append("def v%d = \"$v\"\n".formatted(i));
    }
    script.append("dependencies {\n");
    for (int i = 0; i < 5_000; i++) {
      script.append(
          " implementation \"g:same:$v%d\", \"g:same:$v\", 'g:other%d:1'\n".formatted(i, i));
    }
    ProjectManifest manifest = format.read("build.gradle", script.append("}\n").toString());
    assertThat(manifest.dependencies()).hasSize(15_000);
    assertThat(manifest.raise("g:same", "2")).isInstanceOf(ManifestEdit.Changed.class);
    assertThat(manifest.replace("g:same", "g:b", "2")).isInstanceOf(ManifestEdit.Changed.class);
    assertThat(manifest.remove("g:same")).isInstanceOf(ManifestEdit.Changed.class);
    assertThat(manifest.override("g:new", "2")).isInstanceOf(ManifestEdit.Changed.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1'", "1\"", "$v", "${v}", "1\\", "1\n2", "1') }", "[1,2)", "1.+ "})
  void writesNothingThatIsNoVersion(String version) throws ManifestException {
    ProjectManifest manifest =
        format.read("build.gradle", "dependencies { implementation 'g:a:1' }");
    assertThat(manifest.raise("g:a", version)).isInstanceOf(ManifestEdit.Refused.class);
    assertThat(manifest.override("g:b", version)).isInstanceOf(ManifestEdit.Refused.class);
    assertThat(manifest.replace("g:a", "g:b", version)).isInstanceOf(ManifestEdit.Refused.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "a:", ":a", "a:b:c", "a:'b", "a:$b", "a b:c"})
  void writesNothingThatIsNoName(String name) throws ManifestException {
    ProjectManifest manifest =
        format.read("build.gradle", "dependencies { implementation 'g:a:1' }");
    assertThat(manifest.override(name, "1.0")).isInstanceOf(ManifestEdit.Refused.class);
    assertThat(manifest.replace("g:a", name, "1.0")).isInstanceOf(ManifestEdit.Refused.class);
  }
}
