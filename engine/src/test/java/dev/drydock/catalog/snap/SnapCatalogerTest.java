package dev.drydock.catalog.snap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.bom.Component;
import dev.drydock.catalog.CatalogerRun;
import dev.drydock.catalog.DirectoryTree;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SnapCatalogerTest {
  private static final SnapCataloger CATALOGER = new SnapCataloger(Limits.defaults());
  private static final String PATH = "snap/core22/1380/meta/snap.yaml";
  private static final String CORE =
      """
      name: core22
      version: 1.10
      summary: Runtime environment
      license: GPL-3.0
      architectures:
      - amd64
      type: base
      """;

  @Test
  void aSnapIsFoundWithItsVersionAsItIsWritten() throws Exception {
    Component core = run(CORE).component("core22");
    assertThat(core.version()).isEqualTo("1.10");
    assertThat(core.purl()).hasToString("pkg:snap/core22@1.10?arch=amd64");
    assertThat(core.licences()).containsExactly("GPL-3.0");
    assertThat(core.locations()).containsExactly(new Component.Location(PATH, 0));
    assertThat(core.evidence()).isEqualTo(new Component.Evidence("snap", "snap.yaml"));
  }

  @Test
  void aSnapOfSeveralArchitecturesNamesNone() throws Exception {
    assertThat(
            run("name: a\nversion: '1'\narchitectures: [amd64, arm64]\nlicense: unset\n").purls())
        .containsExactly("pkg:snap/a@1");
  }

  @Test
  void onlyTheMetadataOfSnapsIsRead() throws Exception {
    DirectoryTree tree =
        DirectoryTree.empty()
            .file(PATH, CORE)
            .file("var/lib/snapd/snap/a/x1/meta/snap.yaml", CORE)
            .file("meta/snap.yaml", CORE)
            .file("snap/snap.yaml", CORE)
            .file("snap/core22/1380/etc/meta/snap.yaml", CORE)
            .file("home/x/project/snap/meta/snap.yaml", CORE);
    assertThat(CatalogerRun.over(tree, CATALOGER).components())
        .extracting(c -> c.locations().getFirst().path())
        .containsExactly("meta/snap.yaml", PATH, "var/lib/snapd/snap/a/x1/meta/snap.yaml");
  }

  @Test
  void whatTellsNoVersionIsSaid() {
    assertThatThrownBy(() -> run("name: core\n"))
        .isInstanceOf(IOException.class)
        .hasMessage(PATH + " tells no name or no version of its snap");
    assertThatThrownBy(() -> run(": : :\n- x")).isInstanceOf(IOException.class);
  }

  @Test
  void damagedFilesEndInAResultOrAnError() throws Exception {
    for (byte[] bytes : Mutations.of(CORE.getBytes(StandardCharsets.UTF_8), 9, 3_000).toList()) {
      try {
        assertThat(CatalogerRun.file(CATALOGER, PATH, bytes).components()).hasSize(1);
      } catch (IOException e) {
        assertThat(e.getMessage()).contains(PATH);
      }
    }
  }

  private static RecordedDiscoveries run(String text) throws Exception {
    return CatalogerRun.file(CATALOGER, PATH, text.getBytes(StandardCharsets.UTF_8));
  }
}
