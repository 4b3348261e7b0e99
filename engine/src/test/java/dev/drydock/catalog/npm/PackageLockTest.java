package dev.drydock.catalog.npm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.limits.Limits;
import java.util.List;
import org.junit.jupiter.api.Test;

class PackageLockTest {

  @Test
  void readsPackagesByPath() throws Exception {
    RecordedDiscoveries found =
        lock(
            """
            {"lockfileVersion": 3, "packages": {
              "": {"name": "app", "version": "1.0.0"},
              "node_modules/a": {"version": "1.0.0", "license": "MIT", "dependencies": {"b": "^2"}},
              "node_modules/@s/b": {"version": "2.0.0"},
              "node_modules/b": {"version": "1.0.0"},
              "node_modules/a/node_modules/b": {"version": "2.0.0"}}}
            """);

    assertThat(found.purls())
        .containsExactly(
            "pkg:npm/%40s/b@2.0.0", "pkg:npm/a@1.0.0", "pkg:npm/b@1.0.0", "pkg:npm/b@2.0.0");
    Component a = found.component("a");
    assertThat(a.licences()).containsExactly("MIT");
    assertThat(a.locations()).containsExactly(new Location("app/package-lock.json", 0));
    assertThat(a.evidence()).isEqualTo(new Evidence("npm-lock", "package-lock.json"));
    assertThat(LockRun.needs(found)).containsExactly("a 1.0.0 > b 2.0.0");
  }

  @Test
  void aPeerIsNeededWhereItIsInstalled() throws Exception {
    assertThat(
            LockRun.needs(
                lock(
                    """
                    {"lockfileVersion": 3, "packages": {
                      "node_modules/dom": {"version": "1.0.0", "peerDependencies": {"core": "^2", "types": "*"},
                        "peerDependenciesMeta": {"types": {"optional": true}}},
                      "node_modules/core": {"version": "2.0.0", "peer": true}}}
                    """)))
        .containsExactly("dom 1.0.0 > core 2.0.0");
  }

  @Test
  void licencesComeInTheFormsOfAPackageJson() throws Exception {
    RecordedDiscoveries found =
        lock(
            """
            {"packages": {
              "node_modules/a": {"version": "1.0.0", "license": {"type": "MIT", "url": "x"}},
              "node_modules/b": {"version": "1.0.0",
                "license": [{"type": "MIT"}, "BSD", {"url": "x"}, ["X"], 7]},
              "node_modules/c": {"version": "1.0.0", "license": [" "]}}}
            """);

    assertThat(found.component("a").licences()).containsExactly("MIT");
    assertThat(found.component("b").licences()).containsExactly("MIT", "BSD");
    assertThat(found.component("c").licences()).isEmpty();
  }

  @Test
  void readsNestedDependenciesOfVersion1() throws Exception {
    RecordedDiscoveries found =
        lock(
            """
            {"lockfileVersion": 1, "dependencies": {
              "a": {"version": "1.0.0", "requires": {"b": "^2", "c": "*"},
                    "dependencies": {"b": {"version": "2.0.0", "requires": {"c": "*"}}}},
              "b": {"version": "1.0.0"},
              "c": {"version": "3.0.0", "requires": true},
              "d": {"version": "1.0.0", "dev": true, "dependencies": {"e": {"version": "5.0.0"}}}}}
            """);

    assertThat(found.namesAndVersions())
        .containsExactly("a 1.0.0", "b 1.0.0", "b 2.0.0", "c 3.0.0", "e 5.0.0");
    assertThat(LockRun.needs(found))
        .containsExactly("a 1.0.0 > b 2.0.0", "a 1.0.0 > c 3.0.0", "b 2.0.0 > c 3.0.0");
  }

  @Test
  void theSamePackageInManyPlacesIsOneComponent() throws Exception {
    assertThat(
            lock("""
                    {"packages": {"node_modules/a": {"version": "1.0.0"},
                      "node_modules/b/node_modules/a": {"version": "1.0.0"}}}
                    """)
                .namesAndVersions())
        .containsExactly("a 1.0.0");
  }

  @Test
  void anAliasIsWhatItLeadsTo() throws Exception {
    assertThat(
            lock("""
                    {"packages": {"node_modules/x": {"name": "@real/y", "version": "1.0.0"}}}
                    """)
                .namesAndVersions())
        .containsExactly("@real/y 1.0.0");
    assertThat(
            lock("{\"dependencies\": {\"x\": {\"version\": \"npm:@real/y@1.0.0\"}}}")
                .namesAndVersions())
        .containsExactly("@real/y 1.0.0");
  }

  @Test
  void aCommitIsNoVersionButInThePurl() throws Exception {
    RecordedDiscoveries found =
        lock(
            """
            {"dependencies": {
              "a": {"version": "github:owner/a#d5ac0584ee9ae7bd9288220a39780f155b9ad4c8"},
              "b": {"version": "git+https://token@host/b.git#d5ac0584ee9ae7bd9288220a39780f155b9ad4c8"}}}
            """);

    assertThat(found.namesAndVersions()).containsExactly("a ", "b ");
    assertThat(found.component("a").purl().qualifiers())
        .containsEntry(
            "vcs_url",
            "git+https://github.com/owner/a.git@d5ac0584ee9ae7bd9288220a39780f155b9ad4c8");
    assertThat(found.component("b").purl().qualifiers().get("vcs_url")).doesNotContain("token");
  }

