package dev.drydock.catalog.ruby;

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

class GemfileLockCatalogerTest {
  private static final GemfileLockCataloger CATALOGER = new GemfileLockCataloger(Limits.defaults());

  private static final String PLUGIN =
      """
      PLUGIN SOURCE
        remote: https://hg.example.org/tools
        type: hg
        specs:
          tools (3.0.0)
            rack (~> 2.0)

      GEM
        remote: https://rubygems.org/
        specs:
          rack (2.2.3)

      DEPENDENCIES
        tools!
      """;

  private static final String LOCK =
      """
      GIT
        remote: https://token@github.com/example/own-tools.git
        revision: 027dbe2e56397b534e859fc283990cad1b6addd6
        branch: main
        specs:
          own (2.0.0.alpha1)
            rack (~> 2.0)
            local!

      PATH
        remote: components/local
        specs:
          local (0.1.0)

      GEM
        remote: https://gems.example.org/
        specs:
          inhouse (1.0)

      GEM
        remote: https://rubygems.org/
        specs:
          nokogiri (1.15.0)
            mini_portile2 (~> 2.8.2)
            racc (~> 1.4)
          nokogiri (1.15.0-java)
            racc (~> 1.4)
          nokogiri (1.15.0-x86_64-linux)
            racc (~> 1.4)
          racc (1.7.1)
          rack (2.2.3)
          nameless

      PLATFORMS
        java
        ruby

      DEPENDENCIES
        nokogiri
        own!
        rack (~> 2.0)

      CHECKSUMS
        rack (2.2.3) sha256=00

      RUBY VERSION
         ruby 3.0.2p107

      BUNDLED WITH
         2.2.28
      """;

  @Test
  void gemsThatAPluginOfBundlerFetchesAreGemsToo() throws Exception {
    RecordedDiscoveries locked =
        CatalogerRun.over(DirectoryTree.empty().file("app/Gemfile.lock", PLUGIN), CATALOGER);
    RecordedDiscoveries installed =
        CatalogerRun.over(
            DirectoryTree.empty()
                .file("app/Gemfile.lock", PLUGIN)
                .file("usr/lib/ruby/gems/3.2.0/specifications/rack-2.2.3.gemspec", "x"),
            CATALOGER);

    assertThat(locked.purls()).containsExactly("pkg:gem/rack@2.2.3", "pkg:gem/tools@3.0.0");
    assertThat(
            locked.dependencies().stream().map(one -> one.from().name() + " > " + one.to().name()))
        .containsExactly("tools > rack");
    assertThat(installed.purls())
        .as("where the others are installed, no specification tells of it")
        .containsExactly("pkg:gem/tools@3.0.0");
  }

  @Test
  void readsGemsOfRegistriesRepositoriesAndTheProject() throws Exception {
    RecordedDiscoveries found = lock(LOCK);

    assertThat(found.purls())
        .containsExactly(
            "pkg:gem/inhouse@1.0?repository_url=https:%2F%2Fgems.example.org%2F",
            "pkg:gem/local@0.1.0",
            "pkg:gem/nokogiri@1.15.0",
            "pkg:gem/own@2.0.0.alpha1?vcs_url=git%2Bhttps:%2F%2Fgithub.com%2Fexample%2Fown-tools.git"
                + "%40027dbe2e56397b534e859fc283990cad1b6addd6",
            "pkg:gem/racc@1.7.1",
            "pkg:gem/rack@2.2.3");
    Component rack = found.component("rack");
    assertThat(rack.locations()).containsExactly(new Location("app/Gemfile.lock", 0));
    assertThat(rack.evidence()).isEqualTo(new Evidence("gemfile-lock", "Gemfile.lock"));
    assertThat(found.dependencies().stream().map(d -> d.from().name() + " > " + d.to().name()))
        .containsExactlyInAnyOrder("own > rack", "own > local", "nokogiri > racc");
  }

