package dev.drydock.catalog.redhat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.bom.BuildInformation;
import dev.drydock.bom.Component.Location;
import dev.drydock.catalog.CatalogerRun;
import dev.drydock.catalog.DirectoryTree;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class BuildInformationCatalogerTest {
  private static final BuildInformationCataloger CATALOGER =
      new BuildInformationCataloger(Limits.defaults());
  private static final String PATH =
      "root/buildinfo/content_manifests/ubi9-container-9.4-1181.json";
  private static final String MANIFEST =
      """
      {"metadata":{"icm_version":1,"image_layer_index":1},
       "content_sets":["rhel-9-for-x86_64-baseos-rpms","rhel-9-for-x86_64-appstream-rpms",
        "rhel-9-for-x86_64-baseos-rpms",""],
       "image_contents":[]}
      """;

  @Test
  void contentSetsAreKnownByLayerAndBuild() throws Exception {
    DirectoryTree tree =
        DirectoryTree.empty()
            .file(PATH, MANIFEST)
            .layer(2)
            .file("usr/share/buildinfo/content-sets.json", MANIFEST)
            .file("root/buildinfo/other/deeper.json", MANIFEST)
            .file("srv/root/buildinfo/content-sets.json", MANIFEST);
    RecordedDiscoveries found = CatalogerRun.over(tree, CATALOGER);
    List<String> sets =
        List.of("rhel-9-for-x86_64-baseos-rpms", "rhel-9-for-x86_64-appstream-rpms");
    assertThat(found.buildInformation())
        .containsExactly(
            new BuildInformation(new Location(PATH, 0), "ubi9-container-9.4-1181", null, sets),
            new BuildInformation(
                new Location("usr/share/buildinfo/content-sets.json", 2), "", null, sets));
    assertThat(found.components()).isEmpty();
    assertThat(found.unreadable()).isEmpty();
  }

  @Test
  void labelsNameTheBuildAndTheProduct() throws Exception {
    String labels = "root/buildinfo/labels.json";
    assertThat(
            run(
                    labels,
                    """
                    {"com.redhat.component":"ubi9-container","name":"ubi9","version":"9.4",
                     "release":"1181","cpe":"cpe:/o:redhat:enterprise_linux:9"}
                    """)
                .buildInformation())
        .containsExactly(
            new BuildInformation(
                new Location(labels, 0),
                "ubi9-container-9.4-1181",
                "cpe:/o:redhat:enterprise_linux:9",
                List.of()));
    assertThat(run(labels, "{\"name\":\"x\",\"version\":\"1\"}").buildInformation()).isEmpty();
  }

  @Test
  void whatNamesNoContentSetsTellsNothing() throws Exception {
    assertThat(run(PATH, "{\"content_sets\":[]}").buildInformation()).isEmpty();
    assertThat(run(PATH, "{\"content_sets\":{\"a\":1}}").buildInformation()).isEmpty();
    assertThatThrownBy(() -> run(PATH, "{")).isInstanceOf(IOException.class);
  }

  @Test
  void damagedManifestsEndInAResultOrAnError() throws Exception {
    for (byte[] bytes :
        Mutations.of(MANIFEST.getBytes(StandardCharsets.UTF_8), 4, 3_000).toList()) {
      try {
        assertThat(CatalogerRun.file(CATALOGER, PATH, bytes).buildInformation().size())
            .isLessThan(2);
      } catch (IOException e) {
        assertThat(e.getMessage()).contains(PATH);
      }
    }
  }

  private static RecordedDiscoveries run(String path, String text) throws Exception {
    return CatalogerRun.file(CATALOGER, path, text.getBytes(StandardCharsets.UTF_8));
  }
}
