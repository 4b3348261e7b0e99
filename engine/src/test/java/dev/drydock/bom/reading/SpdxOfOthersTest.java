package dev.drydock.bom.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Bom;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What other tools list among the packages of SPDX that is no software.
class SpdxOfOthersTest {

  @Test
  void trivysListsSystemAndImageWithoutAPurpose() throws IOException {
    Bom bom =
        read(
            """
            {"spdxVersion": "SPDX-2.2", "name": "document", "relationships": [
               {"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBE",
                "relatedSpdxElement": "SPDXRef-ContainerImage-9e1"},
               {"spdxElementId": "SPDXRef-Application-0a", "relationshipType": "DEPENDS_ON",
                "relatedSpdxElement": "SPDXRef-Package-3"}],
             "packages": [
               {"SPDXID": "SPDXRef-Application-0a", "name": "Java", "versionInfo": "jar"},
               {"SPDXID": "SPDXRef-Application-Shop", "name": "shop", "versionInfo": "3"},
               {"SPDXID": "SPDXRef-ContainerImage-9e1", "name": "example/app:1"},
               {"SPDXID": "SPDXRef-OperatingSystem-7", "name": "alpine", "versionInfo": "3.16.0"},
               {"SPDXID": "SPDXRef-Package-3", "name": "zlib", "versionInfo": "1.2.12-r0",
                "externalRefs": [{"referenceType": "purl",
                  "referenceLocator": "pkg:apk/alpine/zlib@1.2.12-r0?distro=3.16.0"}]}]}
            """);

    assertThat(purls(bom))
        .containsExactly("pkg:apk/alpine/zlib@1.2.12-r0?distro=3.16.0", "pkg:generic/shop@3");
    assertThat(Objects.requireNonNull(bom.distribution()).purlQualifier())
        .isEqualTo("alpine-3.16.0");
    assertThat(bom.subject().reference()).isEqualTo("example/app:1");
  }

  @Test
  void trivysFoldersAndRepositories() throws IOException {
    for (String kind : List.of("Filesystem", "Repository")) {
      Bom bom =
          read(
              """
              {"spdxVersion": "SPDX-2.2", "name": "document", "packages": [
                {"SPDXID": "SPDXRef-KIND-4c", "name": "src", "versionInfo": "1"}]}
              """
                  .replace("KIND", kind));

      assertThat(bom.components()).isEmpty();
      assertThat(bom.subject().reference()).isEqualTo("src");
    }
  }

  @Test
  void syftsRoots() throws IOException {
    String digest = "sha256:" + "1f".repeat(32);
    Bom file =
        read(
            """
            SPDXVersion: SPDX-2.1
            DocumentName: document

            PackageName: go.sum
            SPDXID: SPDXRef-DocumentRoot-File-go.sum
            PackageVersion: sha256:DIGEST

            Relationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-DocumentRoot-File-go.sum
            """
                .replace("DIGEST", digest));
    Bom folder =
        read(
            """
            {"spdxVersion": "SPDX-2.3", "packages": [
              {"SPDXID": "SPDXRef-DocumentRoot-Directory-src", "name": "/src", "versionInfo": "1"}]}
            """);
    Bom image =
        read(
            """
            {"spdxVersion": "SPDX-2.2", "documentDescribes": ["SPDXRef-x"], "packages": [
              {"SPDXID": "SPDXRef-x", "name": "example", "versionInfo": "DIGEST"}]}
            """
                .replace("DIGEST", digest));

    assertThat(file.components()).isEmpty();
    assertThat(file.subject().reference()).isEqualTo("go.sum");
    assertThat(file.subject().digest()).isNull();
    assertThat(folder.components()).isEmpty();
    assertThat(image.components()).isEmpty();
    assertThat(image.subject().digest()).isEqualTo(digest);
  }

  @Test
  void melangesRecipes() throws IOException {
    Bom bom =
        read(
            """
            {"spdxVersion": "SPDX-2.3", "relationships": [
               {"spdxElementId": "SPDXRef-tool", "relationshipType": "DESCRIBED_BY",
                "relatedSpdxElement": "SPDXRef-tool.yaml"},
               {"spdxElementId": "SPDXRef-tool", "relationshipType": "DESCRIBED_BY",
                "relatedSpdxElement": "SPDXRef-DOCUMENT"},
               {"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBED_BY",
                "relatedSpdxElement": "SPDXRef-other"}],
             "packages": [
               {"SPDXID": "SPDXRef-tool", "name": "tool", "versionInfo": "1-r0"},
               {"SPDXID": "SPDXRef-other", "name": "other", "versionInfo": "2"},
               {"SPDXID": "SPDXRef-tool.yaml", "name": "tool.yaml", "versionInfo": "ab12",
                "externalRefs": [{"referenceType": "purl",
                  "referenceLocator": "pkg:github/example/recipes@ab12#tool.yaml"}]}]}
            """);

    assertThat(purls(bom)).containsExactly("pkg:generic/other@2", "pkg:generic/tool@1-r0");
  }

  private static List<String> purls(Bom bom) {
    return bom.components().stream().map(it -> it.purl().toString()).toList();
  }

  private static Bom read(String document) throws IOException {
    return new BomReader(Limits.defaults())
        .read(document.getBytes(StandardCharsets.UTF_8), "bom.spdx.json");
  }
}