  @Test
  void sectionsMayComeInAnyOrderAndWithCarriageReturns() throws Exception {
    assertThat(
            lock("DEPENDENCIES\r\n  ast\r\n\r\nGEM\r\n  remote: https://rubygems.org/\r\n  specs:\r\n"
                    + "    ast (2.4.2)\r\n")
                .purls())
        .containsExactly("pkg:gem/ast@2.4.2");
  }

  @Test
  void checksumsAreNoGems() throws Exception {
    assertThat(
            lock("""
                    CHECKSUMS
                      specs:
                        summed (1.0)
                    """)
                .components())
        .isEmpty();
  }

  @Test
  void severalRegistriesInOneSectionTellNotWhichOneAGemIsOf() throws Exception {
    assertThat(
            lock("""
                    GEM
                      remote: https://gems.example.org/
                      remote: https://rubygems.org/
                      specs:
                        rack (2.2.3)
                    """)
                .purls())
        .containsExactly("pkg:gem/rack@2.2.3");
  }

  @Test
  void whereMostGemsAreInstalledTheirSpecificationsAreTheTruth() throws Exception {
    String home = "usr/local/bundle/ruby/3.1.0/";
    DirectoryTree tree =
        DirectoryTree.empty()
            .file("app/Gemfile.lock", LOCK)
            .file(home + "specifications/nokogiri-1.15.0-x86_64-linux.gemspec", "x")
            .file(home + "specifications/rack-2.2.3.gemspec", "x")
            .file(home + "gems/rack-2.2.3/Gemfile.lock", LOCK.replace("2.2.3", "9.9.9"))
            .file(home + "bundler/gems/own-tools-027dbe2e5639/lib/own.rb", "x")
            .file(home + "bundler/gems/own-tools-027dbe2e5639/Gemfile.lock", LOCK)
            .file("other/gems.locked", LOCK.replace("1.15.0", "8.0").replace("2.2.3", "8.0"));

    RecordedDiscoveries found = CatalogerRun.over(tree, CATALOGER);

    assertThat(
            found.components().stream()
                .filter(c -> c.locations().getFirst().path().equals("app/Gemfile.lock"))
                .map(Component::name))
        .containsExactly("own", "local");
    assertThat(
            found.components().stream()
                .filter(c -> !c.locations().getFirst().path().equals("app/Gemfile.lock"))
                .map(c -> c.locations().getFirst().path() + " " + c.name()))
        .containsExactly(
            "other/gems.locked own",
            "other/gems.locked local",
            "other/gems.locked inhouse",
            "other/gems.locked nokogiri",
            "other/gems.locked racc",
            "other/gems.locked rack");
  }

  @Test
  void aConflictOfAMergeIsUnreadableAndDoesNotHideOthers() throws Exception {
    DirectoryTree tree =
        DirectoryTree.empty()
            .file("a/Gemfile.lock", "<<<<<<< HEAD\n" + LOCK)
            .file("b/Gemfile.lock", "GEM\n  specs:\n    ast (2.4.2)\n");

    RecordedDiscoveries found = CatalogerRun.over(tree, CATALOGER);

    assertThat(found.namesAndVersions()).containsExactly("ast 2.4.2");
    assertThat(found.unreadable())
        .containsExactly(
            "a/Gemfile.lock: a/Gemfile.lock has a conflict of a merge in it: resolve it and commit"
                + " again");
  }

  @Test
  void aByteOrderMarkHidesNoSection() throws Exception {
    assertThat(lock("\ufeffGEM\n  specs:\n    ast (2.4.2)\n").namesAndVersions())
        .containsExactly("ast 2.4.2");
  }

  @Test
  void damagedDocumentsGiveAResultOrAreUnreadable() {
    Mutations.of(LOCK.getBytes(StandardCharsets.UTF_8), 4, 4_000)
        .forEach(
            bytes -> {
              try {
                CatalogerRun.over(DirectoryTree.empty().file("Gemfile.lock", bytes), CATALOGER);
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
  }

  private static RecordedDiscoveries lock(String text) throws InterruptedException {
    return CatalogerRun.over(DirectoryTree.empty().file("app/Gemfile.lock", text), CATALOGER);
  }
}
