package dev.drydock.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileChangeTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/etc/passwd",
        "../outside",
        "a/../../outside",
        "a/./b",
        "a//b",
        "a/",
        "a\\b",
        "a\0b",
        "\ud800",
        "\udc00a",
        ".git/config",
        "a/.GIT/hooks/pre-commit",
        ".git./config",
        ".git ::$INDEX_ALLOCATION/config",
        "GIT~1/config"
      })
  void pathThatIsNoPlainOneBelowTheRootIsRefused(String path) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FileChange.made(path, "x"))
        .withMessageStartingWith("the path of a changed file ")
        .withMessageEndingWith(": " + path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Dockerfile", ".gitignore", "a/.github/b.yml", "ä ö/\ud83d\ude00", "git"})
  void plainPathIsTaken(String path) {
    assertThat(FileChange.made(path, "x").path()).isEqualTo(path);
  }

  @Test
  void changeChanges() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FileChange.edited("a", "same", "same"))
        .withMessage("a does not change");
    assertThat(FileChange.made("a", "").before()).isNull();
  }

  @Test
  void changesOfTheSameBytesAreEqual() {
    assertThat(FileChange.edited("a", "x", "y"))
        .isEqualTo(FileChange.edited("a", "x", "y"))
        .hasSameHashCodeAs(FileChange.edited("a", "x", "y"))
        .isNotEqualTo(FileChange.edited("b", "x", "y"))
        .isNotEqualTo(FileChange.edited("a", "z", "y"))
        .isNotEqualTo(FileChange.edited("a", "x", "z"))
        .isNotEqualTo(FileChange.made("a", "y"))
        .hasToString("edited a");
  }
}
