package dev.drydock.bom.spdx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Bom;
import dev.drydock.bom.SampleBoms;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.spdx.jacksonstore.MultiFormatStore;
import org.spdx.jacksonstore.MultiFormatStore.Format;
import org.spdx.library.SpdxModelFactory;
import org.spdx.library.model.v2.SpdxDocument;
import org.spdx.library.model.v2.SpdxPackage;
import org.spdx.storage.simple.InMemSpdxStore;

/// SPDX's own library is the judge.
class SpdxTest {

  @BeforeAll
  static void useTheLicencesInTheLibraryInsteadOfTheNetwork() {
    System.setProperty("org.spdx.useJARLicenseInfoOnly", "true");
    SpdxModelFactory.init();
  }

  static List<Bom> boms() {
    return List.of(SampleBoms.debian(), SampleBoms.hostile(), SampleBoms.empty());
  }

  @ParameterizedTest
  @MethodSource("boms")
  void jsonIsValid(Bom bom) throws Exception {
    assertThat(read(json(bom)).verify()).isEmpty();
  }

  @Test
  void theJudgeJudges() throws Exception {
    String broken =
        new String(json(SampleBoms.debian()), StandardCharsets.UTF_8)
            .replace("Tool: drydock-1.2.3", "drydock");

    assertThat(read(broken.getBytes(StandardCharsets.UTF_8)).verify()).isNotEmpty();
  }

  @Test
  void tellsOfEveryComponentWithPurlSupplierAndLicence() throws Exception {
    SpdxDocument document = read(json(SampleBoms.debian()));

    SpdxPackage openssl =
        SpdxModelFactory.getSpdxObjects(
                document.getModelStore(),
                document.getCopyManager(),
                "Package",
                document.getDocumentUri(),
                document.getDocumentUri())
            .map(SpdxPackage.class::cast)
            .filter(found -> named(found, "openssl"))
            .findFirst()
            .orElseThrow();
    assertThat(openssl.getVersionInfo()).contains("1.1.1w-0+deb11u1");
    assertThat(openssl.getSupplier())
        .contains("Organization: Debian OpenSSL Team (pkg-openssl@lists.example.org)");
    assertThat(openssl.getLicenseDeclared()).hasToString("OpenSSL");
    assertThat(openssl.getExternalRefs()).hasSize(1);
    assertThat(openssl.getExternalRefs().iterator().next().getReferenceLocator())
        .isEqualTo(
            "pkg:deb/debian/openssl@1.1.1w-0%2Bdeb11u1?arch=amd64&distro=debian-11&upstream=openssl");
  }

  @Test
  void theImageContainsAllAndAComponentDependsOnWhatItsSourceSays() throws IOException {
    Json document = tree(SampleBoms.debian());

    assertThat(document.items("relationships"))
        .extracting(
            item ->
                item.text("spdxElementId")
                    + " "
                    + item.text("relationshipType")
                    + " "
                    + item.text("relatedSpdxElement"))
        .containsExactly(
            "SPDXRef-DOCUMENT DESCRIBES SPDXRef-image",
            "SPDXRef-image CONTAINS SPDXRef-operating-system",
            "SPDXRef-image CONTAINS SPDXRef-deb-libssl1.1-1",
            "SPDXRef-image CONTAINS SPDXRef-deb-openssl-2",
            "SPDXRef-image CONTAINS SPDXRef-maven-org.apache.logging.log4j-log4j-core-3",
            "SPDXRef-image CONTAINS SPDXRef-npm--babel-core-4",
            "SPDXRef-deb-openssl-2 DEPENDS_ON SPDXRef-deb-libssl1.1-1");
  }

  @Test
  void licencesThatSpdxDoesNotListAreExplained() throws IOException {
    Json document = tree(SampleBoms.hostile());

    assertThat(document.items("hasExtractedLicensingInfos"))
        .extracting(item -> item.text("licenseId"))
        .containsExactly(
            "LicenseRef-SEE-LICENSE-IN--LICENSE-",
            "LicenseRef-SEE-LICENSE-IN--LICENSE--2",
            "LicenseRef--MIT",
            "LicenseRef-GPL",
            "LicenseRef-own");
    assertThat(document.text("comment"))
        .contains("var/lib/rpm/Packages: page 7 is cut off")
        .contains("odd image");
  }

  @Test
  void theSameImageGivesTheSameBytes() throws IOException {
    assertThat(json(SampleBoms.debian())).isEqualTo(json(SampleBoms.debian()));
    assertThat(tree(SampleBoms.debian()).text("documentNamespace"))
        .isNotEqualTo(tree(SampleBoms.hostile()).text("documentNamespace"));
  }

  @Test
  void tagValueSaysTheSame() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SpdxTagValue.write(SampleBoms.debian(), SampleBoms.CREATION, out);

    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith(
            """
            SPDXVersion: SPDX-2.3
            DataLicense: CC0-1.0
            SPDXID: SPDXRef-DOCUMENT
            DocumentName: docker-archive:app.tar
            """)
        .contains(
            """

            PackageName: libssl1.1
            SPDXID: SPDXRef-deb-libssl1.1-1
            PackageVersion: 1.1.1w-0+deb11u1
            PackageSupplier: Organization: Debian OpenSSL Team (pkg-openssl@lists.example.org)
            """)
        .endsWith("Relationship: SPDXRef-deb-openssl-2 DEPENDS_ON SPDXRef-deb-libssl1.1-1\n");
  }

  @Test
  void aValueCannotEndItsTextEarly() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SpdxTagValue.write(SampleBoms.hostile(), SampleBoms.CREATION, out);

    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("\nPackageSourceInfo: <text>found by npm in x y</text>\n")
        .contains("\nDocumentComment: <text>odd image\ncould not be read,");
  }

  private static boolean named(SpdxPackage found, String name) {
    try {
      return found.getName().orElseThrow().equals(name);
    } catch (org.spdx.core.InvalidSPDXAnalysisException e) {
      throw new AssertionError(e);
    }
  }

  private static SpdxDocument read(byte[] json) throws Exception {
    MultiFormatStore store = new MultiFormatStore(new InMemSpdxStore(), Format.JSON);
    return store.deSerialize(new ByteArrayInputStream(json), false);
  }

  private static Json tree(Bom bom) throws IOException {
    return new JsonReader(Limits.defaults()).read(json(bom), "document");
  }

  private static byte[] json(Bom bom) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SpdxJson.write(bom, SampleBoms.CREATION, out);
    return out.toByteArray();
  }
}
