package dev.drydock.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.report.ProjectFiles;
import dev.drydock.report.ReportOptions;
import dev.drydock.report.Result;
import dev.drydock.report.SampleReports;
import dev.drydock.report.SampleResults;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HtmlReportTest {
  private static final Pattern TAG =
      Pattern.compile("<(/?)([a-z0-9]+)((?: [a-z-]+=\"[^\"<>]*\")*)>");
  private static final Pattern ATTRIBUTE = Pattern.compile(" ([a-z-]+)=\"([^\"]*)\"");
  private static final Set<String> VOID = Set.of("meta");

  static List<Result> results() {
    List<Result> all = new ArrayList<>(SampleResults.all());
    all.add(SampleResults.observed());
    return all;
  }

  /// Every `<` of the body belongs to a tag of ours, every element is closed, ids are there once,
  /// and what is linked to within the page is there.
  @ParameterizedTest
  @MethodSource("results")
  void isWellFormed(Result result) throws IOException {
    String page = page(result);
    String markup =
        page.substring(page.indexOf("<html")).replaceAll("(?s)<(style|script)>.*?</\\1>", "");

    Deque<String> open = new ArrayDeque<>();
    List<String> ids = new ArrayList<>();
    List<String> targets = new ArrayList<>();
    Matcher tag = TAG.matcher(markup);
    int tags = 0;
    while (tag.find()) {
      tags++;
      if (!tag.group(1).isEmpty()) {
        assertThat(open.pop()).isEqualTo(tag.group(2));
      } else if (!VOID.contains(tag.group(2))) {
        open.push(tag.group(2));
      }
      Matcher attribute = ATTRIBUTE.matcher(tag.group(3));
      while (attribute.find()) {
        assertThat(attribute.group(1)).doesNotStartWith("on").isNotIn("style", "src", "srcset");
        if (attribute.group(1).equals("id")) {
          ids.add("#" + attribute.group(2));
        } else if (attribute.group(1).equals("href") && attribute.group(2).startsWith("#")) {
          targets.add(attribute.group(2));
        } else if (attribute.group(1).equals("href")) {
          assertThat(attribute.group(2)).matches("https?://[^ ]+");
        }
      }
    }
    assertThat(open).isEmpty();
    assertThat(markup.chars().filter(c -> c == '<').count()).isEqualTo(tags);
    assertThat(ids).doesNotHaveDuplicates().containsAll(targets);
    assertThat(page).doesNotContain("\u001b", "\u202e", "\u2028");
  }

  @Test
  void itsPolicyLetsOnlyItsOwnStyleAndScriptIn() throws Exception {
    String page = page(SampleResults.hostile());
    String policy = between(page, "Content-Security-Policy\" content=\"", "\"");

    assertThat(policy)
        .isEqualTo(
            "default-src 'none'; style-src '"
                + digest(between(page, "<style>", "</style>"))
                + "'; script-src '"
                + digest(between(page, "<script>", "</script>"))
                + "'; base-uri 'none'; form-action 'none'");
    assertThat(page.split("<script", -1)).hasSize(2);
    assertThat(page).doesNotContain("@import", "url(", "innerHTML", "eval(");
  }

  @Test
  void saysTheVerdictAndTheActionsFirst() throws IOException {
    String page = page(SampleResults.stopped());

    assertThat(page).contains("<title>STOPPED: docker-archive:app.tar – Drydock</title>");
    assertThat(page)
        .containsSubsequence(
            "<strong>STOPPED</strong>",
            "The policy stops this image: 2 objections by 2 rules, 1 warning, 1 note, 1 excused.",
            "Note: EX-2 expired on 2026-06-30",
            "What to do: 1 action removes",
            "Upgrade openssl 1.1.1w-0+deb11u1 → 1.1.1w-0+deb11u2",
            "What stays",
            "What the policy says",
            "known-exploited (1)",
            "CVE-2021-44228 in org.apache.logging.log4j:log4j-core 2.14.1",
            "excused by alice@example.org until 2027-01-31: not reachable",
            "8 findings, the most urgent first",
            "How far this can be trusted",
            "No advisory data for Amazon Linux 2",
            "Drydock 1.2.3, 2026-08-21T10:11:12Z");
  }

  @Test
  void everyOpenFindingIsARow() throws IOException {
    String table = between(page(new Result(SampleReports.debian())), "<tbody>", "</tbody>");

    assertThat(table.split("<tr>", -1)).hasSize(1 + 8);
    assertThat(table).contains("attacked", "Remote code execution", ">10.0<".replace(">", "> "));
    assertThat(table).doesNotContain("CVE-2023-0006", "CVE-2023-0007");
  }

  @Test
  void linesAreShownAsTheReaderKnowsTheFiles() throws IOException {
    assertThat(page(new Result(SampleReports.repaired())))
        .contains("<code>shop/pom.xml:12</code>", "<code>shop/web/pom.xml:7</code>", "By hand: ");
  }

  private static String between(String text, String start, String end) {
    int from = text.indexOf(start) + start.length();
    return text.substring(from, text.indexOf(end, from));
  }

  private static String digest(String text) throws Exception {
    return "sha256-"
        + Base64.getEncoder()
            .encodeToString(
                MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static String page(Result result) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ReportOptions options =
        new ReportOptions(false, false, false, false, new ProjectFiles("shop", "Dockerfile"));
    HtmlReport.write(result, options, out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
