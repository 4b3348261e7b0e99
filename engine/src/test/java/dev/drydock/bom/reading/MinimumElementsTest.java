package dev.drydock.bom.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.drydock.bom.Bom;
import dev.drydock.bom.Creation;
import dev.drydock.bom.SampleBoms;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the NTIA's minimum elements and BSI TR-03183-2 ask of a bill of materials, element by
/// element.
class MinimumElementsTest {
  private static final Bom BOM = SampleBoms.debian();
  private static final Creation BY =
      new Creation("1.2.3", SampleBoms.CREATION.at(), "Platform team <platform@example.org>");

  @Test
  void supplierName() throws IOException {
    assertThat(cyclonedx().items("components"))
        .extracting(
            it -> it.text("name"), it -> it.get("supplier").map(by -> by.text("name")).orElse(null))
        .containsExactly(
            tuple("debian", null),
            tuple("libssl1.1", "Debian OpenSSL Team"),
            tuple("openssl", "Debian OpenSSL Team"),
            tuple("log4j-core", "org.apache.logging.log4j"),
            tuple("core", "@babel"));
    assertThat(spdx().items("packages"))
        .extracting(it -> it.text("supplier"))
        .containsExactly(
            "NOASSERTION",
            "NOASSERTION",
            "Organization: Debian OpenSSL Team (pkg-openssl@lists.example.org)",
            "Organization: Debian OpenSSL Team (pkg-openssl@lists.example.org)",
            "Organization: org.apache.logging.log4j",
            "Organization: @babel");
    assertThat(spdx3("software_Package").stream().skip(2))
        .allSatisfy(it -> assertThat(it.text("suppliedBy")).isNotNull());
  }

  @Test
  void componentNameAndVersion() throws IOException {
    assertThat(cyclonedx().items("components")).allSatisfy(it -> has(it, "name", "version"));
    assertThat(spdx().items("packages")).allSatisfy(it -> has(it, "name", "versionInfo"));
    assertThat(spdx3("software_Package"))
        .allSatisfy(it -> has(it, "name", "software_packageVersion"));
  }

  @Test
  void otherUniqueIdentifier() throws IOException {
    assertThat(cyclonedx().items("components").stream().skip(1))
        .allSatisfy(it -> has(it, "purl", "bom-ref"));
    assertThat(spdx().items("packages").stream().skip(2))
        .allSatisfy(it -> has(it.items("externalRefs").getFirst(), "referenceLocator"));
    assertThat(spdx3("software_Package").stream().skip(2))
        .allSatisfy(it -> has(it, "software_packageUrl"));
  }

  @Test
  void dependencyRelationshipAndHowCompleteItIs() throws IOException {
    assertThat(cyclonedx().items("dependencies").getFirst().texts("dependsOn")).hasSize(5);
    assertThat(cyclonedx().items("compositions"))
        .extracting(it -> it.text("aggregate"))
        .containsExactly("unknown");
    assertThat(spdx().items("relationships")).hasSize(7);
    assertThat(spdx3("Relationship"))
        .extracting(it -> it.text("relationshipType"))
        .contains("contains", "dependsOn");
  }

  @Test
  void authorWithMailAddress() throws IOException {
    Json metadata = cyclonedx().get("metadata").orElseThrow();
    assertThat(metadata.items("authors"))
        .extracting(it -> it.text("name"), it -> it.text("email"))
        .containsExactly(tuple("Platform team", "platform@example.org"));
    assertThat(spdx().get("creationInfo").orElseThrow().texts("creators"))
        .containsExactly(
            "Tool: drydock-1.2.3", "Organization: Platform team (platform@example.org)");
    assertThat(spdx3("Organization").getFirst().text("name")).isEqualTo("Platform team");
  }

  @Test
  void timestamp() throws IOException {
    String at = "2026-08-21T10:11:12Z";
    assertThat(cyclonedx().get("metadata").orElseThrow().text("timestamp")).isEqualTo(at);
    assertThat(spdx().get("creationInfo").orElseThrow().text("created")).isEqualTo(at);
    assertThat(spdx3("CreationInfo").getFirst().text("created")).isEqualTo(at);
  }

  @Test
  void licencesAsExpressionsWhereTheyHaveOneMeaning() throws IOException {
    assertThat(spdx().items("packages"))
        .extracting(it -> it.text("licenseDeclared"))
        .contains("OpenSSL", "MIT", "Apache-2.0 AND (MIT OR ISC)");
    assertThat(spdx3("simplelicensing_LicenseExpression"))
        .extracting(it -> it.text("simplelicensing_licenseExpression"))
        .containsExactly("OpenSSL", "Apache-2.0 AND (MIT OR ISC)", "MIT");
  }

  @Test
  void aComponentThatIsOneFileSaysWhichAndOfWhatKind() throws IOException {
    Bom bom =
        new Bom(
            SampleBoms.subject("x", List.of()),
            null,
            List.of(
                SampleBoms.application(
                    "org.example:app",
                    "1",
                    "maven",
                    "org.example",
                    "app",
                    List.of(),
                    "srv/app.jar"),
                SampleBoms.debian("openssl", "OpenSSL")),
            List.of(),
            List.of());
    Json document = tree(Written.CYCLONEDX_JSON.of(bom, BY));

    assertThat(document.items("components").getFirst().items("properties"))
        .extracting(it -> it.text("name"), it -> it.text("value"))
        .contains(
            tuple("bsi:component:filename", "app.jar"),
            tuple("bsi:component:archive", "archive"),
            tuple("bsi:component:structured", "structured"),
            tuple("bsi:component:executable", "non-executable"));
    assertThat(document.items("components").getLast().items("properties"))
        .extracting(it -> it.text("name"))
        .noneMatch(name -> String.valueOf(name).startsWith("bsi:"));
  }

  private static void has(Json item, String... members) {
    for (String member : members) {
      assertThat(item.text(member)).as(member).isNotBlank();
    }
  }

  private static Json cyclonedx() throws IOException {
    return tree(Written.CYCLONEDX_JSON.of(BOM, BY));
  }

  private static Json spdx() throws IOException {
    return tree(Written.SPDX_JSON.of(BOM, BY));
  }

  private static List<Json> spdx3(String type) throws IOException {
    List<Json> found = new ArrayList<>();
    for (Json element : tree(Written.SPDX_3_JSON.of(BOM, BY)).items("@graph")) {
      if (type.equals(element.text("type"))) {
        found.add(element);
      }
    }
    return found;
  }

  private static Json tree(byte[] document) throws IOException {
    return new JsonReader(Limits.defaults()).read(document, "document");
  }
}
