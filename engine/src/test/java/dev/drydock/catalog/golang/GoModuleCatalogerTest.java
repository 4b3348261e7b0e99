package dev.drydock.catalog.golang;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.catalog.CatalogerRun;
import dev.drydock.catalog.DirectoryTree;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoModuleCatalogerTest {
  private static final GoModuleCataloger CATALOGER = new GoModuleCataloger(Limits.defaults());

  private static final String MOD =
      """
      // Deprecated: an example
      module "example.com/app" // with a comment

      go 1.21
      toolchain go1.21.6

      require golang.org/x/net v0.20.0
      require (
      \tgithub.com/a/direct v1.0.0
      \tgithub.com/a/indirect v1.1.0+incompatible // indirect
      \t"github.com/a/quoted" v1.2.0
      \tgithub.com/a/forked v1.3.0
      \tgithub.com/a/forked v1.3.1
      \tgithub.com/a/local v1.4.0
      \tgithub.com/a/excluded v1.5.0
      \tgithub.com/a/noversion
      )
      replace github.com/a/forked v1.3.0 => example.com/fork v1.3.9
      replace (
      \tgithub.com/a/local => ../local
      \tgolang.org/x/net v0.19.0 => example.com/other v0.0.1
      )
      exclude github.com/a/excluded v1.5.0
      retract v0.0.1
      tool example.com/tool
      godebug default=go1.21
      """;

  private static final String OLD_MOD =
      """
      module example.com/app
      go 1.16
      require github.com/a/direct v1.0.0
      replace github.com/b/old => github.com/b/new v2.0.0
      """;

  private static final String SUM =
      """
      github.com/a/direct v0.9.0/go.mod h1:x=
      github.com/a/direct v1.0.0 h1:x=
      github.com/a/direct v1.0.0/go.mod h1:x=
      github.com/a/needed v1.0.0 h1:x=
      github.com/a/needed v1.2.0 h1:x=
      github.com/a/needed v1.2.0/go.mod h1:x=
      github.com/a/looked-at v3.0.0/go.mod h1:x=
      github.com/b/new v2.0.0 h1:x=
      broken
      """;

  private static final String VENDORED =
      """
      # github.com/a/one v1.2.1
      ## explicit; go 1.21
      github.com/a/one
      github.com/a/one/internal
      # github.com/a/forked v0.5.6 => example.com/fork v1.4.5
      example.com/fork/http
      # github.com/a/local v1.0.0 => ./local
      ## explicit
      github.com/a/local
      # github.com/a/noversion => ./local
      github.com/a/noversion
      # github.com/a/staging v0.0.0 => ./staging
      github.com/a/staging
      # github.com/a/unused v0.1.0
      ## explicit
      # github.com/a/all => example.com/all v0.2.0
      example.com/all/x
      # malformed
      malformed/x
      # github.com/a/replaced v1.0.0 => example.com/replaced v1.0.0
      """;

  @Test
  void requirementsAreReportedAsTheyAreReplaced() throws Exception {
    RecordedDiscoveries found = run("app/go.mod", MOD);

    assertThat(found.purls())
        .containsExactly(
            "pkg:golang/example.com/fork@v1.3.9",
            "pkg:golang/github.com/a/direct@v1.0.0",
            "pkg:golang/github.com/a/forked@v1.3.1",
            "pkg:golang/github.com/a/indirect@v1.1.0%2Bincompatible",
            "pkg:golang/github.com/a/local",
            "pkg:golang/github.com/a/quoted@v1.2.0",
            "pkg:golang/golang.org/x/net@v0.20.0",
            "pkg:golang/stdlib@1.21.6");
    assertThat(found.component("github.com/a/direct").locations())
        .containsExactly(new Location("app/go.mod", 0));
    assertThat(found.component("github.com/a/direct").evidence())
        .isEqualTo(new Evidence("go-module", "go.mod"));
  }

  @ParameterizedTest
  @CsvSource({
    "'go 1.17', 1.17",
    "'go 1.22.1', 1.22.1",
    "'go 1.21rc2', 1.21rc2",
    "'go 1.21\ntoolchain default', 1.21",
    "'go 1.21\ntoolchain go1.21.3-own', 1.21.3",
  })
  void theStandardLibraryIsThatOfTheToolchainElseTheLeastOne(String lines, String version)
      throws Exception {
    assertThat(run("go.mod", "module a\n" + lines).namesAndVersions())
        .containsExactly("stdlib " + version);
  }

  @Test
  void beforeGo117TheSumsTellOfIndirectRequirements() throws Exception {
    DirectoryTree tree =
        DirectoryTree.empty()
            .file("app/go.mod", OLD_MOD)
            .file("app/go.sum", SUM)
            .file("new/go.mod", "module b\ngo 1.17\nrequire github.com/a/direct v1.0.0")
            .file("new/go.sum", SUM)
            .file("none/go.mod", "module c")
            .file("none/go.sum", "github.com/c/c v1.0.0 h1:x=");

    RecordedDiscoveries found = CatalogerRun.over(tree, CATALOGER);

    assertThat(found.namesAndVersions())
        .containsExactly(
            "github.com/a/direct v1.0.0",
            "github.com/a/direct v1.0.0",
            "github.com/a/needed v1.2.0",
            "github.com/c/c v1.0.0",
            "stdlib 1.16",
            "stdlib 1.17");
    assertThat(found.component("github.com/a/needed").evidence())
        .isEqualTo(new Evidence("go-module", "go.sum"));
  }

  @Test
  void vendoredModulesAreTheTruth() throws Exception {
    DirectoryTree tree =
        DirectoryTree.empty().file("app/go.mod", MOD).file("app/vendor/modules.txt", VENDORED);

    assertThat(CatalogerRun.over(tree, CATALOGER).namesAndVersions())
        .containsExactly(
            "example.com/all v0.2.0",
            "example.com/fork v1.4.5",
            "github.com/a/local v1.0.0",
            "github.com/a/noversion ",
            "github.com/a/one v1.2.1",
            "github.com/a/staging ",
            "stdlib 1.21.6");
  }

  @Test
  void whatAWorkspaceReplacesCountsForTheModulesThatItLists() throws Exception {
    String requires =
        "\nrequire a.org/forked v1.0.0\nrequire a.org/local v1.0.0\nrequire a.org/own v1.0.0\n"
            + "replace a.org/own => a.org/mine v1.1.0\nreplace a.org/forked v1.0.0 => ../no\n";
    DirectoryTree tree =
        DirectoryTree.empty()
            .file(
                "src/go.work",
                """
                go 1.22
                use (
                  ./a // the first
                  ./nothing
                )
                replace a.org/forked => a.org/fork v1.2.0
                replace a.org/local v1.0.0 => ./local
                """)
            .file("src/a/go.mod", "module a" + requires)
            .file("src/not-listed/go.mod", "module b\nrequire a.org/local v1.0.0");

    assertThat(CatalogerRun.over(tree, CATALOGER).namesAndVersions())
        .containsExactly(
            "a.org/fork v1.2.0", "a.org/local ", "a.org/local v1.0.0", "a.org/mine v1.1.0");
  }

  @Test
  void aModuleThatTheWorkspaceListsIsAFolderWhateverVersionIsAskedFor() throws Exception {
    String requires =
        "\ngo 1.22\nrequire a.org/lib v0.0.0\nrequire a.org/lib/v2 v2.1.0\n"
            + "replace a.org/lib => a.org/fork v1.2.0\n";
    DirectoryTree tree =
        DirectoryTree.empty()
            .file("src/go.work", "go 1.22\nuse (\n\t./app\n\t./lib\n\t./none\n)\n")
            .file("src/app/go.mod", "module a.org/app" + requires)
            .file("src/lib/go.mod", "module a.org/lib\nrequire a.org/app v1.0.0\n")
            .file("src/other/go.mod", "module a.org/other\nrequire a.org/lib v1.0.0\n");

    assertThat(CatalogerRun.over(tree, CATALOGER).namesAndVersions())
        .containsExactly(
            "a.org/app ", "a.org/lib ", "a.org/lib v1.0.0", "a.org/lib/v2 v2.1.0", "stdlib 1.22");
  }

  @Test
  void modulesBesideAWorkspaceAreTheTruthForAllThatItLists() throws Exception {
    DirectoryTree tree =
        DirectoryTree.empty()
            .file("go.work", "go 1.22\nuse .\nuse ./b/../a\n")
            .file("go.mod", "module m\nrequire a.org/unused v1.0.0")
            .file("a/go.mod", "module a\nrequire a.org/unused v2.0.0")
            .file("b/go.mod", "module b\nrequire a.org/other v1.0.0");

    assertThat(CatalogerRun.over(tree, CATALOGER).namesAndVersions())
        .containsExactly("a.org/other v1.0.0", "a.org/unused v1.0.0", "a.org/unused v2.0.0");
    tree.file("vendor/modules.txt", "## workspace\n# a.org/used v3.0.0\n## explicit\na.org/used");
    assertThat(CatalogerRun.over(tree, CATALOGER).namesAndVersions())
        .containsExactly("a.org/other v1.0.0", "a.org/used v3.0.0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "go/pkg/mod/example.com/a@v1.0.0/go.mod",
        "app/internal/testdata/go.mod",
        "app/node_modules/x/go.mod",
        "app/vendor/example.com/a/go.mod",
        "app/notgo.mod",
        "app/modules.txt",
      })
  void filesOfOthersArePassedBy(String path) throws Exception {
    assertThat(run(path, MOD).components()).isEmpty();
  }

  @Test
  void goItselfIsNoProject() throws Exception {
    DirectoryTree tree =
        DirectoryTree.empty()
            .file("usr/local/go/src/go.mod", "module std\ngo 1.22\nrequire a.org/a v1.0.0")
            .file("usr/local/go/src/vendor/modules.txt", VENDORED)
            .file("usr/local/go/src/cmd/go.mod", "module cmd\ngo 1.22\nrequire a.org/a v1.0.0");

    assertThat(CatalogerRun.over(tree, CATALOGER).components()).isEmpty();
  }

  @Test
  void damagedDocumentsGiveAResult() {
    for (String seed : new String[] {MOD, OLD_MOD, SUM, VENDORED, "use (\n./a\n./b\n)\nuse ../c"}) {
      Mutations.of(seed.getBytes(StandardCharsets.UTF_8), 10, 1_500)
          .forEach(
              bytes -> {
                try {
                  DirectoryTree tree = DirectoryTree.empty();
                  tree.file("a/go.mod", bytes).file("a/go.sum", bytes);
                  tree.file("b/vendor/modules.txt", bytes).file("go.work", bytes);
                  CatalogerRun.over(tree, CATALOGER);
                } catch (InterruptedException e) {
                  throw new AssertionError(e);
                }
              });
    }
  }

  private static RecordedDiscoveries run(String path, String text) throws InterruptedException {
    return CatalogerRun.over(DirectoryTree.empty().file(path, text), CATALOGER);
  }
}
