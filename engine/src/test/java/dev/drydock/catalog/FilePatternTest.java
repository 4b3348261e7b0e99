package dev.drydock.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FilePatternTest {
  @Test
  void aNameIsThatNameInAnyFolder() {
    assertMatches("Podfile.lock", "Podfile.lock", "app/ios/Podfile.lock");
    assertNoMatch(
        "Podfile.lock", "podfile.lock", "Podfile.lock/x", "xPodfile.lock", "Podfile.lock.bak", "");
  }

  @Test
  void aStarStandsForAnythingInTheName() {
    assertMatches("*.rockspec", "a-1-1.rockspec", "lib/a.rockspec", ".rockspec");
    assertNoMatch("*.rockspec", "rockspec", "a.rockspec/b", "a.rockspec.txt");
    assertMatches(".spdx-*.spdx", "opt/.spdx-a.spdx", ".spdx-.spdx");
    assertNoMatch(".spdx-*.spdx", ".spdx-a.json", "x/a.spdx", ".spdx-spdx", "opt/.spdx-a/b.spdx");
    assertNoMatch("aba*ba.x", "aba.x");
  }

  @Test
  void foldersLieRightAboveTheFile() {
    assertMatches("ebin/*.app", "ebin/a.app", "lib/a/ebin/a.app");
    assertNoMatch("ebin/*.app", "xebin/a.app", "ebin/x/a.app", "a.app");
    assertMatches("a/b/c.txt", "a/b/c.txt", "x/a/b/c.txt");
    assertNoMatch("a/b/c.txt", "b/c.txt", "xa/b/c.txt");
  }

  @Test
  void theSieveIsOfNamesAndEndingsInLowerCase() {
    assertThat(
            FilePattern.names(
                List.of(
                    FilePattern.of("META-INF/Podfile.lock"),
                    FilePattern.of("*.Tar.GZ"),
                    FilePattern.of("bom"))))
        .isEqualTo(new FileNames(Set.of("podfile.lock", "bom"), Set.of("gz")));
    assertThatThrownBy(() -> FilePattern.names(List.of(FilePattern.of("vmlinuz*"))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertMatches(String pattern, String... paths) {
    for (String path : paths) {
      assertThat(FilePattern.of(pattern).matches(path)).as(path).isTrue();
    }
  }

  private static void assertNoMatch(String pattern, String... paths) {
    for (String path : paths) {
      assertThat(FilePattern.of(pattern).matches(path)).as(path).isFalse();
    }
  }
}
