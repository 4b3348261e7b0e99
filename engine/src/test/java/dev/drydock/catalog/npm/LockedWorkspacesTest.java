package dev.drydock.catalog.npm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Component;
import dev.drydock.catalog.CatalogerRun;
import dev.drydock.catalog.DirectoryTree;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.limits.Limits;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a lock file has of the project itself is none of a registry's packages.
class LockedWorkspacesTest {
  private static final String NPM =
      """
      {"packages": {
        "": {"workspaces": ["w/*"]},
        "w/one": {"version": "1.0.0"},
        "node_modules/one": {"resolved": "w/one", "link": true},
        "node_modules/other": {"version": "1.0.0"},
        "node_modules/.store/stored@2/node_modules/stored": {"version": "2.0.0"},
        "node_modules/stored":
          {"resolved": "node_modules/.store/stored@2/node_modules/stored", "link": true}}}
      """;

  @Test
  void ofNpmWhatIsLinkedOutOfAFolderOfTheProject() throws Exception {
    assertThat(own(LockRun.npm("package-lock.json", NPM))).containsExactly("one 1.0.0");
  }

  @Test
  void ofBunWorkspaces() throws Exception {
    assertThat(
            own(
                LockRun.npm(
                    "bun.lock",
                    """
                    {"workspaces": {"": {}, "w/one": {"name": "one", "version": "1.0.0"}},
                     "packages": {"one": ["one@workspace:w/one"], "b": ["b@2.0.0", "", {}, ""]}}
                    """)))
        .containsExactly("one 1.0.0");
  }

  @Test
  void ofPnpmFolders() throws Exception {
    assertThat(
            own(
                LockRun.npm(
                    "pnpm-lock.yaml",
                    """
                    lockfileVersion: '6.0'
                    packages:
                      file:w/one:
                        resolution: {directory: w/one, type: directory}
                        name: one
                        version: 1.0.0
                      file:two-2.0.0.tgz:
                        resolution: {integrity: sha512-b==, tarball: file:two-2.0.0.tgz}
                        name: two
                        version: 2.0.0
                    """)))
        .containsExactly("one 1.0.0");
  }

  @Test
  void ofYarn1FoldersAndNotArchives() throws Exception {
    assertThat(
            own(
                LockRun.npm(
                    "yarn.lock",
                    """
                    "one@file:w/one":
                      version "1.0.0"

                    "two@./two":
                      version "2.0.0"

                    "three@file:three-3.0.0.tgz":
                      version "3.0.0"
                      resolved "file:three-3.0.0.tgz#d5ac0584"

                    four@^4.0.0:
                      version "4.0.0"
                    """)))
        .containsExactly("one 1.0.0", "two 2.0.0");
  }

  @Test
  void ofLaterYarnsWorkspacesAndCopiedFolders() throws Exception {
    assertThat(
            own(
                LockRun.npm(
                    "yarn.lock",
                    """
                    __metadata:
                      version: 4

                    "one@workspace:w/one":
                      version: 1.0.0
                      resolution: "one@workspace:w/one"

                    "two@file:./two::locator=app%40workspace%3A.":
                      version: 2.0.0
                      resolution: "two@file:./two#./two::hash=a3&locator=app%40workspace%3A."

                    "three@file:./three-3.0.0.tgz::locator=app%40workspace%3A.":
                      version: 3.0.0
                      resolution: "three@file:./three-3.0.0.tgz::locator=app%40workspace%3A."

                    "four@npm:^4.0.0":
                      version: 4.0.0
                      resolution: "four@npm:4.0.0"
                    """)))
        .containsExactly("one 1.0.0", "two 2.0.0");
  }

