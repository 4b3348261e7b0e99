package dev.drydock.report.junit;

import dev.drydock.approval.standing.Standing;
import dev.drydock.document.XmlWriter;
import dev.drydock.report.CleanText;
import dev.drydock.report.ReportOptions;
import dev.drydock.report.Result;
import dev.drydock.report.StandingWords;
import dev.drydock.report.VerdictWords;
import dev.drydock.report.Weight;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Results as JUnit XML, in the form of Jenkins' `junit-10.xsd`, one suite for each image: what
/// stops it is a failed test, what is told is a skipped one, the rest has passed.
///
/// ```xml
/// <testsuites name="drydock" tests="2" failures="1" errors="0" time="0">
///   <testsuite name="debian:11" tests="2" failures="1" errors="0" skipped="0" time="0">
///     <testcase classname="debian:11.openssl" name="CVE-2024-5535 in libssl1.1 1.1.1w" time="0">
///       <failure type="critical" message="Upgrade openssl 1.1.1w → 1.1.1w-2">…</failure>
/// ```
public final class JUnitReport {
  private static final int LONGEST_NAME = 300;
  private static final int LONGEST_TEXT = 4_000;

  private final XmlWriter xml;

  private JUnitReport(XmlWriter xml) {
    this.xml = xml;
  }

  /// Writes the document; `out` stays open.
  public static void write(List<Result> results, ReportOptions options, OutputStream out)
      throws IOException {
    List<JUnitSuite> suites =
        results.stream().map(result -> JUnitSuite.of(result, options.files())).toList();
    XmlWriter xml = new XmlWriter(out);
    xml.open("testsuites")
        .attribute("name", "drydock")
        .attribute("tests", sum(suites, null))
        .attribute("failures", sum(suites, Weight.ERROR))
        .attribute("errors", "0")
        .attribute("time", "0");
    for (int i = 0; i < suites.size(); i++) {
      new JUnitReport(xml).suite(suites.get(i), results.get(i));
    }
    xml.close().flush();
  }

  private static String sum(List<JUnitSuite> suites, @Nullable Weight weight) {
    long sum = 0;
    for (JUnitSuite suite : suites) {
      sum += weight == null ? suite.cases().size() : suite.count(weight);
    }
    return Long.toString(sum);
  }

  private void suite(JUnitSuite suite, Result result) throws IOException {
    String at = result.scan().creation().at().toString();
    xml.open("testsuite")
        .attribute("name", suite.name())
        .attribute("tests", Integer.toString(suite.cases().size()))
        .attribute("failures", Long.toString(suite.count(Weight.ERROR)))
        .attribute("errors", "0")
        .attribute(
            "skipped", Long.toString(suite.count(Weight.WARNING) + suite.count(Weight.EXCUSED)))
        .attribute("time", "0")
        .attribute("timestamp", at.substring(0, at.length() - 1));
    xml.open("properties");
    if (result.verdict() != null) {
      property("verdict", VerdictWords.title(result.verdict()));
    }
    Standing standing = result.scan().standing();
    if (standing != null) {
      property("base.status", standing.status().word());
      property("base", CleanText.line(StandingWords.whole(standing), LONGEST_NAME));
    }
    property("platform", result.scan().findings().bom().subject().platform());
    xml.close();
    for (JUnitSuite.Case one : suite.cases()) {
      testCase(one);
    }
    xml.text("system-out", suite.summary());
    xml.close();
  }

  private void property(String name, String value) throws IOException {
    xml.open("property").attribute("name", name).attribute("value", value).close();
  }

  private void testCase(JUnitSuite.Case one) throws IOException {
    xml.open("testcase")
        .attribute("classname", CleanText.line(one.group(), LONGEST_NAME))
        .attribute("name", CleanText.line(one.name(), LONGEST_NAME))
        .attribute("time", "0");
    String message = CleanText.line(one.message(), LONGEST_NAME);
    switch (one.weight()) {
      case ERROR ->
          xml.open("failure")
              .attribute("type", CleanText.line(one.type(), LONGEST_NAME))
              .attribute("message", message)
              .text(lines(one.lines()))
              .close();
      case WARNING, EXCUSED -> xml.open("skipped").attribute("message", message).close();
      case NOTE -> xml.text("system-out", lines(one.lines()));
    }
    xml.close();
  }

  private static String lines(List<String> lines) {
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      text.append(text.isEmpty() ? "" : "\n").append(CleanText.line(line));
    }
    return CleanText.shortened(text.toString(), LONGEST_TEXT);
  }
}