  @Test
  void byPathTheVersionIsToldBesideTheCommit() throws Exception {
    Component found =
        lock("""
                {"packages": {"node_modules/a": {"version": "1.2.0",
                  "resolved": "git+ssh://git@host/o/a.git#d5ac0584ee9ae7bd9288220a39780f155b9ad4c8"}}}
                """)
            .component("a");

    assertThat(found.version()).isEqualTo("1.2.0");
    assertThat(found.purl().qualifiers())
        .containsEntry(
            "vcs_url", "git+ssh://git@host/o/a.git@d5ac0584ee9ae7bd9288220a39780f155b9ad4c8");
  }

  @Test
  void anArchiveOfARegistryTellsTheVersionInLockFilesOfVersion1() throws Exception {
    assertThat(
            lock("""
                    {"lockfileVersion": 1, "dependencies": {
                      "a": {"version": "https://registry.npmjs.org/a/-/a-1.2.3.tgz"},
                      "@s/b": {"version": "http://mirror.example.org/@s/b/download/b-2.0.0.tgz"},
                      "c": {"version": "https://example.org/archive/main.tgz"}}}
                    """)
                .purls())
        .containsExactly("pkg:npm/%40s/b@2.0.0", "pkg:npm/a@1.2.3", "pkg:npm/c");
  }

  @Test
  void soDoArchivesElsewhereAndBesideTheProject() throws Exception {
    RecordedDiscoveries found =
        lock(
            """
            {"lockfileVersion": 1, "dependencies": {
              "a": {"version": "https://example.org/a-1.2.3.tgz"},
              "b": {"version": "file:archives/b-2.0.0.tgz", "requires": {"c": "*"},
                    "dependencies": {"c": {"version": "3.0.0"}}},
              "d": {"version": "file:archives/main.tar.gz"},
              "folder": {"version": "file:folder"}}}
            """);

    assertThat(found.purls())
        .containsExactly("pkg:npm/a@1.2.3", "pkg:npm/b@2.0.0", "pkg:npm/c@3.0.0", "pkg:npm/d");
    assertThat(LockRun.needs(found)).containsExactly("b 2.0.0 > c 3.0.0");
  }

  @Test
  void linksLeadToWorkspacesAndThoseToNowhereToNothing() throws Exception {
    RecordedDiscoveries found =
        lock(
            """
            {"packages": {
              "": {"workspaces": ["w/*"]},
              "w/one": {"version": "1.0.0", "dependencies": {"ms": "^2"}},
              "w/one/node_modules/ms": {"version": "2.0.0"},
              "w/unlinked": {"version": "9.0.0"},
              "node_modules/ms": {"version": "1.0.0"},
              "node_modules/first": {"resolved": "w/one", "link": true},
              "node_modules/broken": {"resolved": "", "link": true},
              "node_modules/gone": {"resolved": "w/gone", "link": true}}}
            """);

    assertThat(found.namesAndVersions()).containsExactly("first 1.0.0", "ms 1.0.0", "ms 2.0.0");
    assertThat(LockRun.needs(found)).containsExactly("first 1.0.0 > ms 2.0.0");
    assertThat(lock("{\"dependencies\": {\"x\": {\"version\": \"file:deps/x\"}}}").components())
        .isEmpty();
  }

  @Test
  void developmentIsLeftOutUnlessItIsPackedIntoTheProject() throws Exception {
    assertThat(
            lock("""
                    {"packages": {
                      "node_modules/dev": {"version": "1.0.0", "dev": true},
                      "node_modules/both": {"version": "1.0.0", "devOptional": true},
                      "node_modules/packed": {"version": "1.0.0", "dev": true, "inBundle": true},
                      "node_modules/dev/node_modules/x":
                        {"version": "1.0.0", "dev": true, "inBundle": true}}}
                    """)
                .namesAndVersions())
        .containsExactly("both 1.0.0", "packed 1.0.0");
  }

  @Test
  void whatTheProjectHasNoNeedOfIsLeftOutUnlessItIsInstalled() throws Exception {
    String lock =
        """
        {"packages": {"node_modules/a": {"version": "1.0.0"},
          "node_modules/b": {"version": "2.0.0", "extraneous": true}}}
        """;

    assertThat(lock(lock).namesAndVersions()).containsExactly("a 1.0.0");
    assertThat(lock(lock.replace("packages", "dependencies")).namesAndVersions())
        .containsExactly("node_modules/a 1.0.0");
    assertThat(LockRun.npm("node_modules/.package-lock.json", lock).namesAndVersions())
        .containsExactly("a 1.0.0", "b 2.0.0");
  }

  @Test
  void deepPathsAreNotFollowed() throws Exception {
    String deep = "{\"dependencies\": {\"" + "x".repeat(5_000) + "\": {\"version\": \"1.0.0\"";
    assertThat(lock(deep + ", \"dependencies\": {\"y\": {\"version\": \"1\"}}}}}").components())
        .isEmpty();
  }

  @Test
  void damagedDocumentsGiveAResultOrAreUnreadable() {
    List<String> seeds =
        List.of(
            """
            {"packages": {"": {}, "node_modules/@s/a": {"version": "1.0.0", "dependencies":
            {"b": "1"}}, "node_modules/b": {"resolved": "w/b", "link": true}, "w/b": {"name": "c"}}}
            """,
            """
            {"dependencies": {"a": {"version": "npm:b@1", "requires": {"c": "1"}, "dependencies":
            {"c": {"version": "git+ssh://git@h/c.git#d5ac0584ee9ae7bd9288220a39780f155b9ad4c8"}}}}}
            """);
    for (String seed : seeds) {
      LockRun.damage(new NpmLockCataloger(Limits.defaults()), "package-lock.json", seed, 5);
    }
  }

  private static RecordedDiscoveries lock(String json) throws InterruptedException {
    return LockRun.npm("package-lock.json", json);
  }
}
