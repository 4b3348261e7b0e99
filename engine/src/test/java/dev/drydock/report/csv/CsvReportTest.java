package dev.drydock.report.csv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.report.ReportOptions;
import dev.drydock.report.Result;
import dev.drydock.report.SampleReports;
import dev.drydock.report.SampleResults;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CsvReportTest {

  static List<Result> results() {
    return SampleResults.all();
  }

  @ParameterizedTest
  @MethodSource("results")
  void everyLineHasEveryColumnAndNothingIsAFormula(Result result) throws IOException {
    String text = write(List.of(result));

    assertThat(text).endsWith("\r\n").doesNotContain("\u001b", "\u202e", "\u2028");
    List<List<String>> lines = parse(text);
    assertThat(lines).allSatisfy(line -> assertThat(line).hasSameSizeAs(lines.getFirst()));
    for (List<String> line : lines) {
      for (String field : line) {
        assertThat(field).doesNotContain("\n", "\r", "\t");
        if (!field.isBlank()) {
          assertThat(field.strip()).doesNotMatch("^[=+@|%-].*");
        }
      }
    }
  }

  @Test
  void tellsOfFindingsWhatIsSilencedAndWhatIsObserved() throws IOException {
    List<List<String>> lines = parse(write(List.of(new Result(SampleReports.assessed()))));
    List<String> names = lines.getFirst();

    assertThat(column(lines, names.indexOf("kind")))
        .containsExactly(
            "vulnerability", "vulnerability", "end-of-life", "observation", "observation");
    assertThat(column(lines, names.indexOf("id")))
        .containsExactly(
            "CVE-2023-0005", "CVE-2023-0006", "debian-11", "secret/password", "no-healthcheck");
    assertThat(column(lines, names.indexOf("excused")))
        .containsExactly("", "VEX: vex.json", "", "", "");
    assertThat(column(lines, names.indexOf("component")))
        .containsExactly("openssl", "'@babel/core", "", "", "");
  }

  @Test
  void tellsOfTheVerdict() throws IOException {
    List<List<String>> lines = parse(write(List.of(SampleResults.stopped())));
    List<String> names = lines.getFirst();

    assertThat(column(lines, names.indexOf("verdict")))
        .containsExactly("warn", "", "deny", "", "", "", "", "", "deny", "info");
    assertThat(column(lines, names.indexOf("rules")))
        .containsExactly(
            "fixable", "", "known-exploited", "", "", "", "", "", "old-image", "licences");
    assertThat(lines.get(4).get(names.indexOf("excused")))
        .isEqualTo("excused by alice@example.org until 2027-01-31: not reachable");
    assertThat(lines.get(1).get(names.indexOf("action")))
        .isEqualTo("Upgrade openssl 1.1.1w-0+deb11u1 → 1.1.1w-0+deb11u2");
  }

  @Test
  void tellsOfTheBaseInEachLine() throws IOException {
    List<List<String>> lines =
        parse(
            write(
                List.of(
                    SampleResults.upon(SampleResults.APPROVED),
                    new Result(SampleReports.debian()))));
    List<String> names = lines.getFirst();
    int open = SampleReports.debian().open().size();

    assertThat(names.subList(names.size() - 2, names.size()))
        .containsExactly("base_status", "base");
    assertThat(lines).hasSize(1 + 2 * open);
    assertThat(column(lines, names.indexOf("base_status")).subList(0, open))
        .containsOnly("approved");
    assertThat(column(lines, names.indexOf("base")).subList(0, open))
        .containsOnly(SampleResults.APPROVED.told());
    assertThat(column(lines, names.indexOf("base_status")).subList(open, 2 * open))
        .containsOnly("");
    assertThat(column(lines, names.indexOf("base")).subList(open, 2 * open)).containsOnly("");
  }

  @Test
  void severalImagesShareOneHeader() throws IOException {
    List<List<String>> lines =
        parse(
            write(
                List.of(new Result(SampleReports.debian()), new Result(SampleReports.assessed()))));

    assertThat(lines).hasSize(1 + 8 + 5);
  }

  private static List<String> column(List<List<String>> lines, int index) {
    return lines.stream().skip(1).map(line -> line.get(index)).toList();
  }

  private static String write(List<Result> results) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CsvReport.write(results, ReportOptions.standard(), out);
    return out.toString(StandardCharsets.UTF_8);
  }

  /// By the grammar of RFC 4180.
  private static List<List<String>> parse(String text) {
    List<List<String>> lines = new ArrayList<>();
    List<String> line = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted) {
        if (c != '"') {
          field.append(c);
        } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
          field.append('"');
          i++;
        } else {
          quoted = false;
        }
      } else if (c == '"') {
        assertThat(field).isEmpty();
        quoted = true;
      } else if (c == ',') {
        line.add(field.toString());
        field.setLength(0);
      } else if (c == '\r') {
        assertThat(text.charAt(i + 1)).isEqualTo('\n');
        line.add(field.toString());
        field.setLength(0);
        lines.add(line);
        line = new ArrayList<>();
        i++;
      } else {
        assertThat(c).isNotEqualTo('\n');
        field.append(c);
      }
    }
    return lines;
  }
}
