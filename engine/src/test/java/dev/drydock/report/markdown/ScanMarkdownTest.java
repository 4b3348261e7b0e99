package dev.drydock.report.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.report.Result;
import dev.drydock.report.SampleReports;
import dev.drydock.report.SampleResults;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScanMarkdownTest {

  static List<Result> results() {
    return SampleResults.all();
  }

  @ParameterizedTest
  @MethodSource("results")
  void startsWithItsMarkerFitsACommentAndFoldsAreClosed(Result result) throws IOException {
    String text = write(List.of(result));

    assertThat(text).startsWith(ScanMarkdown.marker(result.scan()) + "\n## Drydock: ");
    assertThat(text.length()).isLessThan(ScanMarkdown.LONGEST);
    assertThat(text.split("<details", -1)).hasSameSizeAs(text.split("</details>", -1));
    assertThat(text).doesNotContain("\u001b", "\u202e", "\u2028", "@all");
    assertThat(text).doesNotContainPattern("(?<!\\\\)(<(script|img)|\\]\\(https://evil)");
    for (String line : text.lines().toList()) {
      if (line.startsWith("| ")) {
        assertThat(line).endsWith(" |");
      }
    }
  }

  @Test
  void theVerdictAndTheActionsComeFirst() throws IOException {
    assertThat(write(List.of(SampleResults.stopped())))
        .startsWith(
            """
            <!-- drydock:docker-archive-app.tar:linux/amd64 -->
            ## Drydock: STOPPED `docker-archive:app.tar`

            **The policy stops this image: 2 objections by 2 rules, 1 warning, 1 note, 1 excused.**

            **7 known vulnerabilities: 2 critical, 1 high, 1 medium, 1 low, 1 negligible, 1 unknown**; \
            3 have a fix; attacks are known on 1 (marked !). Act now on 0, attend soon to 7; \
            the rest can wait for the next regular update.
            """)
        .containsSubsequence(
            "### What to do: 1 action removes 2 of 7 known vulnerabilities",
            "| 1 | **Upgrade openssl 1.1.1w-0+deb11u1 → 1.1.1w-0+deb11u2** | 2 (2 to attend to)"
                + " | small effort, in the base image |  |",
            "- Note: EX-2 expired on 2026-06-30",
            "<details open><summary>What stops it: 2</summary>",
            "| known-exploited | CVE-2021-44228 in org.apache.logging.log4j:log4j-core 2.14.1 |"
                + " because of known-exploited | 1 |",
            "<details><summary>Warnings: 1</summary>",
            "<details><summary>Excused: 1</summary>",
            "<details><summary>All 8 findings, the most urgent first</summary>",
            "> Warning: no advisory data for Amazon Linux 2",
            "> <sub>Drydock 1.2.3. Advisories: 20 days old.</sub>");
  }

  @Test
  void whatHasNoRoomIsCounted() throws IOException {
    String text = write(List.of(new Result(SampleReports.many(3_000))));

    assertThat(text.length()).isBetween(40_000, ScanMarkdown.LONGEST);
    assertThat(text)
        .containsPattern(
            "\\| and \\d+ more, which the JSON report has \\| \\| \\| \\| \\| \\| \\|\n")
        .contains("All 3000 findings")
        .endsWith("</sub>\n");
  }

  @Test
  void severalImagesShareTheRoom() throws IOException {
    Result many = new Result(SampleReports.many(3_000));
    String text = write(List.of(many, many, many));

    assertThat(text.length()).isLessThan(ScanMarkdown.LONGEST);
    assertThat(text.split("<!-- drydock:", -1)).hasSize(4);
  }

  private static String write(List<Result> results) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ScanMarkdown.write(results, out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
