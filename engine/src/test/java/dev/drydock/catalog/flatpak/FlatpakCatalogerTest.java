package dev.drydock.catalog.flatpak;

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

class FlatpakCatalogerTest {
  private static final FlatpakCataloger CATALOGER = new FlatpakCataloger(Limits.defaults());
  private static final String DEPLOYED =
      "flatpak/app/org.example.Paint/x86_64/stable/0123abc/export/share/";
  private static final String PATH =
      "var/lib/" + DEPLOYED + "metainfo/org.example.Paint.metainfo.xml";
  private static final String METAINFO =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <component type="desktop-application">
        <id>org.example.Paint</id>
        <name>Paint</name>
        <project_license>GPL-3.0-or-later</project_license>
        <releases>
          <release version="2.10.38" date="2024-05-02"><description><p>New</p></description></release>
          <release version="2.10.36" date="2023-11-05"/>
        </releases>
      </component>
      """;

  @Test
  void theNewestReleaseIsTheOneThatIsThere() throws Exception {
    Component paint = run(METAINFO).component("org.example.Paint");
    assertThat(paint.purl()).hasToString("pkg:flatpak/org.example.Paint@2.10.38");
    assertThat(paint.version()).isEqualTo("2.10.38");
    assertThat(paint.licences()).containsExactly("GPL-3.0-or-later");
    assertThat(paint.locations()).containsExactly(new Component.Location(PATH, 0));
    assertThat(paint.evidence()).isEqualTo(new Component.Evidence("flatpak", "metainfo"));
  }

  @Test
  void onlyWhatApplicationsExportIsRead() throws Exception {
    String old = DEPLOYED + "appdata/org.example.Paint.appdata.xml";
    DirectoryTree tree =
        DirectoryTree.empty()
            .file(PATH, METAINFO)
            .file("home/x/.local/share/" + old, METAINFO)
            .file("usr/share/metainfo/org.example.Paint.metainfo.xml", METAINFO)
            .file("var/lib/" + DEPLOYED + "metainfo/other.xml", METAINFO)
            .file("var/lib/my" + DEPLOYED + "metainfo/a.metainfo.xml", METAINFO);
    assertThat(CatalogerRun.over(tree, CATALOGER).components())
        .extracting(c -> c.locations().getFirst().path())
        .containsExactly("home/x/.local/share/" + old, PATH);
  }

  @Test
  void whatTellsNoReleaseIsSaid() {
    assertThatThrownBy(() -> run("<component><id>x</id></component>"))
        .isInstanceOf(IOException.class)
        .hasMessage(PATH + " tells no id or no release of its application");
    assertThatThrownBy(() -> run("nonsense")).isInstanceOf(IOException.class);
  }

  @Test
  void damagedFilesEndInAResultOrAnError() throws Exception {
    for (byte[] bytes :
        Mutations.of(METAINFO.getBytes(StandardCharsets.UTF_8), 4, 2_000).toList()) {
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
