package dev.drydock.catalog.sbom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Component;
import dev.drydock.catalog.CatalogerRun;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.image.LayerEntry;
import dev.drydock.limits.Limits;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SbomCatalogerTest {
  private static final SbomCataloger CATALOGER = new SbomCataloger(Limits.defaults());

  private static final String NESTED =
      """
      {
        "bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
        "components": [
          {"type": "application", "name": "Proxy", "version": "1.2", "bom-ref": "a",
           "components": [
             {"type": "library", "name": "ring", "version": "0.17.8", "bom-ref": "b",
              "purl": "pkg:cargo/ring@0.17.8",
              "properties": [{"name": "drydock:cataloger", "value": "dpkg"}],
              "evidence": {"occurrences": [{"location": "/etc/passwd"}]}}]},
          {"type": "file", "name": "LICENSE", "version": "1"}
        ]
      }
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "app/x.cdx.json",
        "app/x.cdx.xml",
        "app/x.CDX",
        "var/lib/db/sbom/curl-8.5.0-r0.spdx.json",
        "app/x.spdx",
        "app/x.spdx.yml",
        "opt/docker/sbom/.spdx.dhi-python.json",
        "app/x.syft.json",
        "app/bom.json",
        "app/BOM.XML",
        "app/sbom.json",
        "app/cdx.json",
        "app/x.bom.json",
        "app/x.sbom",
      })
  void wantsTheNamesThatToolsGive(String path) {
    assertThat(CATALOGER.fileNames().accept(path.substring(path.lastIndexOf('/') + 1))).isTrue();
    assertThat(CATALOGER.wants(file(path))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "opt/bitnami/redis/.spdx-redis.spdx",
        "app/package.json",
        "app/pom.xml",
        "app/x.yaml",
        ".cdx"
      })
  void leavesOthersAlone(String path) {
    assertThat(CATALOGER.wants(file(path))).isFalse();
  }

  @Test
  void whatIsListedIsFoundWhereTheDocumentLies() throws Exception {
    RecordedDiscoveries found = run("srv/bom.json", NESTED);

    assertThat(found.purls())
        .containsExactlyInAnyOrder("pkg:generic/Proxy@1.2", "pkg:cargo/ring@0.17.8");
    for (Component component : found.components()) {
      assertThat(component.locations()).containsExactly(new Component.Location("srv/bom.json", 0));
      assertThat(component.evidence())
          .isEqualTo(new Component.Evidence("sbom", "bill of materials"));
    }
    assertThat(found.unreadable()).isEmpty();
  }

  @Test
  void whatNamesNoVersionIsLeftOutAndSaid() throws Exception {
    RecordedDiscoveries found =
        run(
            "srv/x.spdx.json",
            """
            {"spdxVersion": "SPDX-2.2",
             "annotations": [{"comment": "drydock:unreadable=npm|elsewhere|broken"}],
             "relationships": [{"spdxElementId": "SPDXRef-group", "relationshipType": "CONTAINS",
               "relatedSpdxElement": "SPDXRef-lost"}],
             "packages": [
               {"SPDXID": "SPDXRef-group", "name": "several"},
               {"SPDXID": "SPDXRef-lost", "name": "lost"},
               {"SPDXID": "SPDXRef-kept", "name": "kept", "versionInfo": "1"}]}
            """);

    assertThat(found.purls()).containsExactly("pkg:generic/kept@1");
    assertThat(found.unreadable())
        .containsExactly(
            "srv/x.spdx.json: 1 component has neither a version nor a package URL, such as lost:"
                + " left out, since nothing can be looked up for that");
  }

  @Test
  void anotherFileOfThatNameIsPassedOver() throws Exception {
    for (String other : List.of("{\"rain\": 3}", "<weather/>", "", "plain", "{\"a\": ")) {
      RecordedDiscoveries found = run("srv/bom.json", other);

      assertThat(found.components()).isEmpty();
      assertThat(found.unreadable()).isEmpty();
    }
  }

  @Test
  void aDamagedOneIsSaidToBeUnreadable() {
    Assertions.assertThatThrownBy(() -> run("srv/bom.json", NESTED.substring(0, 300)))
        .hasMessageStartingWith("srv/bom.json is not valid JSON");
    Assertions.assertThatThrownBy(() -> run("srv/x.cdx.json", "{}"))
        .hasMessageStartingWith("srv/x.cdx.json is JSON, but no bill of materials");
  }

  private static RecordedDiscoveries run(String path, String content) throws Exception {
    return CatalogerRun.file(CATALOGER, path, content.getBytes(StandardCharsets.UTF_8));
  }

  private static LayerEntry file(String path) {
    return new LayerEntry(path, LayerEntry.Type.FILE, 10, 0644, null, 0);
  }
}
