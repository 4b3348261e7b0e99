package dev.drydock.bom.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Component;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where documents of other tools have the licence of a component.
class LicencesOfOthersTest {

  @Test
  void anExpressionWithTheTextsOfItsLicences() throws IOException {
    Component component =
        read(
            """
            <bom xmlns="http://cyclonedx.org/schema/bom/1.7"><components>
              <component type="library"><name>a</name><version>1</version><licenses>
                <expression-detailed expression="LicenseRef-own AND MIT">
                  <details license-identifier="LicenseRef-own"><text>Do as you like.</text></details>
                </expression-detailed>
              </licenses></component>
            </components></bom>
            """);

    assertThat(component.licences()).containsExactly("LicenseRef-own AND MIT");
  }

  @ParameterizedTest
  @CsvSource({"NOASSERTION, MIT", "BSD-3-Clause, BSD-3-Clause"})
  void whatIsConcludedCountsWhereNothingIsDeclared(String declared, String licence)
      throws IOException {
    Component component =
        read(
            """
            {"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": [
              {"type": "software_Package", "spdxId": "urn:1", "name": "a",
               "software_packageVersion": "1",
               "verifiedUsing": {"type": "Hash", "algorithm": "sha256", "hashValue": "{hash}"}},
              {"type": "simplelicensing_LicenseExpression", "spdxId": "urn:d",
               "simplelicensing_licenseExpression": "{declared}"},
              {"type": "simplelicensing_LicenseExpression", "spdxId": "urn:c",
               "simplelicensing_licenseExpression": "MIT"},
              {"type": "Relationship", "from": "urn:1", "relationshipType": "hasConcludedLicense",
               "to": ["urn:c"]},
              {"type": "Relationship", "from": "urn:1", "relationshipType": "hasDeclaredLicense",
               "to": ["urn:d"]}]}
            """
                .replace("{declared}", declared)
                .replace("{hash}", "ab".repeat(32)));

    assertThat(component.licences()).containsExactly(licence);
    assertThat(component.hashes()).containsExactly(new Component.Hash("SHA-256", "ab".repeat(32)));
  }

  private static Component read(String document) throws IOException {
    return new BomReader(Limits.defaults())
        .read(document.getBytes(StandardCharsets.UTF_8), "some document")
        .components()
        .getFirst();
  }
}
