package dev.drydock.report.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.drydock.report.ReportOptions;
import dev.drydock.report.Result;
import dev.drydock.report.SampleReports;
import dev.drydock.report.SampleResults;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/// The schema of the test resources says in our words what Jenkins' `junit-10.xsd` asks for.
class JUnitReportTest {

  static List<Result> results() {
    return SampleResults.all();
  }

  @ParameterizedTest
  @MethodSource("results")
  void isValidAndCountsRight(Result result) throws Exception {
    byte[] xml = write(List.of(result));

    validate(xml);
    Element suite = only(read(xml), "testsuite");
    assertThat(suite.getAttribute("tests")).isEqualTo(count(suite, "testcase"));
    assertThat(suite.getAttribute("failures")).isEqualTo(count(suite, "failure"));
    assertThat(suite.getAttribute("skipped")).isEqualTo(count(suite, "skipped"));
    assertThat(suite.getElementsByTagName("testcase").getLength()).isPositive();
  }

  @Test
  void tellsOfTheBaseAmongTheProperties() throws Exception {
    Element suite =
        only(read(write(List.of(SampleResults.upon(SampleResults.APPROVED)))), "testsuite");
    List<org.assertj.core.groups.Tuple> properties = new ArrayList<>();
    for (Element one : elements(suite, "property")) {
      properties.add(tuple(one.getAttribute("name"), one.getAttribute("value")));
    }
    assertThat(properties)
        .containsExactly(
            tuple("base.status", "approved"),
            tuple("base", "Base approved: " + SampleResults.APPROVED.told()),
            tuple("platform", "linux/amd64"));
    assertThat(
            new String(write(List.of(new Result(SampleReports.debian()))), StandardCharsets.UTF_8))
        .doesNotContain("base.status");
  }

  @Test
  void theSchemaJudges() {
    byte[] broken =
        "<testsuites><testsuite name=\"x\"/></testsuites>".getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> validate(broken)).isInstanceOf(SAXException.class);
  }

  @Test
  void whatStopsFailsWhatIsToldIsSkippedTheRestPasses() throws Exception {
    Document document = read(write(List.of(SampleResults.stopped())));

    List<org.assertj.core.groups.Tuple> cases = new ArrayList<>();
    for (Element one : elements(document.getDocumentElement(), "testcase")) {
      String outcome =
          !elements(one, "failure").isEmpty()
              ? "failure: " + elements(one, "failure").getFirst().getAttribute("message")
              : !elements(one, "skipped").isEmpty()
                  ? "skipped: " + elements(one, "skipped").getFirst().getAttribute("message")
                  : "passed";
      cases.add(tuple(one.getAttribute("name"), outcome));
    }
    String upgrade = "Upgrade openssl 1.1.1w-0+deb11u1 → 1.1.1w-0+deb11u2.";
    assertThat(cases)
        .containsExactly(
            tuple("old-image: docker-archive:app.tar", "failure: because of old-image"),
            tuple(
                "CVE-2021-44228 in org.apache.logging.log4j:log4j-core 2.14.1",
                "failure: Nothing can be changed yet: no fix is published yet."),
            tuple("CVE-2024-5535 in libssl1.1 1.1.1w-0+deb11u1", "skipped: " + upgrade),
            tuple("licences: org.apache.logging.log4j:log4j-core 2.14.1", "passed"),
            tuple("CVE-2024-5535 in openssl 1.1.1w-0+deb11u1", "passed"),
            tuple("CVE-2023-0002 in openssl 1.1.1w-0+deb11u1", "passed"),
            tuple("CVE-2023-0003 in openssl 1.1.1w-0+deb11u1", "passed"),
            tuple("CVE-2023-0004 in openssl 1.1.1w-0+deb11u1", "passed"),
            tuple("CVE-2023-0005 in openssl 1.1.1w-0+deb11u1", "passed"),
            tuple(
                "CVE-2023-0001 in libssl1.1 1.1.1w-0+deb11u1",
                "skipped: excused by alice@example.org until 2027-01-31: not reachable"));
    assertThat(only(document, "testsuite").getElementsByTagName("system-out").item(6))
        .isNotNull()
        .extracting(org.w3c.dom.Node::getTextContent)
        .asString()
        .startsWith("STOPPED: the policy stops this image: 2 objections by 2 rules, 1 warning,");
  }

  @Test
  void nothingFoundIsATestThatPasses() throws Exception {
    Document document = read(write(List.of(new Result(SampleReports.clean()))));

    assertThat(elements(document.getDocumentElement(), "testcase"))
        .extracting(one -> one.getAttribute("name"))
        .containsExactly("No known vulnerabilities.");
    assertThat(document.getElementsByTagName("failure").getLength()).isZero();
  }

  @Test
  void nothingLookedUpIsNoPass() throws Exception {
    Document document = read(write(List.of(new Result(SampleReports.uncovered()))));

    assertThat(document.getElementsByTagName("skipped").getLength()).isEqualTo(1);
  }

  @Test
  void severalImagesAreSeveralSuites() throws Exception {
    byte[] xml =
        write(List.of(new Result(SampleReports.debian()), new Result(SampleReports.clean())));

    validate(xml);
    assertThat(read(xml).getElementsByTagName("testsuite").getLength()).isEqualTo(2);
    assertThat(read(xml).getDocumentElement().getAttribute("tests")).isEqualTo("9");
  }

  private static byte[] write(List<Result> results) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JUnitReport.write(results, ReportOptions.standard(), out);
    return out.toByteArray();
  }

  private static void validate(byte[] xml) throws SAXException, IOException {
    URL schema =
        Objects.requireNonNull(JUnitReportTest.class.getResource("/report/junit/junit.xsd"));
    SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(schema)
        .newValidator()
        .validate(new StreamSource(new ByteArrayInputStream(xml)));
  }

  private static Document read(byte[] xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml));
  }

  private static Element only(Document document, String name) {
    List<Element> all = elements(document.getDocumentElement(), name);
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  private static List<Element> elements(Element in, String name) {
    List<Element> all = new ArrayList<>();
    for (int i = 0; i < in.getElementsByTagName(name).getLength(); i++) {
      all.add((Element) in.getElementsByTagName(name).item(i));
    }
    return all;
  }

  private static String count(Element in, String name) {
    return Integer.toString(in.getElementsByTagName(name).getLength());
  }
}
