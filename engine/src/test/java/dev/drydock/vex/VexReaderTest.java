package dev.drydock.vex;

import static dev.drydock.vex.VexFixture.image;
import static dev.drydock.vex.VexFixture.openVex;
import static dev.drydock.vex.VexFixture.product;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What each format's documents say.
class VexReaderTest {
  private static final String FIRST_OPENVEX =
      """
      {"@context": "https://openvex.dev/ns", "@id": "https://example.org/old", "author": "Example",
       "timestamp": "2023-01-08T18:02:03.647787998-06:00", "version": "1",
       "statements": [{"vulnerability": "CVE-2024-1", "products": ["pkg:npm/app@1.0.0"],
         "subcomponents": ["pkg:npm/lib@2.0.0"], "status": "fixed"}]}
      """;

  /// A platform with a CPE, a component in two versions and without one, groups of products.
  private static final String CSAF =
      """
      {"document": {"category": "csaf_vex", "csaf_version": "2.0", "title": "Example",
         "aggregate_severity": {"text": "Important"},
         "publisher": {"category": "vendor", "name": "Example", "namespace": "https://example.org"},
         "tracking": {"id": "EX-1", "current_release_date": "2024-06-01T00:00:00Z"}},
       "product_tree": {
         "branches": [{"category": "vendor", "name": "Example", "branches": [
           {"category": "product_family", "name": "Enterprise", "branches": [
             {"category": "product_name", "name": "Enterprise 9", "product": {
               "name": "Enterprise 9", "product_id": "E9", "product_identification_helper":
                 {"cpe": "cpe:/o:redhat:enterprise_linux:9::baseos"}}},
             {"category": "product_name", "name": "Enterprise 8", "product": {
               "name": "Enterprise 8", "product_id": "E8", "product_identification_helper":
                 {"cpe": "cpe:2.3:o:redhat:enterprise_linux:8:*:baseos:*:*:*:*:*"}}}]},
           {"category": "architecture", "name": "x86_64", "branches": [
             {"category": "product_version", "name": "zlib", "product": {
               "name": "zlib-0:1.2-3.el9.x86_64", "product_id": "zlib-fixed",
               "product_identification_helper": {"purl": "pkg:rpm/redhat/zlib@1.2-3.el9?arch=amd64"}}},
             {"category": "product_version", "name": "curl", "product": {
               "name": "curl", "product_id": "curl",
               "product_identification_helper": {"purl": "pkg:rpm/redhat/curl"}}}]}]}],
         "full_product_names": [{"name": "An application", "product_id": "app",
            "product_identification_helper": {"purls": ["pkg:npm/app@1", "pkg:npm/app@2"]}}],
         "product_groups": [{"group_id": "G", "product_ids": ["E9:curl", "app"]}],
         "relationships": [
           {"category": "default_component_of", "product_reference": "zlib-fixed",
            "relates_to_product_reference": "E9",
            "full_product_name": {"name": "zlib of Enterprise 9", "product_id": "E9:zlib-fixed"}},
           {"category": "default_component_of", "product_reference": "curl",
            "relates_to_product_reference": "E9",
            "full_product_name": {"name": "curl of Enterprise 9", "product_id": "E9:curl"}},
           {"category": "default_component_of", "product_reference": "curl",
            "relates_to_product_reference": "E8",
            "full_product_name": {"name": "curl of Enterprise 8", "product_id": "E8:curl"}}]},
       "vulnerabilities": [{"cve": "CVE-2024-1",
         "ids": [{"system_name": "Example", "text": "GHSA-x"}],
         "product_status": {"fixed": ["E9:zlib-fixed"], "known_not_affected": ["E9:curl", "app"],
            "known_affected": ["E8:curl"], "under_investigation": ["nobody"]},
         "flags": [{"label": "vulnerable_code_not_present", "group_ids": ["G"]}],
         "threats": [{"category": "impact", "details": "Not built in.", "product_ids": ["app"]}],
         "remediations": [{"category": "no_fix_planned", "details": "Out of support scope",
            "product_ids": ["E8:curl"]}]}]}
      """;

