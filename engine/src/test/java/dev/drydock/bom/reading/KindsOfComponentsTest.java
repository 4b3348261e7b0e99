package dev.drydock.bom.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Bom;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Which kinds of components count, and where in a document they stand.
class KindsOfComponentsTest {

  @Test
  void aPurlSaysWhatAFileIsInCycloneDx() throws IOException {
    Bom bom =
        read(
            """
            {"bomFormat": "CycloneDX", "components": [
              {"type": "file", "name": "a.jar", "version": "1", "purl": "pkg:maven/org.a/a@1"},
              {"type": "something-new", "name": "b", "version": "2", "purl": "pkg:npm/b@2"},
              {"type": "file", "name": "plain", "version": "3"},
              {"type": "data", "name": "from", "version": "4", "purl": "pkg:github/c/from@4"},
              {"type": "container", "name": "d", "version": "5", "purl": "pkg:docker/d@5"},
              {"type": "machine-learning-model", "name": "e", "purl": "pkg:pypi/e@6"}]}
            """);

    assertThat(purls(bom)).containsExactly("pkg:maven/org.a/a@1", "pkg:npm/b@2");
  }

  @Test
  void aPurlSaysWhatAFileIsInSpdx() throws IOException {
    List<String> counted = List.of("pkg:maven/org.a/a@1", "pkg:npm/b@2");
    Bom second =
        read(
            """
            {"spdxVersion": "SPDX-2.3", "relationships": [
               {"spdxElementId": "SPDXRef-2", "relationshipType": "GENERATED_FROM",
                "relatedSpdxElement": "SPDXRef-4"}],
             "packages": [
               {"SPDXID": "SPDXRef-1", "name": "a", "primaryPackagePurpose": "FILE",
                "externalRefs": [{"referenceType": "purl", "referenceLocator": "pkg:maven/org.a/a@1"}]},
               {"SPDXID": "SPDXRef-2", "name": "b", "primaryPackagePurpose": "SOURCE",
                "externalRefs": [{"referenceType": "purl", "referenceLocator": "pkg:npm/b@2"}]},
               {"SPDXID": "SPDXRef-3", "name": "c", "primaryPackagePurpose": "SOURCE",
                "externalRefs": [{"referenceType": "purl",
                  "referenceLocator": "pkg:rpm/fedora/c@3-1?arch=src"}]},
               {"SPDXID": "SPDXRef-4", "name": "d", "primaryPackagePurpose": "SOURCE",
                "externalRefs": [{"referenceType": "purl", "referenceLocator": "pkg:npm/d@4"}]},
               {"SPDXID": "SPDXRef-5", "name": "e", "primaryPackagePurpose": "FILE",
                "versionInfo": "5"},
               {"SPDXID": "SPDXRef-6", "name": "f", "primaryPackagePurpose": "CONTAINER",
                "versionInfo": "6"}]}
            """);
    Bom third =
        read(
            """
            {"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": [
              {"type": "software_Package", "spdxId": "urn:1", "name": "a",
               "software_primaryPurpose": "file", "software_packageUrl": "pkg:maven/org.a/a@1"},
              {"type": "software_Package", "spdxId": "urn:2", "name": "b",
               "software_primaryPurpose": "source", "software_packageUrl": "pkg:npm/b@2"},
              {"type": "software_Package", "spdxId": "urn:3", "name": "c",
               "software_primaryPurpose": "source", "software_packageUrl": "pkg:deb/debian/c@3"},
              {"type": "software_Package", "spdxId": "urn:4", "name": "d",
               "software_primaryPurpose": "source", "software_packageUrl": "pkg:npm/d@4"},
              {"type": "software_Package", "spdxId": "urn:6", "name": "f",
               "software_primaryPurpose": "container", "software_packageVersion": "6"},
              {"type": "Relationship", "from": "urn:4", "relationshipType": "generates",
               "to": ["urn:2"]}]}
            """);

    assertThat(purls(second)).isEqualTo(counted);
    assertThat(purls(third)).isEqualTo(counted);
  }

