package dev.drydock.report.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.change.ChangeSet;
import dev.drydock.change.FileChange;
import dev.drydock.repair.Repair;
import dev.drydock.report.SampleRemovals;
import dev.drydock.report.SampleReports;
import dev.drydock.scan.Scan;
import java.util.List;
import org.junit.jupiter.api.Test;

class ActionMarkdownTest {
  private static Repair.Done done(Scan report, int index) {
    return (Repair.Done) report.repairs().get(index);
  }

  @Test
  void tellsWhatChangesWhatItRemovesAndWhatIsLeftToDo() {
    Scan report = SampleReports.repaired();

    assertThat(ActionMarkdown.title(report, done(report, 2).action()))
        .isEqualTo("Upgrade log4j:log4j 1.2.17 → 2.17.1");
    assertThat(ActionMarkdown.body(report, done(report, 2)))
        .isEqualTo(
            """
            Removes **1 known vulnerability** from `%s`: 1 to attend to soon.

            Effort: large. It was added on top of the base image.

            | package | from | to |
            | --- | --- | --- |
            | log4j:log4j | 1.2.17 | 2.17.1 |

            **To do by hand**

            - `mvn verify` tries it

            | removes | package | severity | priority | because |
            | --- | --- | --- | --- | --- |
            | CVE-2021-44228 | %s | critical | attend | a fix exists |

            Found by applying the change to what is in the image and matching all of it again. The\
             proof is a scan of the image that is built from this branch.
            """
                .formatted(
                    report.findings().bom().subject().reference(),
                    report.findings().findings().get(2).component().name()
                        + " "
                        + report.findings().findings().get(2).component().version()));
  }

  @Test
  void aChangeOfTheBaseHasNoPackages() {
    Scan report = SampleReports.repaired();

    assertThat(ActionMarkdown.title(report, done(report, 0).action()))
        .isEqualTo("Build on debian:12");
    assertThat(ActionMarkdown.body(report, done(report, 0)))
        .contains("**Good to know**\n\n- look here\n")
        .doesNotContain("| package | from | to |", "To do by hand");
  }

  @Test
  void aRemovalSaysWhatGoesAlongAndWhatHasToBeTrue() {
    Scan report = SampleRemovals.of("curl");

    assertThat(ActionMarkdown.title(report, done(report, 0).action()))
        .isEqualTo("Remove curl, which no other package needs");
    assertThat(ActionMarkdown.body(report, done(report, 0)))
        .contains(
            "\nNo other package of the image needs curl.\n",
            "\nGone as well, as only they needed it: libcurl4.\n",
            "\n**To do by hand**\n\n- no health check, start script or program calls it")
        .doesNotContain("| package | from | to |");
    assertThat(title("curl", "wget"))
        .isEqualTo("Remove curl and wget, which no other package needs");
    assertThat(title("aria2", "curl", "wget"))
        .isEqualTo("Remove aria2, curl and wget, which no other package needs");
    assertThat(title("aria2", "axel", "curl", "wget"))
        .isEqualTo("Remove 4 packages (download tools) that no other package needs");
  }

  private static String title(String... names) {
    Scan report = SampleRemovals.of(names);
    return ActionMarkdown.title(report, done(report, 0).action());
  }

  @Test
  void anAlternativeIsNamedBesideWhatItReplaces() {
    Scan report = SampleReports.repaired();
    Repair.Done replaced =
        new Repair.Done(report.repairs().get(3).action(), List.of(), List.of(), List.of());

    assertThat(ActionMarkdown.body(report, replaced))
        .contains("| log4j:log4j → ch.qos.reload4j:reload4j | 1.2.17 | 2.17.1 |");
  }

  @Test
  void namesStartNoMarkup() {
    Scan report = SampleReports.hostileRepaired();
    String body = ActionMarkdown.body(report, done(report, 0));

    // what is not code, without what is escaped
    String bare =
        body.replace("@&#8203;", "")
            .replaceAll("(?s)\\\\[\\p{Punct}]", "")
            .replaceAll("`[^`\n]*`", "");
    String ours = "(?m)^(\\| --- .*|\\*\\*[A-Z][a-z ]+\\*\\*|Removes \\*\\*.*)$";
    assertThat(bare.replaceAll(ours, "")).doesNotContain("<", "[", "](", "`", "#", "*");
    assertThat(body).doesNotContain("\u001b", "\u202e", "\u2028", "@all");
    assertThat(body.lines().filter(line -> line.startsWith("# "))).isEmpty();
    assertThat(body.lines().filter(line -> line.startsWith("|")))
        .allMatch(line -> List.of(4, 6).contains(bars(line)));
  }

  private static int bars(String line) {
    return (int) line.replace("\\|", "").chars().filter(c -> c == '|').count();
  }

  @Test
  void theBodyIsBoundedAndTheTitleIsOneThatAChangeSetTakes() {
    Scan report = SampleReports.hostileRepaired();
    String title = ActionMarkdown.title(report, done(report, 0).action());
    String body = ActionMarkdown.body(report, done(report, 0));

    assertThat(body.length()).isLessThan(150_000);
    assertThat(body).contains("| and 260 more | | |\n", "- and 280 more\n");
    assertThat(title).hasSizeLessThanOrEqualTo(200).doesNotContain("#", "`", "<", "\u202e");
    assertThat(new ChangeSet("key", title, body, List.of(FileChange.edited("a", "1", "2"))).title())
        .isEqualTo(title);
  }

  @Test
  void codeOfOurSentencesStaysCodeWhereItsBackticksArePairs() {
    assertThat(MarkdownText.sentence("`npm install` renews a_b"))
        .isEqualTo("`npm install` renews a\\_b");
    assertThat(MarkdownText.sentence("one ` only")).isEqualTo("one \\` only");
    assertThat(MarkdownText.sentence("`` empty")).isEqualTo(" empty");
    assertThat(MarkdownText.cell("\ud800 half")).isEqualTo("  half");
    assertThat(MarkdownText.title("x".repeat(198) + "\ud83d\ude00\ud83d\ude00"))
        .isEqualTo("x".repeat(198) + "…");
  }
}