  private static final String CYCLONEDX =
      """
      {"bomFormat": "CycloneDX", "specVersion": "1.6",
       "serialNumber": "urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79",
       "metadata": {"timestamp": "2024-02-03T04:05:06Z", "supplier": {"name": "Example"}},
       "components": [{"type": "library", "bom-ref": "lib", "name": "lib",
          "purl": "pkg:npm/lib@2.0.0",
          "components": [{"bom-ref": "inner", "purl": "pkg:npm/inner@3.0.0"}]}],
       "vulnerabilities": [
         {"id": "CVE-2024-1", "references": [{"id": "GHSA-x", "source": {"name": "GitHub"}}],
          "analysis": {"state": "not_affected", "justification": "code_not_reachable",
            "detail": "Never called.", "response": ["will_not_fix", "update"]},
          "affects": [{"ref": "lib"}, {"ref": "inner"},
            {"ref": "urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79/1#pkg:npm/other@1.0.0"},
            {"ref": "urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79/1#pkg%3Anpm%2Fcoded%401.0.0"},
            {"ref": "nothing"}]},
         {"id": "CVE-2024-2", "affects": [{"ref": "lib"}]}]}
      """;

  private static final String CYCLONEDX_XML =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <bom xmlns="http://cyclonedx.org/schema/bom/1.5" version="1">
        <components><component type="library" bom-ref="lib"><name>lib</name>
          <purl>pkg:npm/lib@2.0.0</purl></component></components>
        <vulnerabilities><vulnerability bom-ref="v"><id>CVE-2024-1</id>
          <analysis><state>exploitable</state>
            <responses><response>will_not_fix</response></responses>
            <detail>Known.</detail></analysis>
          <affects><target><ref>lib</ref></target></affects></vulnerability></vulnerabilities>
      </bom>
      """;

  static List<String> documents() {
    return List.of(
        openVex("not_affected", product("pkg:npm/a@1", "pkg:npm/b")),
        FIRST_OPENVEX,
        CSAF,
        CYCLONEDX,
        CYCLONEDX_XML);
  }

  @TempDir private Path directory;

  @Test
  void canonicalsOpenVexHasItsHeadInAMemberOfItsOwn() throws IOException {
    VexDocument document =
        VexFixture.read(
            """
            {"metadata": {"@context": "https://openvex.dev/ns/v0.2.0", "@id": "https://example.org/1",
               "author": "Canonical Ltd.", "timestamp": "2025-07-01T05:27:12.795464", "version": 3},
             "statements": [{"vulnerability": {"@id": "https://nvd.nist.gov/vuln/detail/CVE-2001-1593",
                 "name": "CVE-2001-1593", "aliases": ["https://ubuntu.com/security/CVE-2001-1593"]},
               "timestamp": "2014-04-05 21:55:00 UTC",
               "products": [{"@id": "pkg:deb/ubuntu/a2ps@1:4.14-1.3?arch=source&distro=trusty"}],
               "status": "not_affected", "justification": "vulnerable_code_not_present"},
              {"vulnerability": {"name": "CVE-2001-1594"}, "status": "fixed",
               "products": [{"@id": "pkg:deb/ubuntu/a2ps@1:4.14-1.3?arch=source&distro=trusty"}]}]}
            """,
            "CVE-2001-1593.json");

    assertThat(document.document())
        .isEqualTo(
            new Statement.Document(
                "CVE-2001-1593.json", "OpenVEX", "https://example.org/1", "Canonical Ltd."));
    assertThat(document.passedOver()).isEmpty();
    assertThat(document.statements())
        .extracting(Statement::status, Statement::time)
        .containsExactly(
            tuple(Statement.Status.NOT_AFFECTED, Instant.parse("2014-04-05T21:55:00Z")),
            tuple(Statement.Status.FIXED, Instant.parse("2025-07-01T05:27:12.795464Z")));
    assertThat(
            new VexStatements(List.of(document), List.of())
                .apply(
                    image("app.tar")
                        .on("ubuntu", "14.04", "trusty", null)
                        .os("pkg:deb/ubuntu/a2ps@1:4.14-1.3", "a2ps", "1:4.14-1.3")
                        .os("pkg:deb/ubuntu/a2ps@1:4.14-1.4", "a2ps", "1:4.14-1.4")
                        .findings("CVE-2001-1593"))
                .findings()
                .findings())
        .extracting(finding -> finding.component().version())
        .containsExactly("1:4.14-1.4");
  }

  @Test
  void theFirstOpenVexHadPlainTexts() throws IOException {
    VexDocument document = VexFixture.read(FIRST_OPENVEX, "old.json");

    Statement statement = document.statements().getFirst();
    assertThat(statement.vulnerabilities()).containsExactly("CVE-2024-1");
    assertThat(statement.status()).isEqualTo(Statement.Status.FIXED);
    assertThat(statement.time()).isEqualTo(Instant.parse("2023-01-09T00:02:03.647787998Z"));
    assertThat(statement.products())
        .singleElement()
        .satisfies(
            product -> {
              assertThat(product.purls()).hasToString("[pkg:npm/app@1.0.0]");
              assertThat(product.parts()).hasToString("[pkg:npm/lib@2.0.0]");
              assertThat(product.partly()).isTrue();
            });
    assertThat(document.passedOver()).isEmpty();
  }

  @Test
  void openVexNamesVulnerabilitiesByNameAddressAndAliases() throws IOException {
    String text =
        """
        {"@context": "https://openvex.dev/ns/v0.2.0", "author": "E", "timestamp": "2024-01-01",
         "statements": [{"vulnerability": {"@id": "https://nvd.nist.gov/vuln/detail/CVE-2024-1",
            "aliases": ["GHSA-x", "PYSEC-1"]}, "products": [{"identifiers":
              {"purl": "pkg:npm/a@1", "cpe23": "cpe:2.3:a:e:a:1:*:*:*:*:*:*:*"}}],
            "status": "affected", "action_statement": "Update.",
            "last_updated": "2024-03-01T00:00:00Z", "timestamp": "2024-02-01T00:00:00Z"}]}
        """;

    Statement statement = VexFixture.read(text, "x").statements().getFirst();

    assertThat(statement.vulnerabilities()).containsExactly("CVE-2024-1", "GHSA-x", "PYSEC-1");
    assertThat(statement.action()).isEqualTo("Update.");
    assertThat(statement.time()).isEqualTo(Instant.parse("2024-03-01T00:00:00Z"));
    assertThat(statement.products().getFirst().cpes()).hasSize(1);
  }

  @Test
  void whatCannotBeUsedIsToldOf() throws IOException {
    String text =
        """
        {"@context": "https://openvex.dev/ns/v0.2.0", "statements": [
           {"vulnerability": {"name": "CVE-1"}, "products": [], "status": "harmless"},
           {"products": [], "status": "fixed"},
           {"vulnerability": {"name": "CVE-1"}, "products": [{"@id": "https://x"}],
            "status": "fixed"}, 7,
           {"vulnerability": {"name": "CVE-1"}, "status": "not_affected"}]}
        """;

    VexStatements statements = VexFixture.statements(text);

    assertThat(statements.documents().getFirst().passedOver())
        .containsExactly(
            "statement 1 has no status of OpenVEX",
            "statement 2 names no vulnerability",
            "statement 3 has a product without a package URL or digest",
            "statement 4 has no status of OpenVEX",
            "statement 5 names no product");
    assertThat(statements.warnings())
        .containsExactly("vex-1: statement 1 has no status of OpenVEX, and 4 more of that kind");
  }

  @Test
  void aDocumentThatSaysNothingIsToldOf() throws IOException {
    assertThat(
            VexFixture.statements("{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.6\"}")
                .warnings())
        .containsExactly("vex-1 has no VEX statements");
  }

  @Test
  void csafTellsProductsApartByTheirPlatform() throws IOException {
    VexFixture nine =
        image("x")
            .on("rhel", "9.4", null, "cpe:/o:redhat:enterprise_linux:9::baseos")
            .os("pkg:rpm/redhat/zlib@1.2-3.el9?arch=amd64", "zlib", "1.2-3.el9")
            .os("pkg:rpm/redhat/curl@7-1.el9?arch=amd64", "curl", "7-1.el9")
            .component("pkg:npm/app@2", "app");
    VexFixture eight =
        image("x")
            .on("rhel", "8.10", null, "cpe:/o:redhat:enterprise_linux:8::baseos")
            .os("pkg:rpm/redhat/curl@7-1.el8?arch=amd64", "curl", "7-1.el8");
    VexFixture none =
        image("x")
            .on("almalinux", "9.4", null, "cpe:/o:almalinux:almalinux:9::baseos")
            .os("pkg:rpm/redhat/curl@7-1.el9?arch=amd64", "curl", "7-1.el9");

    Assessed assessed = nine.apply(CSAF);
    assertThat(assessed.findings().findings()).isEmpty();
    assertThat(assessed.assessment().silenced())
        .extracting(silenced -> silenced.finding().status().name())
        .containsExactly("FIXED", "NOT_AFFECTED", "NOT_AFFECTED");
    assertThat(assessed.assessment().silenced().get(1).by().justification())
        .isEqualTo("vulnerable_code_not_present");
    assertThat(assessed.assessment().silenced().get(2).by().impact()).isEqualTo("Not built in.");
    assertThat(eight.left(CSAF)).containsExactly("CVE-2024-1 curl WILL_NOT_FIX");
    assertThat(none.left(CSAF)).containsExactly("CVE-2024-1 curl AFFECTED");
  }

  @Test
  void csafSaysWhoAndWhen() throws IOException {
    VexDocument document = VexFixture.read(CSAF, "csaf.json");

    assertThat(document.document())
        .isEqualTo(new Statement.Document("csaf.json", "CSAF", "EX-1", "Example"));
    assertThat(document.statements())
        .allSatisfy(
            statement -> {
              assertThat(statement.vulnerabilities()).containsExactly("CVE-2024-1", "GHSA-x");
              assertThat(statement.time()).isEqualTo(Instant.parse("2024-06-01T00:00:00Z"));
            });
    assertThat(document.passedOver())
        .containsExactly("the product nobody is not in the product tree");
  }

  @Test
  void aPlatformAsAWholeMeansThePackagesOfTheDistribution() throws IOException {
    String whole = CSAF.replace("[\"E9:curl\", \"app\"],", "[\"E9\"],");
    VexFixture image =
        image("x")
            .on("rhel", "9.4", null, "cpe:/o:redhat:enterprise_linux:9::baseos")
            .os("pkg:rpm/redhat/other@1-1.el9", "other", "1-1.el9")
            .component("pkg:npm/app@2", "app");

    assertThat(image.left(whole)).containsExactly("CVE-2024-1 app AFFECTED");
  }

  @Test
  void cycloneDxRefersToItsComponentsOrToThoseOfOtherDocuments() throws IOException {
    VexDocument document = VexFixture.read(CYCLONEDX, "vex.cdx.json");

    Statement statement = document.statements().getFirst();
    assertThat(document.statements()).as("one has no analysis").hasSize(1);
    assertThat(statement.vulnerabilities()).containsExactly("CVE-2024-1", "GHSA-x");
    assertThat(statement.products().stream().map(product -> product.purls().toString()))
        .containsExactly(
            "[pkg:npm/lib@2.0.0]",
            "[pkg:npm/inner@3.0.0]",
            "[pkg:npm/other@1.0.0]",
            "[pkg:npm/coded@1.0.0]");
    assertThat(statement.justification()).isEqualTo("code_not_reachable");
    assertThat(statement.impact()).isEqualTo("Never called.");
    assertThat(statement.time()).isEqualTo(Instant.parse("2024-02-03T04:05:06Z"));
    assertThat(document.document().author()).isEqualTo("Example");
    assertThat(document.passedOver()).hasSize(1);
  }

  @Test
  void theSubjectOfACycloneDxDocumentIsTheProduct() throws IOException {
    String text =
        CYCLONEDX.replace(
            "\"supplier\": {\"name\": \"Example\"}",
            "\"component\": {\"type\": \"container\", \"bom-ref\": \"root\", \"name\": \"app\","
                + " \"purl\": \"pkg:oci/app@"
                + VexFixture.DIGEST
                + "\"}");

    assertThat(image("x").component("pkg:npm/lib@2.0.0", "lib").left(text)).isEmpty();
    assertThat(
            image("x")
                .component("pkg:npm/lib@2.0.0", "lib")
                .left(text.replace("a".repeat(64), "b".repeat(64))))
        .hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "resolved, FIXED",
    "resolved_with_pedigree, FIXED",
    "exploitable, AFFECTED",
    "in_triage, UNDER_INVESTIGATION",
    "false_positive, NOT_AFFECTED",
    "not_affected, NOT_AFFECTED"
  })
  void cycloneDxHasItsOwnWords(String state, Statement.Status status) throws IOException {
    assertThat(
            VexFixture.read(
                    CYCLONEDX.replace(
                        "\"state\": \"not_affected\"", "\"state\": \"" + state + "\""),
                    "x")
                .statements())
        .extracting(Statement::status)
        .containsExactly(status);
  }

  @Test
  void cycloneDxInXmlSaysTheSame() throws IOException {
    Statement statement = VexFixture.read(CYCLONEDX_XML, "vex.xml").statements().getFirst();

    assertThat(statement.status()).isEqualTo(Statement.Status.AFFECTED);
    assertThat(statement.willNotFix()).isTrue();
    assertThat(statement.products().getFirst().purls()).hasToString("[pkg:npm/lib@2.0.0]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "[]", "\"x\"", "<a/>", "", "{\"@context\": \"https://schema.org\"}"})
  void somethingElseIsNoVexDocument(String text) {
    assertThatThrownBy(() -> VexFixture.read(text, "x.json"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("x.json");
  }

  @ParameterizedTest
  @MethodSource("documents")
  void damagedDocumentsAreReadOrRefused(String document) {
    VexReader reader = new VexReader(Limits.defaults());
    assertThatCode(
            () ->
                Mutations.of(document.getBytes(StandardCharsets.UTF_8), 5, 3_000)
                    .forEach(
                        bytes -> {
                          try {
                            new VexStatements(List.of(reader.read(bytes, "x")), List.of())
                                .apply(
                                    image("x")
                                        .component("pkg:npm/lib@2.0.0", "lib")
                                        .findings("CVE-2024-1"));
                          } catch (IOException _) {
                            // refused
                          }
                        }))
        .doesNotThrowAnyException();
  }

  @Test
  void everyDocumentOfADirectoryIsReadAndOthersAreToldOf() throws IOException {
    Files.createDirectories(directory.resolve("a/b"));
    Files.writeString(directory.resolve("a/b/one.openvex.json"), FIRST_OPENVEX);
    Files.writeString(directory.resolve("two.xml"), CYCLONEDX_XML);
    Files.writeString(directory.resolve("package.json"), "{}");
    Files.writeString(directory.resolve("README.md"), "#");

    VexStatements statements = new VexReader(Limits.defaults()).readAll(List.of(directory));

    assertThat(statements.documents())
        .extracting(document -> document.document().format())
        .containsExactly("OpenVEX", "CycloneDX");
    assertThat(statements.warnings())
        .singleElement()
        .asString()
        .startsWith("passed over: " + directory.resolve("package.json"));
  }

  @Test
  void ofARepositoryOnlyWhatItsIndexNamesIsRead() throws IOException {
    Path outside = Files.writeString(directory.resolve("outside.json"), CSAF);
    for (String place : List.of("repository", "cached/0.1")) {
      Path base = Files.createDirectories(directory.resolve(place));
      Files.createDirectories(base.resolve("pkg/npm/app"));
      Files.writeString(base.resolve("pkg/npm/app/vex.json"), FIRST_OPENVEX);
      Files.writeString(base.resolve("draft.json"), CSAF);
      Files.writeString(base.resolve("vex-repository.json"), "{\"name\": \"Example\"}");
      Files.writeString(
          base.resolve("index.json"),
          """
          {"updated_at": "2024-07-01T00:00:00Z", "packages": [
            {"id": "pkg:npm/app", "location": "pkg/npm/app/vex.json", "format": "openvex"},
            {"id": "pkg:npm/lib", "location": "pkg/npm/app/vex.json"},
            {"id": "pkg:npm/out", "location": "../outside.json"},
            {"id": "pkg:npm/gone", "location": "gone.json"}, {"id": "pkg:npm/none"}]}
          """);
    }

    VexReader reader = new VexReader(Limits.defaults());
    for (String place : List.of("repository", "cached")) {
      VexStatements statements = reader.readAll(List.of(directory.resolve(place)));
      assertThat(statements.documents())
          .extracting(document -> document.document().format())
          .containsExactly("OpenVEX");
      assertThat(statements.warnings()).hasSize(3);
    }
    assertThat(outside).exists();
  }

  @Test
  void whatIsMissingIsSaidInOneLine() throws IOException {
    VexReader reader = new VexReader(Limits.defaults());
    Path empty = Files.createDirectory(directory.resolve("empty"));

    assertThatThrownBy(() -> reader.readAll(List.of(directory.resolve("no.json"))))
        .hasMessageEndingWith(" is not there; check what --vex names");
    assertThatThrownBy(() -> reader.readAll(List.of(empty)))
        .hasMessage("There is no VEX document in " + empty);
  }
}
