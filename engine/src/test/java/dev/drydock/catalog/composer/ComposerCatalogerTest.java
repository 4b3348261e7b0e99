package dev.drydock.catalog.composer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.catalog.CatalogerRun;
import dev.drydock.catalog.DirectoryTree;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComposerCatalogerTest {
  private static final ComposerCataloger CATALOGER = new ComposerCataloger(Limits.defaults());

  private static final String LOCK =
      """
      {
        "content-hash": "746b",
        "packages": [
          {"name": "Acme/App", "version": "v1.8.1", "license": ["MIT", "GPL-2.0-only"],
           "source": {"type": "git", "url": "https://host/app.git", "reference": "07c6a9fe"},
           "require": {"php": ">=8", "ext-json": "*", "acme/branch": "dev-main", "Psr/Log": "^1",
                       "acme/part": "^2"}},
          {"name": "acme/branch", "version": "dev-main", "license": "MIT",
           "source": {"type": "git", "url": "https://token@host/b.git", "reference": "6d9a552f"}},
          {"name": "acme/local", "version": "2.x-dev", "dist": {"type": "path", "url": "../local"}},
          {"name": "psr/log", "version": "1.1.4", "provide": {"psr/log-implementation": "1.0"}},
          {"name": "acme/whole", "version": "2.0.0", "replace": {"acme/part": "self.version"},
           "require": {"psr/log-implementation": "1.0"}},
          {"name": "acme/nothing"}, {"version": "1"}, {"name": " ", "version": "1"}, 7
        ],
        "packages-dev": [{"name": "phpunit/phpunit", "version": "9.6.0"}]
      }
      """;

  @Test
  void readsPackageGraphButThoseOfDevelopment() throws Exception {
    RecordedDiscoveries found = run("app/composer.lock", LOCK);

    assertThat(found.purls())
        .containsExactly(
            "pkg:composer/acme/app@v1.8.1",
            "pkg:composer/acme/branch@dev-main?vcs_url=git%2Bhttps:%2F%2Fhost%2Fb.git%406d9a552f",
            "pkg:composer/acme/local@2.x-dev",
            "pkg:composer/acme/whole@2.0.0",
            "pkg:composer/psr/log@1.1.4");
    Component app = found.component("Acme/App");
    assertThat(app.licences()).containsExactly("MIT", "GPL-2.0-only");
    assertThat(app.locations()).containsExactly(new Location("app/composer.lock", 0));
    assertThat(app.evidence()).isEqualTo(new Evidence("composer", "composer.lock"));
    assertThat(found.component("acme/branch").licences()).containsExactly("MIT");
    assertThat(
            found.dependencies().stream()
                .map(d -> d.from().name() + " > " + d.to().name())
                .sorted())
        .containsExactly(
            "Acme/App > acme/branch",
            "Acme/App > acme/whole",
            "Acme/App > psr/log",
            "acme/whole > psr/log");
  }

  @Test
  void aVersionMayBeWrittenAsANumber() throws Exception {
    assertThat(
            run(
                    "app/composer.lock",
                    """
                    {"packages": [{"name": "shop/cart", "version": 20240115},
                                  {"name": "shop/half", "version": 1.5},
                                  {"name": "shop/none", "version": true}]}
                    """)
                .purls())
        .containsExactly("pkg:composer/shop/cart@20240115");
  }

  @Test
  void readsWhatComposer2And1Installed() throws Exception {
    String path = "app/vendor/composer/installed.json";
    RecordedDiscoveries second =
        run(
            path,
            """
            {"packages": [{"name": "a/b", "version": "1.0.0"}, {"name": "c/d", "version": "2.0.0"}],
             "dev": true, "dev-package-names": ["c/d"]}
            """);
    assertThat(second.purls()).containsExactly("pkg:composer/a/b@1.0.0", "pkg:composer/c/d@2.0.0");
    assertThat(second.component("a/b").evidence())
        .isEqualTo(new Evidence("composer", "installed.json"));

    assertThat(run(path, "[{\"name\": \"a/b\", \"version\": \"1.0.0\"}]").purls())
        .containsExactly("pkg:composer/a/b@1.0.0");
    assertThat(run(path, "[]").unreadable()).isEmpty();
    assertThat(run(path, "{\"packages\": []}").unreadable()).isEmpty();
  }

  @Test
  void installedPackagesBesideALockFileAreTheTruth() throws Exception {
    String installed = "{\"packages\": [{\"name\": \"a/b\", \"version\": \"1.0.0\"}]}";
    DirectoryTree tree =
        DirectoryTree.empty()
            .file("with/composer.lock", LOCK)
            .file("with/vendor/composer/installed.json", installed)
            .file("with/vendor/a/b/composer.lock", LOCK)
            .file("with/other/installed.json", LOCK)
            .file("without/composer.lock", installed.replace("a/b", "c/d"));

    assertThat(CatalogerRun.over(tree, CATALOGER).purls())
        .containsExactly("pkg:composer/a/b@1.0.0", "pkg:composer/c/d@1.0.0");
  }

  @Test
  void whatIsNoComposerFileIsUnreadable() throws Exception {
    assertThat(run("composer.lock", "{").unreadable())
        .singleElement()
        .asString()
        .startsWith("composer.lock: composer.lock is not valid JSON");
    assertThat(run("composer.lock", "{\"name\": 1}").unreadable())
        .containsExactly("composer.lock: composer.lock has no packages, as Composer writes them");
  }

  @Test
  void damagedDocumentsGiveAResultOrAreUnreadable() {
    for (String name : List.of("composer.lock", "vendor/composer/installed.json")) {
      Mutations.of(LOCK.getBytes(StandardCharsets.UTF_8), 51, 4_000)
          .forEach(
              bytes -> {
                try {
                  CatalogerRun.over(DirectoryTree.empty().file(name, bytes), CATALOGER);
                } catch (InterruptedException e) {
                  throw new AssertionError(e);
                }
              });
    }
  }

  private static RecordedDiscoveries run(String path, String json) throws InterruptedException {
    return CatalogerRun.over(DirectoryTree.empty().file(path, json), CATALOGER);
  }
}
