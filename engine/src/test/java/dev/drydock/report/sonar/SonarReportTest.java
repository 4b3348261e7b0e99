package dev.drydock.report.sonar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drydock.report.ProjectFiles;
import dev.drydock.report.ReportOptions;
import dev.drydock.report.Result;
import dev.drydock.report.SampleReports;
import dev.drydock.report.SampleResults;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// There is no schema; what SonarQube's documentation and importer ask for is asserted here.
class SonarReportTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  static List<Result> results() {
    return SampleResults.all();
  }

  @ParameterizedTest
  @MethodSource("results")
  void hasAllThatTheImporterAsksFor(Result result) throws IOException {
    JsonNode report = read(result);

    assertThat(members(report)).containsExactly("rules", "issues");
    Set<String> ids = new HashSet<>();
    for (JsonNode rule : report.get("rules")) {
      assertThat(members(rule))
          .containsExactly(
              "id",
              "name",
              "description",
              "engineId",
              "cleanCodeAttribute",
              "type",
              "severity",
              "impacts");
      assertThat(ids.add(rule.get("id").asText())).isTrue();
      assertThat(rule.get("id").asText()).isNotBlank();
      assertThat(rule.get("name").asText()).isNotBlank();
      assertThat(rule.get("engineId").asText()).isEqualTo("drydock");
      assertThat(rule.get("severity").asText())
          .isIn("BLOCKER", "CRITICAL", "MAJOR", "MINOR", "INFO");
      assertThat(rule.get("impacts")).hasSize(1);
      assertThat(rule.at("/impacts/0/severity").asText()).isIn("HIGH", "MEDIUM", "LOW");
    }
    for (JsonNode issue : report.get("issues")) {
      assertThat(members(issue))
          .isSubsetOf("ruleId", "effortMinutes", "primaryLocation", "secondaryLocations");
      assertThat(ids).contains(issue.get("ruleId").asText());
      assertThat(issue.at("/primaryLocation/message").asText()).isNotBlank();
      assertThat(issue.at("/primaryLocation/filePath").asText()).isNotBlank();
      if (issue.at("/primaryLocation").has("textRange")) {
        assertThat(issue.at("/primaryLocation/textRange/startLine").asInt()).isPositive();
      }
      for (JsonNode second : issue.path("secondaryLocations")) {
        assertThat(second.get("filePath").asText()).isNotBlank();
        assertThat(second.at("/textRange/startLine").asInt()).isPositive();
      }
    }
  }

  @Test
  void pointsAtTheLinesThatChange() throws IOException {
    JsonNode issue = read(new Result(SampleReports.repaired())).at("/issues/2");

    assertThat(issue.at("/primaryLocation/filePath").asText()).isEqualTo("Dockerfile");
    assertThat(issue.at("/primaryLocation/textRange/startLine").asInt()).isEqualTo(2);
    assertThat(issue.get("secondaryLocations"))
        .extracting(
            one -> one.get("filePath").asText(), one -> one.at("/textRange/startLine").asInt())
        .containsExactly(tuple("pom.xml", 12), tuple("web/pom.xml", 7));
  }

  @Test
  void tellsOfFindingsObservationsTheEndAndThePolicy() throws IOException {
    assertThat(read(new Result(SampleReports.assessed())).get("issues"))
        .extracting(issue -> issue.get("ruleId").asText())
        .containsExactly("CVE-2023-0005", "secret/password", "no-healthcheck", "end-of-life");
    assertThat(read(SampleResults.stopped()).get("rules"))
        .extracting(rule -> rule.get("id").asText(), rule -> rule.get("severity").asText())
        .containsExactly(
            tuple("CVE-2024-5535", "BLOCKER"),
            tuple("CVE-2021-44228", "BLOCKER"),
            tuple("CVE-2023-0001", "CRITICAL"),
            tuple("CVE-2023-0002", "MAJOR"),
            tuple("CVE-2023-0003", "MINOR"),
            tuple("CVE-2023-0004", "MAJOR"),
            tuple("CVE-2023-0005", "INFO"),
            tuple("policy/old-image", "CRITICAL"),
            tuple("policy/licences", "INFO"));
  }

  private static List<String> members(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static JsonNode read(Result result) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SonarReport.write(
        result,
        new ReportOptions(false, false, false, false, new ProjectFiles("", "Dockerfile")),
        out);
    return MAPPER.readTree(out.toByteArray());
  }
}
