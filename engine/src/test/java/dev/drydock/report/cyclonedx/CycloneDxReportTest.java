package dev.drydock.report.cyclonedx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.drydock.bom.SampleBoms;
import dev.drydock.bom.cyclonedx.CycloneDxJson;
import dev.drydock.report.Result;
import dev.drydock.report.SampleReports;
import dev.drydock.report.SampleResults;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cyclonedx.Version;
import org.cyclonedx.exception.ParseException;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.vulnerability.Vulnerability;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// CycloneDX's own library is the judge.
class CycloneDxReportTest {

  static List<Result> results() {
    return SampleResults.all();
  }

  @ParameterizedTest
  @MethodSource("results")
  void isValidByTheSchemaAndAffectsWhatIsThere(Result result) throws Exception {
    byte[] document = write(result);

    assertThat(new JsonParser().validate(document, Version.VERSION_16)).isEmpty();
    Bom bom = new JsonParser().parse(document);
    Set<String> known = new HashSet<>();
    bom.getComponents().forEach(component -> known.add(component.getBomRef()));
    for (Vulnerability one : bom.getVulnerabilities()) {
      assertThat(one.getAffects()).isNotEmpty().allMatch(ref -> known.contains(ref.getRef()));
    }
  }

  @Test
  void findingsOfOneVulnerabilityAreOneEntryWhereTheyAreAlike() throws Exception {
    List<Vulnerability> all = read(new Result(SampleReports.debian())).getVulnerabilities();

    assertThat(all)
        .extracting(
            Vulnerability::getId,
            one -> one.getAffects().size(),
            one -> one.getAnalysis() == null ? null : one.getAnalysis().getState().getStateName())
        .containsExactly(
            tuple("CVE-2024-5535", 2, null),
            tuple("CVE-2021-44228", 1, null),
            tuple("CVE-2023-0001", 1, null),
            tuple("CVE-2023-0002", 1, "exploitable"),
            tuple("CVE-2023-0003", 1, "in_triage"),
            tuple("CVE-2023-0004", 1, "in_triage"),
            tuple("CVE-2023-0005", 1, null));
    Vulnerability log4j = all.get(1);
    assertThat(log4j.getRatings())
        .extracting(
            rating -> rating.getSource().getName(),
            rating -> rating.getScore(),
            rating -> rating.getMethod().getMethodName(),
            rating -> rating.getVector())
        .containsExactly(
            tuple("GitHub", 10.0, "CVSSv31", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H"));
    assertThat(all.getFirst().getRecommendation())
        .isEqualTo("Upgrade openssl 1.1.1w-0+deb11u1 → 1.1.1w-0+deb11u2.");
  }

  @Test
  void vexAndExceptionsAreTheAnalysis() throws Exception {
    assertThat(read(new Result(SampleReports.assessed())).getVulnerabilities())
        .extracting(
            Vulnerability::getId,
            one -> one.getAnalysis().getState().getStateName(),
            one ->
                one.getAnalysis().getJustification() == null
                    ? null
                    : one.getAnalysis().getJustification().getJustificationName())
        .containsExactly(
            tuple("CVE-2023-0005", "exploitable", null),
            tuple("CVE-2023-0006", "not_affected", "code_not_present"));
    assertThat(read(SampleResults.stopped()).getVulnerabilities().get(2).getAnalysis().getDetail())
        .isEqualTo("excused by alice@example.org until 2027-01-31: not reachable");
  }

  @Test
  void itsNameIsAnotherThanThatOfTheBillOfMaterialsAndLasts() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CycloneDxJson.write(SampleBoms.debian(), SampleBoms.CREATION, out);
    String plain = new JsonParser().parse(out.toByteArray()).getSerialNumber();
    String debian = read(new Result(SampleReports.debian())).getSerialNumber();

    assertThat(debian)
        .isNotEqualTo(plain)
        .isNotEqualTo(read(SampleResults.stopped()).getSerialNumber())
        .isEqualTo(read(new Result(SampleReports.debian())).getSerialNumber());
  }

  private static Bom read(Result result) throws IOException, ParseException {
    return new JsonParser().parse(write(result));
  }

  private static byte[] write(Result result) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CycloneDxReport.write(result, out);
    return out.toByteArray();
  }
}
