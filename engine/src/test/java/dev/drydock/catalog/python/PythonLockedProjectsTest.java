package dev.drydock.catalog.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Component;
import dev.drydock.catalog.DirectoryTree;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.limits.Limits;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a lock file has of the project itself is none of an index's distributions.
class PythonLockedProjectsTest {
  private static final PythonLockCataloger CATALOGER = new PythonLockCataloger(Limits.defaults());

  @Test
  void ofUvWhatLiesInAFolder() throws Exception {
    assertThat(
            run(
                "uv.lock",
                """
                [[package]]
                name = "app"
                version = "0.1.0"
                source = { editable = "." }
                dependencies = [{ name = "part" }, { name = "idna" }, { name = "built" }]
                [[package]]
                name = "part"
                version = "0.2.0"
                source = { directory = "libraries/part" }
                [[package]]
                name = "built"
                version = "0.3.0"
                source = { path = "built-0.3.0-py3-none-any.whl" }
                [[package]]
                name = "idna"
                version = "3.10"
                source = { registry = "https://pypi.org/simple" }
                """))
        .containsExactly("app 0.1.0 own", "built 0.3.0", "idna 3.10", "part 0.2.0 own");
  }

  @Test
  void ofOtherToolsToo() throws Exception {
    assertThat(
            run(
                "poetry.lock",
                """
                [[package]]
                name = "part"
                version = "0.2.0"
                groups = ["main"]
                [package.source]
                type = "directory"
                url = "../part"
                [[package]]
                name = "built"
                version = "0.3.0"
                groups = ["main"]
                [package.source]
                type = "file"
                url = "built-0.3.0-py3-none-any.whl"
                """))
        .containsExactly("built 0.3.0", "part 0.2.0 own");
    assertThat(
            run(
                "pdm.lock",
                """
                [[package]]
                name = "part"
                version = "0.2.0"
                path = "./part"
                [[package]]
                name = "built"
                version = "0.3.0"
                path = "./built-0.3.0.tar.gz"
                """))
        .containsExactly("built 0.3.0", "part 0.2.0 own");
    assertThat(
            run(
                "pylock.toml",
                """
                [[packages]]
                name = "part"
                version = "0.2.0"
                directory = { path = "./part" }
                """))
        .containsExactly("part 0.2.0 own");
  }

  @Test
  void aDistributionOfAnIndexOfTheSameNameAndVersionCounts() throws Exception {
    String entry = "[[package]]\nname = 'a'\nversion = '1.0'\nsource = { %s }\n";

    assertThat(
            run("uv.lock", entry.formatted("directory = 'a'") + entry.formatted("registry = 'x'")))
        .containsExactly("a 1.0");
  }

  private static List<String> run(String name, String text) throws InterruptedException {
    return RecordedDiscoveries.of(CATALOGER, DirectoryTree.empty().file("app/" + name, text))
        .components()
        .stream()
        .map(PythonLockedProjectsTest::line)
        .sorted()
        .toList();
  }

  private static String line(Component component) {
    return component.name() + " " + component.version() + (component.ownProject() ? " own" : "");
  }
}
