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
