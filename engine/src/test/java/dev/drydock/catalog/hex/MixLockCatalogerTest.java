package dev.drydock.catalog.hex;

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
import org.junit.jupiter.api.Test;

class MixLockCatalogerTest {
  private static final MixLockCataloger CATALOGER = new MixLockCataloger(Limits.defaults());

  private static final String LOCK =
      """
      %{
        # a comment with "quotes" and {brackets
        "cowboy": {:hex, :cowboy, "2.9.0", "865d", [:make, :rebar3], [{:cowlib, "2.11.0", [hex: :cowlib, repo: "hexpm", optional: false]}, {:ranch, "~> 1.8", [hex: :ranch_fork, repo: "hexpm", optional: true]}], "hexpm", "2c72"},
        "cowlib": {:hex, :cowlib, "2.11.0", "0b9f", [:make, :rebar3], [], "hexpm", "2b3e"},
        "ranch" => {:hex, :ranch_fork, "1.8.0-rc.1", "0b9f", [:make], [], "hexpm:acme"},
        inhouse: {:hex, :"In_House", "1.0.0", "0b9f", [:mix], []},
        "old": {:package, "0.3.1"},
        "own": {:git, "https://token@github.com/example/own.git", "a9574ab75d6ed01e1288c453ae1d943d7a964595", [branch: "feat/x", sparse: "apps/own"]},
        "beside": {:path, "../beside", []},
        "strange": {:svn, "https://example.org", 7},
        "short": {:hex},
      }
      """;

  @Test
  void readsPackagesOfHexRepositoriesAndThoseBeside() throws Exception {
    RecordedDiscoveries found = lock(LOCK);

    assertThat(found.purls())
        .containsExactly(
            "pkg:hex/acme/ranch_fork@1.8.0-rc.1",
            "pkg:hex/beside",
            "pkg:hex/cowboy@2.9.0",
            "pkg:hex/cowlib@2.11.0",
            "pkg:hex/in_house@1.0.0",
            "pkg:hex/old@0.3.1",
            "pkg:hex/own?vcs_url=git%2Bhttps:%2F%2Fgithub.com%2Fexample%2Fown.git"
                + "%40a9574ab75d6ed01e1288c453ae1d943d7a964595");
    Component own = found.component("own");
    assertThat(own.version()).isEmpty();
    assertThat(own.locations()).containsExactly(new Location("app/mix.lock", 0));
    assertThat(own.evidence()).isEqualTo(new Evidence("mix-lock", "mix.lock"));
    assertThat(found.dependencies().stream().map(d -> d.from().name() + " > " + d.to().name()))
        .containsExactly("cowboy > cowlib", "cowboy > ranch_fork");
  }

  @Test
  void lockFilesOfFetchedDependenciesAreNotTheProjects() throws Exception {
    DirectoryTree dependency = DirectoryTree.empty().file("app/deps/plug/mix.lock", LOCK);

    assertThat(CatalogerRun.over(dependency, CATALOGER).components()).isNotEmpty();
    assertThat(CatalogerRun.over(dependency.file("app/mix.lock", "%{}"), CATALOGER).components())
        .isEmpty();
  }

  @Test
  void anEmptyMapHasNothingAndOtherFilesAreUnreadable() throws Exception {
    assertThat(lock("%{}\n").components()).isEmpty();
    assertThat(lock("%{}\n").unreadable()).isEmpty();
    assertThat(lock("%{\n  \"a\": {:hex, :a, \"1.0\n").unreadable())
        .containsExactly("app/mix.lock: app/mix.lock ends early");
    assertThat(lock("%{\n \"a\": {:hex :a}\n}").unreadable())
        .containsExactly("app/mix.lock: app/mix.lock is damaged in line 2");
    assertThat(lock("# nothing").unreadable())
        .containsExactly("app/mix.lock: app/mix.lock is empty");
  }

  @Test
  void bracketsWithoutEndAreRefused() throws Exception {
    assertThat(lock("[".repeat(100_000)).unreadable())
        .containsExactly("app/mix.lock: app/mix.lock goes over the limit of 64 (nesting)");
    assertThat(lock("[" + "[],".repeat(1_000_001)).unreadable())
        .containsExactly("app/mix.lock: app/mix.lock goes over the limit of 1,000,000 (terms)");
  }

  @Test
  void damagedDocumentsGiveAResultOrAreUnreadable() {
    Mutations.of(LOCK.getBytes(StandardCharsets.UTF_8), 2, 5_000)
        .forEach(
            bytes -> {
              try {
                CatalogerRun.over(DirectoryTree.empty().file("mix.lock", bytes), CATALOGER);
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
  }

  private static RecordedDiscoveries lock(String text) throws InterruptedException {
    return CatalogerRun.over(DirectoryTree.empty().file("app/mix.lock", text), CATALOGER);
  }
}
