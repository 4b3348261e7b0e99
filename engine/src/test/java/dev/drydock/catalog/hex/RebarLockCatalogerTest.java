package dev.drydock.catalog.hex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Component.Evidence;
import dev.drydock.catalog.CatalogerRun;
import dev.drydock.catalog.DirectoryTree;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class RebarLockCatalogerTest {
  private static final RebarLockCataloger CATALOGER = new RebarLockCataloger(Limits.defaults());

  private static final String LOCK =
      """
      %% written by rebar3
      {"1.2.0",
      [{<<"certifi">>,{pkg,<<"certifi">>,<<"2.9.0">>},0},
       {<<"alias">>,{pkg,<<"real">>,<<"1.0.0">>,<<"6F2A">>},1},
       {<<"umlaut"/utf8>>,{pkg,<<"umlaut"/utf8>>,<<"0.1.0">>},0},
       {<<"own">>,
        {git,"git@github.com:example/own.git",
             {ref,"027dbe2e56397b534e859fc283990cad1b6addd6"}},
        0},
       {<<"part">>,{git_subdir,"https://example.org/all.git",{ref,"c0ffee0"},"apps/part"},0},
       {<<"other">>,{hg,"https://user@example.org/other",{ref,"1"}},0},
       {<<"beside">>,{hg,"../beside",{ref,"1"}},0},
       {<<"raw">>,{raw,"https://example.org/raw",{ref,"1"}},0},
       {<<"short">>,{pkg}},
       nothing]}.
      [
      {pkg_hash,[
       {<<"certifi">>, <<"6F2A475689DD47F19FB74334859D460A2DC4E3252A3324BD2111B8F0429E7E21">>}]}
      ].
      """;

  @Test
  void readsPackagesOfHexAndOfRepositories() throws Exception {
    RecordedDiscoveries found = lock(LOCK);

    assertThat(found.purls())
        .containsExactly(
            "pkg:hex/beside",
            "pkg:hex/certifi@2.9.0",
            "pkg:hex/other?vcs_url=hg%2Bhttps:%2F%2Fexample.org%2Fother%401",
            "pkg:hex/own?vcs_url=git%2Bssh:%2F%2Fgit%40github.com%2Fexample%2Fown.git"
                + "%40027dbe2e56397b534e859fc283990cad1b6addd6",
            "pkg:hex/part?vcs_url=git%2Bhttps:%2F%2Fexample.org%2Fall.git%40c0ffee0",
            "pkg:hex/raw",
            "pkg:hex/real@1.0.0",
            "pkg:hex/umlaut@0.1.0");
    assertThat(found.component("certifi").evidence())
        .isEqualTo(new Evidence("rebar-lock", "rebar.lock"));
  }

  @Test
  void readsLockFilesWithoutAVersionAndEmptyOnes() throws Exception {
    assertThat(lock("[{<<\"a\">>,{pkg,<<\"a\">>,<<\"1.0\">>},0}].\n").purls())
        .containsExactly("pkg:hex/a@1.0");
    assertThat(lock("[].\n").components()).isEmpty();
    assertThat(lock("\n").unreadable()).isEmpty();
  }

  @Test
  void lockFilesOfFetchedDependenciesAreNotTheProjects() throws Exception {
    for (String path :
        List.of(
            "deps/hackney/rebar.lock",
            "deps/hackney/apps/one/rebar.lock",
            "_build/default/lib/hackney/rebar.lock",
            "_build/test/plugins/hackney/rebar.lock")) {
      for (String folder : List.of("", "srv/deps/app/")) {
        assertThat(
                CatalogerRun.over(
                        DirectoryTree.empty()
                            .file(folder + path, LOCK)
                            .file(folder + "mix.exs", "defmodule App.MixProject do"),
                        CATALOGER)
                    .components())
            .as(folder + path)
            .isEmpty();
      }
    }
  }

  @Test
  void projectsInAFolderOfThatNameCount() throws Exception {
    for (String path :
        List.of("deps/rebar.lock", "deps/app/rebar.lock", "_build/x/lib/rebar.lock")) {
      assertThat(
              CatalogerRun.over(
                      DirectoryTree.empty().file(path, LOCK).file("other/mix.exs", "x"), CATALOGER)
                  .components())
          .as(path)
          .isNotEmpty();
    }
  }

  @Test
  void aDamagedFileIsUnreadable() throws Exception {
    assertThat(lock("{\"1.2.0\",\n[{<<\"a\">> {pkg}}]}.").unreadable())
        .containsExactly("app/rebar.lock: app/rebar.lock is damaged in line 2");
  }

  @Test
  void damagedDocumentsGiveAResultOrAreUnreadable() {
    Mutations.of(LOCK.getBytes(StandardCharsets.UTF_8), 8, 5_000)
        .forEach(
            bytes -> {
              try {
                CatalogerRun.over(DirectoryTree.empty().file("rebar.lock", bytes), CATALOGER);
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
  }

  private static RecordedDiscoveries lock(String text) throws InterruptedException {
    return CatalogerRun.over(DirectoryTree.empty().file("app/rebar.lock", text), CATALOGER);
  }
}
