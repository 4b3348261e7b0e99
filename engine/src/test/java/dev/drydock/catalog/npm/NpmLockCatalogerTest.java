package dev.drydock.catalog.npm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Location;
import dev.drydock.catalog.CatalogerRun;
import dev.drydock.catalog.DirectoryTree;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.limits.Limits;
import java.util.List;
import org.junit.jupiter.api.Test;

class NpmLockCatalogerTest {
  private static final NpmLockCataloger CATALOGER = new NpmLockCataloger(Limits.defaults());

  @Test
  void installedPackagesBesideALockFileAreTheTruth() throws Exception {
    String lock = "{\"packages\": {\"node_modules/a\": {\"version\": \"1.0.0\"}}}";
    DirectoryTree tree =
        DirectoryTree.empty()
            .file("with/package-lock.json", lock)
            .file("with/node_modules/.package-lock.json", lock)
            .file("with/node_modules/b/package.json", "{}")
            .file("package-lock.json", lock.replace("1.0.0", "2.0.0"))
            .file("with/node_modules/b/package-lock.json", lock)
            .file("empty/package-lock.json", lock.replace("1.0.0", "3.0.0"))
            .file("empty/node_modules/.bin/x", "");

    RecordedDiscoveries found = CatalogerRun.over(tree, CATALOGER);

    assertThat(found.namesAndVersions()).containsExactly("a 2.0.0", "a 3.0.0");
  }

  @Test
  void ofSeveralLockFilesTheNearestToTheTruthCounts() throws Exception {
    String lock = "{\"packages\": {\"node_modules/a\": {\"version\": \"1.0.0\"}}}";
    DirectoryTree tree =
        DirectoryTree.empty()
            .file("a/package-lock.json", lock)
            .file("a/npm-shrinkwrap.json", lock.replace("1.0.0", "2.0.0"))
            .file("b/npm-shrinkwrap.json", lock)
            .file("b/node_modules/.package-lock.json", lock.replace("1.0.0", "3.0.0"));

    assertThat(CatalogerRun.over(tree, CATALOGER).namesAndVersions())
        .containsExactly("a 2.0.0", "a 3.0.0");
  }

  @Test
  void aLockFileWithinAnInstalledPackageIsNotOfTheImage() throws Exception {
    String lock = "{\"packages\": {\"node_modules/a\": {\"version\": \"1.0.0\"}}}";
    DirectoryTree tree = DirectoryTree.empty();
    for (String folder :
        List.of(
            "usr/lib/node_modules/x/",
            "usr/lib/python3/dist-packages/notebook/",
            "opt/venv/lib/python3.13/site-packages/jupyterlab/staging/",
            "usr/local/bundle/gems/rails-8.0.0/",
            "go/pkg/mod/host/x@v1/",
            "home/my-gems/",
            "srv/")) {
      tree.file(folder + "package-lock.json", lock);
    }

    assertThat(CatalogerRun.over(tree, CATALOGER).components().stream().map(Component::locations))
        .containsExactly(
            List.of(new Location("home/my-gems/package-lock.json", 0)),
            List.of(new Location("srv/package-lock.json", 0)));
  }

  @Test
  void lockFilesOfSeveralToolsCountEach() throws Exception {
    String npm = "{\"packages\": {\"node_modules/a\": {\"version\": \"1.0.0\"}}}";
    String yarn = "b@^2.0.0:\n  version \"2.0.0\"\n";
    DirectoryTree tree =
        DirectoryTree.empty()
            .file("both/package-lock.json", npm)
            .file("both/yarn.lock", yarn)
            .file("npm/node_modules/.package-lock.json", npm.replace("1.0.0", "3.0.0"))
            .file("npm/yarn.lock", yarn.replace("2.0.0", "4.0.0"));

    assertThat(CatalogerRun.over(tree, CATALOGER).namesAndVersions())
        .containsExactly("a 1.0.0", "a 3.0.0", "b 2.0.0");
  }

  @Test
  void oneDamagedLockFileDoesNotHideTheOthers() throws Exception {
    DirectoryTree tree =
        DirectoryTree.empty()
            .file("a/package-lock.json", "{")
            .file(
                "b/package-lock.json",
                "{\"packages\": {\"node_modules/a\": {\"version\": \"1.0.0\"}}}");

    RecordedDiscoveries found = CatalogerRun.over(tree, CATALOGER);

    assertThat(found.namesAndVersions()).containsExactly("a 1.0.0");
    assertThat(found.unreadable()).hasSize(1);
    assertThat(found.unreadable().getFirst()).startsWith("a/package-lock.json: ");
  }
}
