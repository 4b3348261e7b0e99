package dev.drydock.report.sarif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.drydock.origin.Origins;
import dev.drydock.report.ProjectFiles;
import dev.drydock.report.ReportOptions;
import dev.drydock.report.Result;
import dev.drydock.report.SampleReports;
import dev.drydock.report.SampleResults;
import dev.drydock.scan.Scan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// OASIS' own schema is the judge of the form; what GitHub asks for beyond it is asserted here.
class SarifReportTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final ReportOptions IN_A_PROJECT =
      new ReportOptions(
          false, false, false, false, new ProjectFiles("services/shop", "Dockerfile"));

  static List<Result> results() {
    return SampleResults.all();
  }

  @ParameterizedTest
  @MethodSource("results")
  void isValidByTheSchema(Result result) throws IOException {
    assertThat(schema().validate(read(List.of(result), IN_A_PROJECT))).isEmpty();
  }

  @Test
  void tellsOfTheBaseInTheRun() throws IOException {
    JsonNode approved =
        read(List.of(SampleResults.upon(SampleResults.APPROVED)), IN_A_PROJECT).at("/runs/0");
    assertThat(approved.at("/properties/baseStatus").asText()).isEqualTo("approved");
    assertThat(approved.at("/properties/base").asText()).isEqualTo(SampleResults.APPROVED.told());
    JsonNode nobody = read(SampleReports.debian()).at("/runs/0");
    assertThat(nobody.at("/properties/baseStatus").isMissingNode()).isTrue();
    String notifications = "/invocations/0/toolExecutionNotifications";
    assertThat(approved.at(notifications)).isEqualTo(nobody.at(notifications));
    JsonNode revoked =
        read(List.of(SampleResults.upon(SampleResults.REVOKED)), IN_A_PROJECT).at("/runs/0");
    assertThat(revoked.at("/properties/baseStatus").asText()).isEqualTo("revoked");
    assertThat(revoked.at(notifications)).hasSize(nobody.at(notifications).size() + 1);
    assertThat(revoked.at(notifications + "/0/level").asText()).isEqualTo("warning");
    assertThat(revoked.at(notifications + "/0/message/text").asText())
        .startsWith("Base revoked: its base is revoked by carol: ")
        .contains("build upon ");
  }

  @Test
  void theSchemaJudges() throws IOException {
    JsonNode broken = read(SampleReports.debian());
    ((ObjectNode) broken.at("/runs/0/results/0")).put("level", "dire");

    assertThat(schema().validate(broken)).isNotEmpty();
  }

  /// [What GitHub
  /// needs](https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support-for-code-scanning).
  @ParameterizedTest
  @MethodSource("results")
  void hasAllThatGitHubAsksFor(Result result) throws IOException {
    JsonNode run = read(List.of(result), IN_A_PROJECT).at("/runs/0");

    assertThat(run.at("/automationDetails/id").asText()).startsWith("drydock/").endsWith("/");
    List<String> ids = new ArrayList<>();
    for (JsonNode rule : run.at("/tool/driver/rules")) {
      ids.add(rule.get("id").asText());
      assertThat(rule.at("/shortDescription/text").asText()).isNotBlank().hasSizeLessThan(1025);
      assertThat(rule.at("/fullDescription/text").asText()).isNotBlank().hasSizeLessThan(1025);
      assertThat(rule.at("/help/text").asText()).isNotBlank();
      assertThat(rule.at("/help/markdown").asText()).isNotBlank();
      assertThat(Double.parseDouble(rule.at("/properties/security-severity").asText()))
          .isBetween(0.0, 10.0);
      assertThat(rule.at("/properties/tags")).hasSizeLessThanOrEqualTo(10);
    }
    assertThat(ids).doesNotHaveDuplicates();
    for (JsonNode one : run.get("results")) {
      assertThat(ids.get(one.get("ruleIndex").asInt())).isEqualTo(one.get("ruleId").asText());
      assertThat(one.at("/message/text").asText()).isNotBlank();
      assertThat(one.at("/partialFingerprints/primaryLocationLineHash").asText())
          .matches("[0-9a-f]{16}:\\d+");
      assertThat(one.get("locations")).isNotEmpty().hasSizeLessThanOrEqualTo(100);
      for (JsonNode location : one.get("locations")) {
        String uri = location.at("/physicalLocation/artifactLocation/uri").asText();
        assertThat(URI.create(uri).isAbsolute()).as(uri).isFalse();
        assertThat(uri).doesNotStartWith("/").doesNotContain("..", " ");
        assertThat(location.at("/physicalLocation/region/startLine").asInt()).isPositive();
      }
    }
  }

  @Test
  void tellsOfEveryOpenFindingOnce() throws IOException {
    assertThat(results(read(SampleReports.debian())))
        .extracting(
            one -> one.get("ruleId").asText(),
            one -> one.get("level").asText(),
            one -> one.at("/locations/0/physicalLocation/artifactLocation/uri").asText())
        .containsExactly(
            tuple("CVE-2024-5535", "warning", "var/lib/dpkg/status"),
            tuple("CVE-2024-5535", "warning", "var/lib/dpkg/status"),
            tuple("CVE-2021-44228", "warning", "app/app.jar!/BOOT-INF/lib/log4j-core-2.14.1.jar"),
            tuple("CVE-2023-0001", "warning", "var/lib/dpkg/status"),
            tuple("CVE-2023-0002", "warning", "var/lib/dpkg/status"),
            tuple("CVE-2023-0003", "warning", "var/lib/dpkg/status"),
            tuple("CVE-2023-0004", "warning", "var/lib/dpkg/status"),
            tuple("CVE-2023-0005", "warning", "var/lib/dpkg/status"));
  }

  @Test
  void aMessageSaysWhatToDo() throws IOException {
    assertThat(results(read(SampleReports.debian())).getFirst().at("/message/text").asText())
        .isEqualTo(
            "libssl1.1 1.1.1w-0+deb11u1 has CVE-2024-5535 (critical). Upgrade openssl"
                + " 1.1.1w-0+deb11u1 → 1.1.1w-0+deb11u2. Found in var/lib/dpkg/status.");
  }

  @Test
  void aRepairIsPointedAtInItsFile() throws IOException {
    List<JsonNode> results =
        results(read(List.of(new Result(SampleReports.repaired())), IN_A_PROJECT));

    assertThat(results.get(2).get("locations"))
        .extracting(
            location -> location.at("/physicalLocation/artifactLocation/uri").asText(),
            location -> location.at("/physicalLocation/region/startLine").asInt(),
            location -> location.at("/logicalLocations/0/fullyQualifiedName").asText())
        .containsExactly(
            tuple(
                "services/shop/Dockerfile",
                2,
                "docker-archive:app.tar:/app/app.jar!/BOOT-INF/lib/log4j-core-2.14.1.jar"),
            tuple(
                "services/shop/pom.xml",
                12,
                "docker-archive:app.tar:/app/app.jar!/BOOT-INF/lib/log4j-core-2.14.1.jar"),
            tuple(
                "services/shop/web/pom.xml",
                7,
                "docker-archive:app.tar:/app/app.jar!/BOOT-INF/lib/log4j-core-2.14.1.jar"));
  }

  @Test
  void withoutARepairTheInstructionThatBroughtItIsPointedAt() throws IOException {
    Scan plain = SampleReports.debian();
    Scan known =
        new Scan(
            plain.findings(),
            plain.judgements(),
            new Origins(null, Map.of(0, 3)),
            plain.plan(),
            plain.creation(),
            plain.assessment(),
            null,
            List.of(),
            null);

    JsonNode first = results(read(List.of(new Result(known)), IN_A_PROJECT)).getFirst();

    assertThat(first.at("/locations/0/physicalLocation/artifactLocation/uri").asText())
        .isEqualTo("services/shop/Dockerfile");
    assertThat(first.at("/locations/0/physicalLocation/region/startLine").asInt()).isEqualTo(3);
  }

  @Test
  void aVerdictDecidesTheLevels() throws IOException {
    JsonNode run = read(List.of(SampleResults.stopped()), IN_A_PROJECT).at("/runs/0");

    assertThat(run.at("/properties/verdict").asText()).isEqualTo("fail");
    assertThat(results(run.get("results")))
        .extracting(one -> one.get("ruleId").asText(), one -> one.get("level").asText())
        .containsExactly(
            tuple("policy/old-image", "error"),
            tuple("CVE-2021-44228", "error"),
            tuple("CVE-2024-5535", "warning"),
            tuple("policy/licences", "note"),
            tuple("CVE-2024-5535", "note"),
            tuple("CVE-2023-0002", "note"),
            tuple("CVE-2023-0003", "note"),
            tuple("CVE-2023-0004", "note"),
            tuple("CVE-2023-0005", "note"),
            tuple("CVE-2023-0001", "note"));
    assertThat(run.at("/results/2/message/text").asText())
        .endsWith("Rule fixable: because of fixable (until 2026-12-01).");
    assertThat(run.at("/results/9/suppressions/0/justification").asText())
        .isEqualTo("excused by alice@example.org until 2027-01-31: not reachable");
    assertThat(run.findValues("suppressions")).hasSize(1);
  }

  @Test
  void whatVexSilencesIsLeftOut() throws IOException {
    assertThat(results(read(SampleReports.assessed())))
        .extracting(one -> one.get("ruleId").asText())
        .containsExactly(
            "drydock/secret/password",
            "CVE-2023-0005",
            "drydock/end-of-life",
            "drydock/no-healthcheck");
  }

  @Test
  void fingerprintsStayWhenVersionsChange() throws IOException {
    String old = read(SampleReports.debian()).toString();
    JsonNode raised = MAPPER.readTree(old);

    assertThat(results(raised.at("/runs/0/results")))
        .extracting(one -> one.at("/partialFingerprints/drydock~1v1").asText())
        .doesNotHaveDuplicates();
    assertThat(read(SampleReports.debian())).isEqualTo(raised);
  }

  @Test
  void markupOfAnImageIsNone() throws IOException {
    String log = read(List.of(SampleResults.hostile()), IN_A_PROJECT).toString();

    assertThat(log).doesNotContain("\u001b", "\u202e", "\u2028");
    JsonNode run = MAPPER.readTree(log).at("/runs/0");
    for (JsonNode text : run.findValues("message")) {
      assertThat(text.get("text").asText().replace("\\[", "").replace("\\]", ""))
          .doesNotContain("[", "]");
    }
    for (JsonNode rule : run.at("/tool/driver/rules")) {
      assertThat(rule.at("/help/markdown").asText())
          .doesNotContainPattern("(?<!\\\\)<(img|script)");
    }
  }

  @Test
  void severalImagesAreSeveralRuns() throws IOException {
    JsonNode log =
        read(
            List.of(new Result(SampleReports.debian()), new Result(SampleReports.clean())),
            IN_A_PROJECT);

    assertThat(log.get("runs")).hasSize(2);
    assertThat(schema().validate(log)).isEmpty();
  }

  @Test
  void noMoreResultsThanServicesTakeAndThatIsSaid() throws IOException {
    JsonNode run = read(SampleReports.many(SarifReport.MOST_RESULTS + 1)).at("/runs/0");

    assertThat(run.get("results")).hasSize(SarifReport.MOST_RESULTS);
    assertThat(run.at("/invocations/0/toolExecutionNotifications/0/message/text").asText())
        .isEqualTo(
            "Only the gravest 25000 of 25001 results are here: services refuse more. The JSON"
                + " report has all.");
  }

  private static JsonSchema schema() throws IOException {
    try (InputStream in =
        SarifReportTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
          .getSchema(MAPPER.readTree(in));
    }
  }

  private static List<JsonNode> results(JsonNode node) {
    JsonNode results = node.has("runs") ? node.at("/runs/0/results") : node;
    return StreamSupport.stream(results.spliterator(), false).toList();
  }

  private static JsonNode read(Scan scan) throws IOException {
    return read(List.of(new Result(scan)), ReportOptions.standard());
  }

  private static JsonNode read(List<Result> results, ReportOptions options) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SarifReport.write(results, options, out);
    return MAPPER.readTree(out.toByteArray());
  }
}
