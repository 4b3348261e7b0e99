package dev.drydock.repair;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LockFilesTest {
  @ParameterizedTest
  @CsvSource({
    "npm, lodash, '\"node_modules/lodash\": {', true",
    "npm, lodash, '\"node_modules/a/node_modules/lodash\": {', true",
    "npm, lodash, '/lodash@4.17.20:', true",
    "npm, lodash, 'lodash', true",
    "npm, lodash, 'lodash.merge@4', false",
    "npm, lodash, 'a-lodash', false",
    "npm, lodash, '\"node_modules/@types/lodash\": {', false",
    "npm, @types/lodash, '\"node_modules/@types/lodash\": {', true",
    "pypi, Foo.Bar_baz, 'name = \"foo-bar-baz\"', true",
    "pypi, foo, 'name = \"foo-bar\"', false",
    "composer, monolog/monolog, '\"name\": \"Monolog/Monolog\"', true",
    "nuget, newtonsoft.json, '\"Newtonsoft.Json\": {', true",
    "golang, github.com/a/b, 'github.com/a/b v1.0.0 h1:x', true",
    "golang, github.com/a/b, 'github.com/a/b/v2 v2.0.0 h1:x', false"
  })
  void aLockNamesAPackageAsAWholeWord(String type, String name, String text, boolean names) {
    Project project =
        RepairFixture.project().file("a/yarn.lock", text).file("yarn.lock", "other").build();

    assertThat(new LockFiles(project).naming("a", type, name))
        .isEqualTo(names ? "a/yarn.lock" : null);
    assertThat(new LockFiles(project).naming("", type, name)).isNull();
  }

  @Test
  void onlyLocksAreAsked() {
    Project project = RepairFixture.project().file("notes.txt", "lodash").build();

    assertThat(new LockFiles(project).naming("", "npm", "lodash")).isNull();
  }

  @Test
  void commandsHaveOnlyNamesThatAShellTakesAsTheyAre() {
    assertThat(LockFiles.renewing("a/uv.lock", "flask"))
        .isEqualTo("`uv lock --upgrade-package flask`");
    assertThat(LockFiles.renewing("yarn.lock", "@a/b")).isEqualTo("`yarn upgrade @a/b`");
    assertThat(LockFiles.renewing("yarn.lock", "a; rm -rf ~")).isEmpty();
    assertThat(LockFiles.renewing("go.sum", "a")).isEmpty();
  }
}
