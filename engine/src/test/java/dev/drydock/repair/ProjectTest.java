package dev.drydock.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.change.FileChange;
import dev.drydock.dockerfile.resolution.BuildArguments;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProjectTest {
  private static final Project PROJECT =
      new Project(null, Map.of("b/x", "1", "a", "1", "c", "1"), List.of());

  @Test
  void changesAreThoseFilesWhoseTextDiffersInTheOrderOfTheirPaths() {
    Project after = PROJECT.with(Map.of("b/x", "2", "a", "2", "c", "1"));

    assertThat(PROJECT.changesTo(after))
        .containsExactly(FileChange.edited("a", "1", "2"), FileChange.edited("b/x", "1", "2"));
    assertThat(PROJECT.changesTo(PROJECT)).isEmpty();
    assertThat(PROJECT.text("a")).isEqualTo("1");
  }

  @Test
  void pathsHaveADirectoryAndAName() {
    assertThat(Project.directory("a/b/c")).isEqualTo("a/b");
    assertThat(Project.directory("c")).isEmpty();
    assertThat(Project.fileName("a/b/c")).isEqualTo("c");
    assertThat(Project.fileName("c")).isEqualTo("c");
  }

  @Test
  void aDockerfileWithoutItsTextIsNone() {
    assertThatThrownBy(
            () ->
                new Project(
                    new Project.Recipe("Dockerfile", null, BuildArguments.none()),
                    Map.of(),
                    List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PROJECT.text("none")).isInstanceOf(IllegalArgumentException.class);
  }
}
