package dev.drydock.report.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.explain.Handbook;
import dev.drydock.report.ExplanationReport;
import dev.drydock.report.SampleExplanations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ExplanationMarkdownTest {
  private static String written(ExplanationReport report) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ExplanationMarkdown.write(report, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void headingsListsAndCommandsAreMarkdown() throws IOException {
    assertThat(written(SampleExplanations.affected()))
        .startsWith(
            """
            # CVE-2021-44228, called Log4Shell

            ## What it is

            Remote code injection in Log4j.

            Also known as GHSA-jfh8-c2jp-5v3q.

            Told of in DSA-5020-1.

            More: `drydock explain cve`

            ## Does it matter here?

            Yes, test is affected. Act on it now: attacks are known (CISA KEV, 2021-12-10).

            - org.apache.logging.log4j:log4j-core 2.14.1
              - Found in somewhere
            """)
        .contains(
            """
            - Ask again about the image that you built, to see it gone:

              ```sh
              drydock explain CVE-2021-44228 test
              ```

            More:""")
        .contains("\n- <https://www.cve.org/CVERecord?id=CVE-2021-44228>\n");
  }

  @Test
  void textOfOthersIsNoMarkup() throws IOException {
    String text = written(SampleExplanations.hostile());
    assertThat(text)
        .contains("\\[2J\\<script\\> \\*x\\* \\[a\\](b)\\` \\# no heading")
        .doesNotContain("<script>", "\u001b", "\u202e", "\n# no heading");
  }

  @Test
  void signsAreEscapedAndAddressesKept() {
    assertThat(MarkdownText.escaped("- a_b | c\\d & https://example.org/a_b?x=1 <https://x>"))
        .isEqualTo("\\- a\\_b \\| c\\\\d \\& <https://example.org/a_b?x=1> \\<https://x\\>");
    assertThat(MarkdownText.escaped("https://example.org/`rm`"))
        .isEqualTo("https://example.org/\\`rm\\`");
    assertThat(MarkdownText.escaped("")).isEmpty();
    assertThat(MarkdownText.escaped("a\nb\u2028c")).isEqualTo("a b c");
  }

  @Test
  void aTopicKeepsItsCode() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ExplanationMarkdown.write(Handbook.topic("multi-stage").orElseThrow(), out);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith("# Multi-stage builds: build in one image, ship another\n\n")
        .contains("\n\n    FROM golang:1.25 AS build\n    COPY . /src\n")
        .contains("    USER 65532\n\n")
        .contains("\n## Do next\n\n")
        .contains("\n\n    drydock sbom IMAGE\n");
    out.reset();
    ExplanationMarkdown.write(Handbook.topics(), out);
    assertThat(out.toString(StandardCharsets.UTF_8).lines().filter(line -> line.startsWith("- `")))
        .hasSameSizeAs(Handbook.topics());
  }
}
