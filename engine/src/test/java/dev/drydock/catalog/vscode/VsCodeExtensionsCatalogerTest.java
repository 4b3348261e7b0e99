package dev.drydock.catalog.vscode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.PackageName;
import dev.drydock.catalog.CatalogerRun;
import dev.drydock.catalog.DirectoryTree;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class VsCodeExtensionsCatalogerTest {
  private static final VsCodeExtensionsCataloger CATALOGER =
      new VsCodeExtensionsCataloger(Limits.defaults());

  private static final String LIST =
      """
      [{"identifier": {"id": "Golang.Go", "uuid": "d6f6"}, "version": "0.39.1",
        "metadata": {"targetPlatform": "linux-x64", "source": "gallery"}},
       {"identifier": {"id": "me.own.theme"}, "version": "1.0.0",
        "metadata": {"targetPlatform": "universal"}},
       {"identifier": {"id": "side.loaded"}, "version": "2.0.0-beta"},
       {"identifier": {"id": "nopublisher"}, "version": "1.0.0"},
       {"identifier": {"id": ".x"}, "version": "1.0.0"},
       {"identifier": {"id": "x."}, "version": "1.0.0"},
       {"identifier": {"id": "a.b"}}, {"identifier": "c.d", "version": "1"}, 7]
      """;

  @Test
  void readsWhatIsInstalled() throws Exception {
    RecordedDiscoveries found = list("home/me/.vscode-server/extensions/extensions.json", LIST);

    assertThat(found.purls())
        .containsExactly(
            "pkg:vscode-extension/golang/go@0.39.1?platform=linux-x64",
            "pkg:vscode-extension/me/own.theme@1.0.0",
            "pkg:vscode-extension/side/loaded@2.0.0-beta");
    assertThat(found.component("golang.go").evidence())
        .isEqualTo(new Evidence("vscode-extensions", "extensions.json"));
    assertThat(PackageName.of(found.component("golang.go").purl(), null)).isEqualTo("golang.go");
  }

  @Test
  void whatAProjectRecommendsIsNotInstalled() throws Exception {
    assertThat(list("app/.vscode/extensions.json", LIST).components()).isEmpty();
    assertThat(list("x/extensions/extensions.json", "{\"recommendations\": [\"a.b\"]}").purls())
        .isEmpty();
  }

  @Test
  void aFileThatIsNoJsonIsUnreadable() throws Exception {
    assertThat(list("extensions/extensions.json", "[{").unreadable()).hasSize(1);
  }

  @Test
  void damagedDocumentsGiveAResultOrAreUnreadable() {
    Mutations.of(LIST.getBytes(StandardCharsets.UTF_8), 7, 4_000)
        .forEach(
            bytes -> {
              try {
                CatalogerRun.over(
                    DirectoryTree.empty().file("extensions/extensions.json", bytes), CATALOGER);
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
  }

  private static RecordedDiscoveries list(String path, String text) throws InterruptedException {
    return CatalogerRun.over(DirectoryTree.empty().file(path, text), CATALOGER);
  }
}
