package dev.drydock.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeSetTest {
  private static final FileChange FILE = FileChange.edited("pom.xml", "1\n2\n3\n", "1\nb\n3\n");

  private static ChangeSet of(FileChange... files) {
    return new ChangeSet("base", "Newer base", "Why.", List.of(files));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "a b", "-a", "a/b", "a..b", "a.lock", "ä", "a~1", "@{"})
  void keyThatCannotNameABranchIsRefused(String key) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ChangeSet(key, "Title", "", List.of(FILE)));
  }

  @Test
  void titleIsOneLine() {
    for (String title : List.of("", " ", "a\nb", "a\rb", "x".repeat(201))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new ChangeSet("a", title, "", List.of(FILE)));
    }
  }

  @Test
  void filesAreSomeAndEachOnce() {
    assertThatIllegalArgumentException().isThrownBy(ChangeSetTest::of);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(FILE, FILE))
        .withMessage("pom.xml is changed twice");
    List<FileChange> many =
        IntStream.range(0, 501).mapToObj(i -> FileChange.made("f" + i, "x")).toList();
    assertThatIllegalArgumentException().isThrownBy(() -> new ChangeSet("a", "Title", "", many));
  }

  @Test
  void keysAreReadableAndTellNamesApart() {
    assertThat(ChangeSet.key("npm: @babel/core in web/package.json"))
        .matches("npm-babel-core-in-web-package-json-[0-9a-f]{8}");
    assertThat(ChangeSet.key("a b")).isNotEqualTo(ChangeSet.key("a-b"));
    assertThat(ChangeSet.key("a b")).isEqualTo(ChangeSet.key("a b"));
    for (String name : List.of("", "---", "äöü", "x".repeat(500), "a ".repeat(300))) {
      String key = ChangeSet.key(name);
      assertThat(new ChangeSet(key, "Title", "", List.of(FILE)).key()).isEqualTo(key);
    }
  }

  @Test
  void fingerprintIsOfTheEditNotOfItsSurroundings() {
    String fingerprint = of(FILE).fingerprint();
    assertThat(fingerprint).matches("[0-9a-f]{16}");
    assertThat(of(FileChange.edited("pom.xml", "0\n1\n2\n3\n4\n", "0\n1\nb\n3\n4\n")).fingerprint())
        .isEqualTo(fingerprint);
    assertThat(of(FileChange.edited("pom.xml", "1\n2\n3\n", "1\nc\n3\n")).fingerprint())
        .isNotEqualTo(fingerprint);
    assertThat(of(FileChange.edited("other.xml", "1\n2\n3\n", "1\nb\n3\n")).fingerprint())
        .isNotEqualTo(fingerprint);
    FileChange second = FileChange.made("a", "x");
    assertThat(of(FILE, second).fingerprint())
        .isNotEqualTo(fingerprint)
        .isEqualTo(of(second, FILE).fingerprint());
  }
}
