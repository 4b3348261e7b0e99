package dev.drydock.report.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.explain.Handbook;
import dev.drydock.explain.Topic;
import dev.drydock.report.ExplanationReport;
import dev.drydock.report.SampleExplanations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExplanationTableTest {
  static List<ExplanationReport> reports() {
    return SampleExplanations.all();
  }

  static List<Topic> topics() {
    return Handbook.topics();
  }

  private static String written(ExplanationReport report, boolean colour) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ExplanationTable.write(report, colour, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @MethodSource("reports")
  void isEightyColumnsWideAndHarmless(ExplanationReport report) throws IOException {
    String text = written(report, false);
    assertThat(text.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    assertThat(text).doesNotContain("\u001b", "\u202e").endsWith("\n");
  }

  @Test
  void theImageComesFirstWhereOneIsNamed() throws IOException {
    assertThat(written(SampleExplanations.affected(), false))
        .startsWith(
            """
            CVE-2021-44228, called Log4Shell

            What it is
              Remote code injection in Log4j.
              Also known as GHSA-jfh8-c2jp-5v3q.
              Told of in DSA-5020-1.
              Words: cve

            Does it matter here?
              Yes, test is affected. Act on it now: attacks are known (CISA KEV,
              2021-12-10).
              - org.apache.logging.log4j:log4j-core 2.14.1
                Found in somewhere
                It counts because 2.14.1 is not lower than 2.13.0 and lower than the fix
                  2.15.0, says the record GHSA-jfh8-c2jp-5v3q for
                  org.apache.logging.log4j:log4j-core (Maven).
              Action 1 of the plan removes it: Upgrade org.apache.logging.log4j:log4j-core
              (medium effort). With it goes CVE-2021-45046.
              Words: priority, layers, plan

            What to do
            """)
        .contains("\n      drydock explain CVE-2021-44228 test\n")
        .endsWith(
            """

            What a word means: drydock explain WORD
            Advisories: 20 days old; more may be known by now: drydock db update gets
            today's.
            """);
  }

  @Test
  void coloursAreForTerminals() throws IOException {
    assertThat(written(SampleExplanations.affected(), true))
        .startsWith("\u001b[1mCVE-2021-44228, called Log4Shell\u001b[0m\n")
        .contains("\u001b[1;31mHow bad is it?\u001b[0m\n");
  }

  @ParameterizedTest
  @MethodSource("topics")
  void aTopicIsOneScreen(Topic topic) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ExplanationTable.write(topic, false, out);
    String text = out.toString(StandardCharsets.UTF_8);
    assertThat(text.lines())
        .hasSizeLessThanOrEqualTo(26)
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    assertThat(text)
        .startsWith(topic.title() + "\n\n")
        .contains("\n\nDo next\n")
        .contains(String.join("\n", topic.text()))
        .contains(String.join("\n", topic.next()))
        .endsWith("\nSee also: " + String.join(", ", topic.related()) + "\n");
  }

  @Test
  void allTopicsAreListed() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ExplanationTable.write(Handbook.topics(), false, out);
    String text = out.toString(StandardCharsets.UTF_8);
    assertThat(text.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    assertThat(Handbook.topics())
        .allSatisfy(topic -> assertThat(text).contains("\n  " + topic.name() + " "));
  }
}
