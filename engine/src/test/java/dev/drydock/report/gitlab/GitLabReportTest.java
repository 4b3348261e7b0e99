package dev.drydock.report.gitlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.drydock.report.ProjectFiles;
import dev.drydock.report.ReportOptions;
import dev.drydock.report.Result;
import dev.drydock.report.SampleReports;
import dev.drydock.report.SampleResults;
import dev.drydock.report.gitlab.GitLabReport.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The schema of the test resources says in our words what GitLab's schemas of version 15.2.1 ask
/// for.
class GitLabReportTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  static List<Result> results() {
    return SampleResults.all();
  }

  @ParameterizedTest
  @MethodSource("results")
  void isValidByTheSchema(Result result) throws IOException {
    for (Kind kind : Kind.values()) {
      assertThat(schema().validate(read(kind, result))).isEmpty();
    }
  }

  @Test
  void tellsOfTheBaseAmongTheMessages() throws IOException {
    JsonNode approved = read(Kind.CONTAINER_SCANNING, SampleResults.upon(SampleResults.APPROVED));
    assertThat(approved.at("/scan/messages/0/level").asText()).isEqualTo("info");
    assertThat(approved.at("/scan/messages/0/value").asText())
        .isEqualTo("Base approved: " + SampleResults.APPROVED.told());
    JsonNode revoked = read(Kind.CONTAINER_SCANNING, SampleResults.upon(SampleResults.REVOKED));
    assertThat(revoked.at("/scan/messages/0/level").asText()).isEqualTo("warn");
    assertThat(revoked.at("/scan/messages/0/value").asText())
        .startsWith("Base revoked: its base is revoked by carol: ")
        .contains("; build upon ")
        .doesNotContain("\u001b");
    JsonNode nobody = read(Kind.CONTAINER_SCANNING, new Result(SampleReports.debian()));
    assertThat(nobody.at("/scan/messages").size())
        .isEqualTo(approved.at("/scan/messages").size() - 1);
  }

  @Test
  void theSchemaJudges() throws IOException {
    JsonNode container = read(Kind.CONTAINER_SCANNING, new Result(SampleReports.debian()));
    ((ObjectNode) container.at("/vulnerabilities/0/location")).remove("image");
    JsonNode dependency = read(Kind.DEPENDENCY_SCANNING, new Result(SampleReports.debian()));
    ((ObjectNode) dependency.at("/vulnerabilities/0/location")).remove("file");

    assertThat(schema().validate(container)).isNotEmpty();
    assertThat(schema().validate(dependency)).isNotEmpty();
  }

  @Test
  void tellsOfEveryOpenFinding() throws IOException {
    JsonNode report = read(Kind.CONTAINER_SCANNING, new Result(SampleReports.debian()));

    assertThat(vulnerabilities(report))
        .extracting(
            one -> one.get("name").asText(),
            one -> one.get("severity").asText(),
            one -> one.at("/location/dependency/version").asText())
        .containsExactly(
            tuple("CVE-2024-5535 in libssl1.1", "Critical", "1.1.1w-0+deb11u1"),
            tuple("CVE-2024-5535 in openssl", "Critical", "1.1.1w-0+deb11u1"),
            tuple("CVE-2021-44228 in org.apache.logging.log4j:log4j-core", "Critical", "2.14.1"),
            tuple("CVE-2023-0001 in libssl1.1", "High", "1.1.1w-0+deb11u1"),
            tuple("CVE-2023-0002 in openssl", "Medium", "1.1.1w-0+deb11u1"),
            tuple("CVE-2023-0003 in openssl", "Low", "1.1.1w-0+deb11u1"),
            tuple("CVE-2023-0004 in openssl", "Unknown", "1.1.1w-0+deb11u1"),
            tuple("CVE-2023-0005 in openssl", "Info", "1.1.1w-0+deb11u1"));
    assertThat(vulnerabilities(report))
        .extracting(one -> one.get("id").asText())
        .doesNotHaveDuplicates()
        .allMatch(id -> id.matches("[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-.*"));
    JsonNode log4j = report.at("/vulnerabilities/2");
    assertThat(log4j.get("identifiers"))
        .extracting(one -> one.get("type").asText(), one -> one.get("url").asText())
        .containsExactly(
            tuple("cve", "https://www.cve.org/CVERecord?id=CVE-2021-44228"),
            tuple("ghsa", "https://github.com/advisories/GHSA-jfh8-c2jp-5v3q"));
    assertThat(log4j.at("/cvss_vectors/0/vector").asText())
        .isEqualTo("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H");
    assertThat(report.at("/vulnerabilities/0/solution").asText())
        .isEqualTo("Upgrade openssl 1.1.1w-0+deb11u1 → 1.1.1w-0+deb11u2.");
    assertThat(report.at("/vulnerabilities/0/location/operating_system").asText())
        .isEqualTo("debian:11");
  }

  @Test
  void dependenciesAreWhatTheApplicationBrings() throws IOException {
    JsonNode report = read(Kind.DEPENDENCY_SCANNING, new Result(SampleReports.repaired()));

    assertThat(vulnerabilities(report))
        .extracting(one -> one.get("name").asText(), one -> one.at("/location/file").asText())
        .containsExactly(
            tuple("CVE-2021-44228 in org.apache.logging.log4j:log4j-core", "Dockerfile"));
  }

  @ParameterizedTest
  @CsvSource({
    "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H, true",
    "CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:L/E:X, true",
    "AV:N/AC:L/Au:N/C:P/I:P/A:P, true",
    "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N, false",
    "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:X, false",
    "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:, false",
    "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H//A:H, false",
    "AV:N/AC:L, false",
    "nonsense that is long enough to be one, false"
  })
  void onlyVectorsThatGitLabKnows(String vector, boolean allowed) {
    assertThat(GitLabVector.allowed(vector)).isEqualTo(allowed);
  }

  private static JsonSchema schema() throws IOException {
    try (InputStream in =
        GitLabReportTest.class.getResourceAsStream("/report/gitlab/report-15.2.1.json")) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
          .getSchema(MAPPER.readTree(in));
    }
  }

  private static List<JsonNode> vulnerabilities(JsonNode report) {
    return StreamSupport.stream(report.get("vulnerabilities").spliterator(), false).toList();
  }

  private static JsonNode read(Kind kind, Result result) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ReportOptions options =
        new ReportOptions(false, false, false, false, new ProjectFiles("", "Dockerfile"));
    GitLabReport.write(kind, result, options, out);
    return MAPPER.readTree(out.toByteArray());
  }
}
