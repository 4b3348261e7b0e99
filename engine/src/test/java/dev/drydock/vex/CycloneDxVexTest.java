package dev.drydock.vex;

import static dev.drydock.vex.VexFixture.image;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which components the statements of a CycloneDX document are about.
class CycloneDxVexTest {
  private static VexFixture lodash() {
    return image("x").component("pkg:npm/lodash@4.17.4", "package-lock.json");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "resolved; 'range': 'vers:npm/<4.17.21', 'status': 'affected'; 1",
        "resolved; 'version': '4.17.4', 'status': 'affected'; 1",
        "resolved; 'version': '4.17.21', 'status': 'unaffected'; 1",
        "resolved; 'version': '4.17.4', 'status': 'unaffected'; 0",
        "resolved; 'version': '4.17.4'; 0",
        "not_affected; 'range': 'vers:npm/>=4.17.21', 'status': 'unaffected'; 1",
        "not_affected; 'range': 'vers:npm/<4.17.21', 'status': 'unaffected'; 0",
        "not_affected; 'range': '<4.17.21', 'status': 'unaffected'; 1",
        "not_affected; 'status': 'unaffected'; 1"
      })
  void onlyVersionsOfTheStatementsKindAreMeant(String state, String version, int left)
      throws IOException {
    assertThat(lodash().left(document(state, "pkg:npm/lodash", "[{" + version + "}]")))
        .hasSize(left);
  }

  @ParameterizedTest
  @CsvSource({"vers:npm/>=5, AFFECTED", "vers:npm/<4.17.21, WILL_NOT_FIX"})
  void aStatementThatSilencesNothingIsOfItsVersionsToo(String range, String status)
      throws IOException {
    String document =
        document(
            "exploitable", "pkg:npm/lodash", "[{'range': '" + range + "', 'status': 'affected'}]");

    assertThat(lodash().left(document)).containsExactly("CVE-2024-1 lodash " + status);
  }

  @Test
  void whatListsNothingOfItsKindIsToldOf() throws IOException {
    for (String versions :
        new String[] {
          "[{'version': '4.17.4', 'status': 'affected'}]",
          "{'range': 'vers:npm/>=4.17.21', 'status': 'unaffected'}"
        }) {
      VexDocument document =
          VexFixture.read(document("not_affected", "pkg:npm/lodash", versions), "x");

      assertThat(document.passedOver())
          .containsExactly(
              "CVE-2024-1: of \"pkg:npm/lodash\" no version is listed that it could be about");
      assertThat(lodash().left(document("not_affected", "pkg:npm/lodash", versions))).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "'version': '4.17.4', 'status': 'affected'; 0",
        "'range': 'vers:npm/<4.17.21', 'status': 'affected'; 0",
        "'range': 'vers:npm/>=4.17.21', 'status': 'unaffected'; 1",
        "'range': 'anything', 'status': 'unaffected'; 1"
      })
  void aReferenceWithAVersionSpeaksForItself(String version, int left) throws IOException {
    String document = document("not_affected", "pkg:npm/lodash@4.17.4", "[{" + version + "}]");

    assertThat(lodash().left(document)).hasSize(left);
  }

  @Test
  void anEmptyListSaysNothing() throws IOException {
    assertThat(lodash().left(document("not_affected", "pkg:npm/lodash", "[]"))).isEmpty();
    assertThat(lodash().left(document("not_affected", "pkg:npm/lodash", "null"))).isEmpty();
  }

  @Test
  void aVulnerabilityThatAffectsNothingIsToldOf() throws IOException {
    String document =
        """
        {"bomFormat": "CycloneDX", "specVersion": "1.6",
         "vulnerabilities": [{"id": "CVE-2024-1", "analysis": {"state": "not_affected"}}]}
        """;

    assertThat(VexFixture.read(document, "x").passedOver())
        .containsExactly("CVE-2024-1 does not say what it affects");
  }

  private static final String SERIAL = "3e671687-395b-41f5-a30f-a58921a69b79";

  private static final String OTHER = "aaaaaaaa-395b-41f5-a30f-a58921a69b79";

  @Test
  void aLinkToAnotherBillOfMaterialsDoesNotSpeakOfTheScannedOne() throws IOException {
    String link = "urn:cdx:" + SERIAL + "/1#pkg:npm/lodash@4.17.4";
    String plain = document("not_affected", link, "[]");
    String itself =
        plain.replace("1.6\",", "1.6\", \"serialNumber\": \"urn:uuid:" + SERIAL + "\",");

    for (String document : new String[] {plain, itself}) {
      assertThat(lodash().left(document)).as("an image has no serial number").isEmpty();
      assertThat(lodash().describedBy("urn:uuid:" + SERIAL.toUpperCase(Locale.ROOT)).left(document))
          .isEmpty();
      assertThat(lodash().describedBy("urn:uuid:" + OTHER).left(document)).hasSize(1);
    }
  }

  @Test
  void aReferenceOfAnotherBillOfMaterialsIsNoneOfTheDocumentItself() throws IOException {
    String document =
        document("not_affected", "urn:cdx:" + SERIAL + "/1#one", "[]")
            .replace(
                "1.6\",",
                "1.6\", \"serialNumber\": \"urn:uuid:"
                    + SERIAL
                    + "\", \"components\": [{\"bom-ref\": \"one\", \"purl\": \"pkg:npm/lodash\"}],");

    assertThat(lodash().describedBy("urn:uuid:" + OTHER).left(document))
        .as("what a document has itself it says of whatever is scanned")
        .isEmpty();
    assertThat(lodash().left(document.replace("urn:cdx:" + SERIAL, "urn:cdx:" + OTHER))).hasSize(1);
  }

  /// @param versions with single quotation marks
  private static String document(String state, String reference, String versions) {
    return """
    {"bomFormat": "CycloneDX", "specVersion": "1.6",
     "vulnerabilities": [{"id": "CVE-2024-1",
       "analysis": {"state": "%s", "response": ["will_not_fix"]},
       "affects": [{"ref": "%s", "versions": %s}]}]}
    """
        .formatted(state, reference, versions.replace('\'', '"'));
  }
}