  @Test
  void whatAFolderWithoutAVersionNeedsIsNotForDevelopmentOnly() throws Exception {
    assertThat(
            LockRun.npm(
                    "pnpm-lock.yaml",
                    """
                    lockfileVersion: '9.0'
                    importers:
                      .:
                        dependencies:
                          folder: {specifier: 'file:folder', version: 'file:folder'}
                        devDependencies:
                          tool: {specifier: ^1.0.0, version: 1.0.0}
                          own-tool: {specifier: 'file:own-tool', version: 'file:own-tool'}
                    packages:
                      folder@file:folder: {resolution: {directory: folder, type: directory}}
                      own-tool@file:own-tool: {resolution: {directory: own-tool, type: directory}}
                      tool@1.0.0: {resolution: {integrity: sha512-b==}}
                      shared@2.0.0: {resolution: {integrity: sha512-b==}}
                      gear@3.0.0: {resolution: {integrity: sha512-b==}}
                    snapshots:
                      folder@file:folder: {dependencies: {shared: 2.0.0}}
                      own-tool@file:own-tool: {dependencies: {gear: 3.0.0}}
                      tool@1.0.0: {dependencies: {shared: 2.0.0}}
                      shared@2.0.0: {}
                      gear@3.0.0: {}
                    """)
                .namesAndVersions())
        .containsExactly("shared 2.0.0");
    assertThat(
            LockRun.npm(
                    "bun.lock",
                    """
                    {"workspaces": {"": {"dependencies": {"folder": "file:folder"},
                                         "devDependencies": {"tool": "1", "own-tool": "file:own-tool"}}},
                     "packages": {
                       "folder": ["folder@file:folder", {"dependencies": {"shared": "2"}}],
                       "own-tool": ["own-tool@file:own-tool", {"dependencies": {"gear": "3"}}],
                       "tool": ["tool@1.0.0", "", {"dependencies": {"shared": "2"}}, ""],
                       "shared": ["shared@2.0.0", "", {}, ""],
                       "gear": ["gear@3.0.0", "", {}, ""]}}
                    """)
                .namesAndVersions())
        .containsExactly("shared 2.0.0");
    DirectoryTree yarn =
        DirectoryTree.empty()
            .file(
                "app/yarn.lock",
                """
                __metadata:
                  version: 8

                "folder@portal:./folder::locator=app%40workspace%3A.":
                  version: 0.0.0-use.local
                  resolution: "folder@portal:./folder::locator=app%40workspace%3A."
                  dependencies:
                    shared: "npm:^2.0.0"

                "own-tool@portal:./own-tool::locator=app%40workspace%3A.":
                  version: 0.0.0-use.local
                  resolution: "own-tool@portal:./own-tool::locator=app%40workspace%3A."
                  dependencies:
                    gear: "npm:^3.0.0"

                "gear@npm:^3.0.0":
                  version: 3.0.0
                  resolution: "gear@npm:3.0.0"

                "shared@npm:^2.0.0":
                  version: 2.0.0
                  resolution: "shared@npm:2.0.0"

                "tool@npm:^1.0.0":
                  version: 1.0.0
                  resolution: "tool@npm:1.0.0"
                  dependencies:
                    shared: "npm:^2.0.0"
                """)
            .file(
                "app/package.json",
                """
                {"dependencies": {"folder": "portal:./folder"},
                 "devDependencies": {"tool": "^1.0.0", "own-tool": "portal:./own-tool"}}
                """);
    assertThat(CatalogerRun.over(yarn, new NpmLockCataloger(Limits.defaults())).namesAndVersions())
        .containsExactly("shared 2.0.0");
  }

  @Test
  void aManifestThatIsPublishedIsLookedUpWhateverTheLockFileSays() throws Exception {
    String one = "{\"name\": \"one\", \"version\": \"1.0.0\", %s}";
    DirectoryTree tree = DirectoryTree.empty().file("app/package-lock.json", NPM);

    tree.file("app/w/one/package.json", one.formatted("\"private\": true"));
    assertThat(allOwn(tree)).isTrue();

    tree.file("app/w/one/package.json", one.formatted("\"bugs\": \"https://host\""));
    assertThat(allOwn(tree)).isFalse();
  }

  @Test
  void aPackageOfElsewhereOfTheSameNameAndVersionCounts() throws Exception {
    RecordedDiscoveries found =
        LockRun.npm(
            "package-lock.json", NPM.replace("\"node_modules/other\"", "\"w/x/node_modules/one\""));

    assertThat(own(found)).isEmpty();
    assertThat(found.namesAndVersions()).containsExactly("one 1.0.0", "stored 2.0.0");
  }

  /// Whether all that tell of `one` say so, as it counts for the whole.
  private static boolean allOwn(DirectoryTree tree) throws InterruptedException {
    Limits limits = Limits.defaults();
    return CatalogerRun.over(tree, new NpmLockCataloger(limits), new NpmPackageCataloger(limits))
        .components()
        .stream()
        .filter(component -> component.name().equals("one"))
        .allMatch(Component::ownProject);
  }

  private static List<String> own(RecordedDiscoveries found) {
    return found.components().stream()
        .filter(Component::ownProject)
        .map(component -> component.name() + " " + component.version())
        .sorted()
        .toList();
  }
}
