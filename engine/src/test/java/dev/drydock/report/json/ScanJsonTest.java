package dev.drydock.report.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.drydock.bom.Bom;
import dev.drydock.bom.SampleBoms;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import dev.drydock.report.Result;
import dev.drydock.report.SampleRemovals;
import dev.drydock.report.SampleReports;
import dev.drydock.report.SampleResults;
import dev.drydock.scan.Scan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScanJsonTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  static List<Scan> reports() {
    return List.of(
        SampleReports.debian(),
        SampleReports.assessed(),
        SampleReports.hostile(),
        SampleReports.clean(),
        SampleReports.empty());
  }

  static List<Bom> boms() {
    return List.of(SampleBoms.debian(), SampleBoms.hostile(), SampleBoms.empty());
  }

  @ParameterizedTest
  @MethodSource("reports")
  void isValidByThePublishedSchemaWhichKnowsEveryMember(Scan report) throws IOException {
    assertThat(violations(MAPPER.readTree(scan(report)))).isEmpty();
  }

  static List<Result> judged() {
    return List.of(
        SampleResults.stopped(),
        SampleResults.passed(),
        SampleResults.observed(),
        SampleResults.hostile());
  }

  @ParameterizedTest
  @MethodSource("judged")
  void isValidWithAVerdictToo(Result result) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ScanJson.write(result, out);
    JsonNode document = MAPPER.readTree(out.toByteArray());

    assertThat(violations(document)).isEmpty();
    assertThat(document.at("/verdict/passes").asBoolean())
        .isEqualTo(Objects.requireNonNull(result.verdict()).passes());
    assertThat(document.at("/verdict/violations"))
        .hasSize(Objects.requireNonNull(result.verdict()).violations().size());
    assertThat(document.at("/verdict/excused"))
        .hasSize(Objects.requireNonNull(result.verdict()).excused().size());
  }

  @ParameterizedTest
  @MethodSource("boms")
  void theBillOfMaterialsIsValidToo(Bom bom) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BomJson.write(bom, SampleBoms.CREATION, out);

    assertThat(violations(MAPPER.readTree(out.toByteArray()))).isEmpty();
  }

  @Test
  void theSchemaRefusesWhatIsMissingOrUnknown() throws IOException {
    ObjectNode missing = (ObjectNode) MAPPER.readTree(scan(SampleReports.debian()));
    ((ObjectNode) missing.get("findings").get(0)).remove("kev");
    ObjectNode unknown = (ObjectNode) MAPPER.readTree(scan(SampleReports.debian()));
    ((ObjectNode) unknown.get("image")).put("colour", "red");

    assertThat(violations(missing)).isNotEmpty();
    assertThat(violations(unknown)).isNotEmpty();
  }

  @Test
  void aFindingHasTheMembersOfTheContract() throws IOException {
    Json finding = read(SampleReports.debian()).items("findings").get(2);

    Map<String, String> members = new LinkedHashMap<>();
    finding.members().forEach((name, value) -> members.put(name, brief(value)));
    assertThat(members)
        .contains(
            entry("id", "CVE-2021-44228"),
            entry("aliases", "[GHSA-jfh8-c2jp-5v3q]"),
            entry("severity", "critical"),
            entry("cvss", "10"),
            entry("epss", "0.97"),
            entry("kev", "true"),
            entry("status", "affected"),
            entry("fixedIn", "[2.15.0]"),
            entry("layer", SampleBoms.APPLICATION_LAYER),
            entry("origin", "null"),
            entry("priority", "attend"),
            entry("exposure", "present"));
    assertThat(finding.get("component").orElseThrow().members())
        .containsExactly(
            entry("name", new Json.Text("org.apache.logging.log4j:log4j-core")),
            entry("version", new Json.Text("2.14.1")),
            entry("type", new Json.Text("maven")),
            entry("purl", new Json.Text("pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1")));
  }

  @Test
  void statusesAreLowerCaseWithDashes() throws IOException {
    assertThat(read(SampleReports.debian()).items("findings"))
        .extracting(finding -> finding.text("status"))
        .containsExactly(
            "affected",
            "affected",
            "affected",
            "affected",
            "will-not-fix",
            "under-investigation",
            "undetermined",
            "affected",
            "not-affected",
            "fixed");
  }

  @Test
  void theSummaryCountsWhatIsOpen() throws IOException {
    Json summary = read(SampleReports.debian()).get("summary").orElseThrow();

    Map<String, String> counts = new LinkedHashMap<>();
    summary.members().forEach((name, value) -> counts.put(name, brief(value)));
    assertThat(counts)
        .containsExactly(
            entry("components", "4"),
            entry("findings", "8"),
            entry("vulnerabilities", "7"),
            entry("critical", "3"),
            entry("high", "1"),
            entry("medium", "1"),
            entry("low", "1"),
            entry("negligible", "1"),
            entry("unknown", "1"),
            entry("fixable", "4"),
            entry("kev", "1"),
            entry("undetermined", "1"),
            entry("unreadable", "0"),
            entry("suppressed", "0"),
            entry("imageFindings", "0"));
  }

  @Test
  void theImageAndItsComponentsNameTheirLayers() throws IOException {
    Json document = read(SampleReports.debian());

    assertThat(document.get("image").orElseThrow())
        .satisfies(
            image -> {
              assertThat(image.text("reference")).isEqualTo("docker-archive:app.tar");
              assertThat(image.text("distro")).isEqualTo("debian-11");
              assertThat(image.text("platform")).isEqualTo("linux/amd64");
              assertThat(image.get("labels").orElseThrow().members().keySet())
                  .containsExactly("a", "b", "c", "d", "e");
            });
    assertThat(document.items("components"))
        .extracting(component -> component.text("layer"))
        .containsExactly(
            SampleBoms.BASE_LAYER,
            SampleBoms.BASE_LAYER,
            SampleBoms.APPLICATION_LAYER,
            SampleBoms.APPLICATION_LAYER);
    assertThat(document.items("components").get(1).texts("locations"))
        .containsExactly("var/lib/dpkg/status");
  }

  @Test
  void thePlanNamesComponentsAndVulnerabilities() throws IOException {
    Json action =
        read(SampleReports.debian()).get("plan").orElseThrow().items("actions").getFirst();

    Json upgrade = action.items("packages").getFirst();
    assertThat(action.text("kind")).isEqualTo("upgrade-packages");
    assertThat(action.text("effort")).isEqualTo("small");
    assertThat(upgrade.text("name")).isEqualTo("openssl");
    assertThat(upgrade.text("to")).isEqualTo("1.1.1w-0+deb11u2");
    assertThat(action.texts("removes")).containsExactly("CVE-2024-5535", "CVE-2023-0001");
    assertThat(upgrade.texts("components")).hasSize(2);
    assertThat(action.integer("findings")).contains(3L);
  }

  @Test
  void warnsOfMissingAndOldData() throws IOException {
    Json document = read(SampleReports.debian());

    assertThat(document.texts("warnings"))
        .containsExactly(
            "no advisory data for Amazon Linux 2 (1 component): findings may be missing",
            "the advisories are 20 days old: newer vulnerabilities are missing;"
                + " `drydock db update` gets today's",
            "the advisories for npm are 3 years old: newer vulnerabilities are missing");
    assertThat(document.get("advisories").orElseThrow().integer("ageDays")).contains(20L);
  }

  @Test
  void silencedFindingsStandApartWithTheStatementThatSilencedThem() throws IOException {
    Json document = read(SampleReports.assessed());

    assertThat(document.items("suppressed"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.text("id")).isEqualTo("CVE-2023-0006");
              assertThat(finding.text("status")).isEqualTo("not-affected");
              assertThat(brief(finding.get("vex").orElseThrow()))
                  .isEqualTo(
                      "[status, justification, impact, action, timestamp, author, source, format,"
                          + " document]");
            });
    assertThat(document.items("findings"))
        .extracting(finding -> finding.get("vex").flatMap(vex -> vex.get("status")))
        .containsExactly(Optional.of(new Json.Text("affected")));
    assertThat(document.get("summary").orElseThrow().integer("suppressed")).contains(1L);
  }

  @Test
  void theEndOfADistributionIsAFindingOfItsOwnKind() throws IOException {
    Json document = read(SampleReports.assessed());

    assertThat(document.items("imageFindings"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.text("kind")).isEqualTo("end-of-life");
              assertThat(finding.text("endOfSupport")).isEqualTo("2026-08-31");
              assertThat(finding.text("successor")).isEqualTo("Debian 13 (trixie)");
              assertThat(finding.text("source")).startsWith("https://");
            });
    assertThat(document.get("summary").orElseThrow().integer("imageFindings")).contains(1L);
  }

  @Test
  void aPlanWithItsPlacesIsAsTheSchemaSays() throws IOException {
    for (Scan report :
        List.of(
            SampleReports.repaired(),
            SampleRemovals.of("curl", "wget"),
            SampleReports.hostileRepaired())) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ScanJson.writePlan(report, out);

      assertThat(violations(MAPPER.readTree(out.toByteArray()))).isEmpty();
      Json plan =
          new JsonReader(Limits.defaults())
              .read(out.toByteArray(), "document")
              .get("plan")
              .orElseThrow();
      assertThat(plan.items("actions"))
          .hasSize(report.repairs().size())
          .allMatch(action -> action.get("places").isPresent());
      assertThat(plan.get("predicted")).isPresent();
    }
  }

  @Test
  void theSameScanGivesTheSameBytes() throws IOException {
    assertThat(scan(SampleReports.debian())).isEqualTo(scan(SampleReports.debian()));
  }

  private static String brief(Json value) {
    return switch (value) {
      case Json.Text(String text) -> text;
      case Json.Number(var literal) -> literal;
      case Json.Bool(boolean bool) -> Boolean.toString(bool);
      case Json.Null() -> "null";
      case Json.Array(List<Json> items) -> items.stream().map(ScanJsonTest::brief).toList() + "";
      case Json.Obj(Map<String, Json> members) -> members.keySet() + "";
    };
  }

  private static Set<ValidationMessage> violations(JsonNode document) throws IOException {
    Path file = Path.of("..", "docs", "schema", "scan-1.json");
    JsonNode schema = MAPPER.readTree(Files.readString(file, StandardCharsets.UTF_8));
    close(schema);
    ((ObjectNode) schema).remove("$id");
    JsonSchema checked =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema);
    return checked.validate(document);
  }

  /// Lets no object have members that the schema does not describe.
  private static void close(JsonNode schema) {
    if (schema instanceof ObjectNode object
        && object.get("properties") instanceof ObjectNode properties
        && object.get("type") != null
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
      properties.forEach(ScanJsonTest::close);
    }
    schema.forEach(ScanJsonTest::close);
  }

  private static Json read(Scan report) throws IOException {
    return new JsonReader(Limits.defaults()).read(scan(report), "document");
  }

  private static byte[] scan(Scan report) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ScanJson.write(report, out);
    return out.toByteArray();
  }
}
