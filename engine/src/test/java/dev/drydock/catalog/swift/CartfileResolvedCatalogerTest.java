package dev.drydock.catalog.swift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Component.Evidence;
import dev.drydock.catalog.CatalogerRun;
import dev.drydock.catalog.DirectoryTree;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CartfileResolvedCatalogerTest {
  private static final CartfileResolvedCataloger CATALOGER =
      new CartfileResolvedCataloger(Limits.defaults());

  private static final String RESOLVED =
      """
      binary "https://example.org/release/framework.json" "2.3.1"
      git "git@git.example.org:desktop/tagged.git" "v1.2.0-beta.1"
      git "https://token@git.example.org/desktop/own.git" "c0ffee0d4a9b3f2e1d6c5b4a39281706f5e4d3c2"
      git "../beside" "1.0.0"
      github "Quick/Nimble" "9.2.1"
      github "https://enterprise.example.org/ghe/desktop/tool" "release-4.1"
      github "short"
      """;

  @Test
  void namesFrameworksByTheAddressOfTheirRepository() throws Exception {
    RecordedDiscoveries found = resolved("app/Cartfile.resolved", RESOLVED);

    assertThat(found.purls())
        .containsExactly(
            "pkg:swift/enterprise.example.org/ghe/desktop/tool?vcs_url=git%2Bhttps:%2F%2F"
                + "enterprise.example.org%2Fghe%2Fdesktop%2Ftool%40release-4.1",
            "pkg:swift/git.example.org/desktop/own?vcs_url=git%2Bhttps:%2F%2Fgit.example.org"
                + "%2Fdesktop%2Fown.git%40c0ffee0d4a9b3f2e1d6c5b4a39281706f5e4d3c2",
            "pkg:swift/git.example.org/desktop/tagged@1.2.0-beta.1",
            "pkg:swift/github.com/Quick/Nimble@9.2.1");
    assertThat(found.component("github.com/Quick/Nimble").evidence())
        .isEqualTo(new Evidence("carthage-resolved", "Cartfile.resolved"));
  }

  @Test
  void filesOfCheckoutsAreNotTheProjects() throws Exception {
    assertThat(resolved("app/Carthage/Checkouts/Nimble/Cartfile.resolved", RESOLVED).components())
        .isEmpty();
  }

  @Test
  void damagedDocumentsGiveAResult() {
    Mutations.of(RESOLVED.getBytes(StandardCharsets.UTF_8), 9, 4_000)
        .forEach(
            bytes -> {
              try {
                CatalogerRun.over(
                    DirectoryTree.empty().file("app/Cartfile.resolved", bytes), CATALOGER);
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
  }

  private static RecordedDiscoveries resolved(String path, String text)
      throws InterruptedException {
    return CatalogerRun.over(DirectoryTree.empty().file(path, text), CATALOGER);
  }
}