  @Test
  void whatAFileOfSpdxWasMadeOfCounts() throws IOException {
    Bom second =
        read(
            """
            {"spdxVersion": "SPDX-2.3", "relationships": [
               {"spdxElementId": "SPDXRef-File-tool", "relationshipType": "GENERATED_FROM",
                "relatedSpdxElement": "SPDXRef-1"}],
             "packages": [
               {"SPDXID": "SPDXRef-1", "name": "tool", "externalRefs": [
                 {"referenceType": "purl", "referenceLocator": "pkg:cargo/tool@1"}]}],
             "files": [{"SPDXID": "SPDXRef-File-tool", "fileName": "./tool"}]}
            """);
    Bom third =
        read(
            """
            {"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": [
              {"type": "software_Package", "spdxId": "urn:1", "name": "tool",
               "software_packageUrl": "pkg:cargo/tool@1"},
              {"type": "software_File", "spdxId": "urn:2", "name": "./tool"},
              {"type": "Relationship", "from": "urn:1", "relationshipType": "generates",
               "to": ["urn:2"]}]}
            """);

    assertThat(purls(second)).containsExactly("pkg:cargo/tool@1");
    assertThat(purls(third)).containsExactly("pkg:cargo/tool@1");
  }

  @Test
  void whatTheMainComponentHolds() throws IOException {
    for (String main : List.of("application", "container", "file")) {
      Bom bom =
          read(
              """
              {"bomFormat": "CycloneDX",
               "metadata": {"component": {"type": "MAIN", "name": "app", "components": [
                 {"type": "library", "name": "a", "version": "1", "purl": "pkg:npm/a@1"}]}},
               "components": [
                 {"type": "library", "name": "b", "version": "2", "purl": "pkg:npm/b@2"}]}
              """
                  .replace("MAIN", main));

      assertThat(purls(bom)).containsExactly("pkg:npm/a@1", "pkg:npm/b@2");
    }
  }

  @Test
  void anImageThatIsTheMainComponentIsNone() throws IOException {
    Bom bom =
        read(
            """
            {"bomFormat": "CycloneDX", "metadata": {"component":
              {"type": "container", "name": "app", "version": "1", "purl": "pkg:npm/app@1"}}}
            """);

    assertThat(bom.components()).isEmpty();
  }

  @Test
  void theMainComponentIsTheDistributionWhereNoOtherTellsIt() throws IOException {
    String document =
        """
        {"bomFormat": "CycloneDX",
         "metadata": {"component": {"type": "operating-system", "name": "debian", "version": "12"}},
         "components": [
           {"type": "library", "name": "bash", "version": "5.2-1",
            "purl": "pkg:deb/debian/bash@5.2-1?arch=amd64"}]}
        """;
    String other = "{\"type\": \"operating-system\", \"name\": \"ubuntu\", \"version\": \"24.04\"}";

    assertThat(distribution(document)).isEqualTo("debian-12");
    assertThat(distribution(document.replace("arch=amd64", "distro=debian-11")))
        .isEqualTo("debian-11");
    assertThat(
            distribution(document.replace("\"components\": [", "\"components\": [" + other + ",")))
        .isEqualTo("ubuntu-24.04");
  }

  @Test
  void packagesOfSpdxWithoutVersionAreSaidUnlessTheyHoldOthers() throws IOException {
    Bom second =
        read(
            """
            SPDXVersion: SPDX-2.2
            Relationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-root
            Relationship: SPDXRef-inner CONTAINED_BY SPDXRef-group
            PackageName: root
            SPDXID: SPDXRef-root
            PackageName: group
            SPDXID: SPDXRef-group
            PackageName: lost
            SPDXID: SPDXRef-lost
            """);
    Bom third =
        read(
            """
            {"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": [
              {"type": "SpdxDocument", "spdxId": "urn:d", "rootElement": ["urn:root"]},
              {"type": "software_Package", "spdxId": "urn:root", "name": "root"},
              {"type": "software_Package", "spdxId": "urn:group", "name": "group"},
              {"type": "software_Package", "spdxId": "urn:lost", "name": "lost"},
              {"type": "Relationship", "from": "urn:group", "relationshipType": "contains",
               "to": ["urn:inner"]}]}
            """);

    for (Bom bom : List.of(second, third)) {
      assertThat(bom.components()).isEmpty();
      assertThat(bom.unreadable())
          .extracting(Bom.Unreadable::reason)
          .singleElement()
          .asString()
          .startsWith("1 component has neither a version nor a package URL, such as lost:");
    }
  }

  private static String distribution(String document) throws IOException {
    return Objects.requireNonNull(read(document).distribution()).purlQualifier();
  }

  private static List<String> purls(Bom bom) {
    return bom.components().stream().map(it -> it.purl().toString()).toList();
  }

  private static Bom read(String document) throws IOException {
    return new BomReader(Limits.defaults()).read(document.getBytes(StandardCharsets.UTF_8), "bom");
  }
}
