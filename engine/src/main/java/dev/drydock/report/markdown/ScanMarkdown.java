package dev.drydock.report.markdown;

import dev.drydock.approval.standing.Standing;
import dev.drydock.fix.Action;
import dev.drydock.fix.Plan;
import dev.drydock.hygiene.Observation;
import dev.drydock.match.lifecycle.EndOfLife;
import dev.drydock.policy.Verdict;
import dev.drydock.repair.Repair;
import dev.drydock.report.ActionWords;
import dev.drydock.report.CleanText;
import dev.drydock.report.ImageNames;
import dev.drydock.report.Notices;
import dev.drydock.report.PlanWords;
import dev.drydock.report.Result;
import dev.drydock.report.ScanWords;
import dev.drydock.report.StandingWords;
import dev.drydock.report.VerdictWords;
import dev.drydock.report.Vulnerabilities;
import dev.drydock.scan.Scan;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Results as Markdown for the page of a CI job and for a comment under a pull request: the verdict
/// and what to do, then everything else folded.
///
/// Each part starts with a comment that nobody sees, `<!-- drydock:IMAGE:PLATFORM -->`, by which
/// whoever posts it finds what was posted before, and writes over it.
public final class ScanMarkdown {
  /// GitHub takes 65,536 characters in a comment; other hosts take more.
  static final int LONGEST = 60_000;

  private static final int MOST_ACTIONS = 15;
  private static final int MOST_IDS = 10;
  private static final int MOST_NAMES = 8;
  private static final int MOST_LINES = 30;

  private final Scan scan;
  private final Result result;
  private final PlanWords plan;
  private final int longest;
  private final StringBuilder text = new StringBuilder(1 << 13);

  private ScanMarkdown(Result result, int longest) {
    this.result = result;
    this.scan = result.scan();
    this.plan = new PlanWords(scan);
    this.longest = longest;
  }

  /// Writes the text as UTF-8; `out` stays open.
  public static void write(List<Result> results, OutputStream out) throws IOException {
    int each = LONGEST / Math.max(1, results.size());
    boolean more = false;
    for (Result result : results) {
      String part = new ScanMarkdown(result, each).part();
      out.write(((more ? "\n" : "") + part).getBytes(StandardCharsets.UTF_8));
      more = true;
    }
    out.flush();
  }

  /// The text for one comment.
  ///
  /// @param longest characters that its host takes
  public static String comment(Result result, int longest) {
    return new ScanMarkdown(result, Math.min(longest, LONGEST)).part();
  }

  /// The comment by which a part is found again; stays the same from build to build of an image.
  public static String marker(Scan scan) {
    return "<!-- drydock:"
        + ImageNames.lasting(scan.findings().bom().subject())
        + ":"
        + scan.findings().bom().subject().platform().replaceAll("[^A-Za-z0-9/]", "_")
        + " -->";
  }

  private String part() {
    text.append(marker(scan)).append('\n');
    heading();
    state();
    actions();
    stays();
    if (result.verdict() != null) {
      new VerdictMarkdown(scan, text).print(result.verdict(), longest);
    }
    observations();
    new FindingsMarkdown(result, text).print(longest);
    trust();
    return text.toString();
  }

  private void heading() {
    Verdict verdict = result.verdict();
    text.append("## Drydock: ")
        .append(verdict == null ? "" : VerdictWords.title(verdict) + " ")
        .append('`')
        .append(MarkdownText.code(scan.findings().bom().subject().reference()))
        .append("`\n\n");
    if (verdict != null) {
      String whole = VerdictWords.whole(verdict);
      text.append("**").append(MarkdownText.cell(CleanText.capital(whole))).append(".**\n\n");
    }
  }

  private void state() {
    EndOfLife end = scan.endOfLife();
    if (end != null) {
      text.append("**End of life:** ")
          .append(MarkdownText.sentence(end.title() + ". " + end.action() + "."))
          .append("\n\n");
    }
    Standing standing = scan.standing();
    if (standing != null) {
      text.append("**")
          .append(StandingWords.title(standing))
          .append(":** ")
          .append(MarkdownText.cell(StandingWords.line(standing)))
          .append("\n\n");
      for (String line : standing.advice()) {
        text.append("- ").append(MarkdownText.sentence(line)).append('\n');
      }
      text.append(standing.advice().isEmpty() ? "" : "\n");
    }
    Vulnerabilities all = Vulnerabilities.of(scan.findings().findings(), scan.open());
    if (all.isEmpty()) {
      ScanWords.Nothing nothing = ScanWords.nothing(scan);
      text.append(nothing.title().isEmpty() ? "" : "**" + nothing.title() + "** ")
          .append(nothing.words())
          .append("\n\n");
    } else {
      int attacked = all.attacked();
      text.append("**")
          .append(ScanWords.known(all))
          .append("**; ")
          .append(ScanWords.fixable(all))
          .append(attacked == 0 ? "" : "; attacks are known on " + attacked + " (marked !)")
          .append(". ")
          .append(CleanText.capital(ScanWords.urgency(scan)))
          .append(".\n\n");
    }
    text.append("<sub>")
        .append(MarkdownText.cell(ScanWords.subject(scan.findings().bom())))
        .append("</sub>\n");
  }

  private void actions() {
    List<Action> actions = scan.plan().actions();
    if (actions.isEmpty()) {
      return;
    }
    text.append("\n### What to do: ").append(plan.whole()).append("\n\n");
    text.append("| | action | removes | effort | where |\n| --- | --- | --- | --- | --- |\n");
    for (int i = 0; i < actions.size() && i < MOST_ACTIONS; i++) {
      Action action = actions.get(i);
      Repair repair = scan.repair(i);
      List<String> names = ActionWords.names(action);
      text.append("| ")
          .append(i + 1)
          .append(" | **")
          .append(MarkdownText.cell(plan.title(i)))
          .append("**")
          .append(names.isEmpty() ? "" : "<br>" + MarkdownText.cell(first(names, MOST_NAMES)))
          .append(
              action.introduces().isEmpty()
                  ? ""
                  : "<br>brings " + MarkdownText.cell(first(action.introduces(), MOST_IDS)))
          .append(" | ")
          .append(plan.removed(action.removes()))
          .append(" | ")
          .append(MarkdownText.cell(PlanWords.effort(action)))
          .append(" | ")
          .append(repair == null ? "" : MarkdownText.cell(PlanWords.where(repair)))
          .append(" |\n");
    }
    if (actions.size() > MOST_ACTIONS) {
      text.append("\nand ")
          .append(actions.size() - MOST_ACTIONS)
          .append(" smaller actions, which `drydock plan` shows.\n");
    }
  }

  static String first(List<String> names, int most) {
    return names.size() <= most
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, most)) + " and " + (names.size() - most) + " more";
  }

  private void stays() {
    Map<Plan.Reason, Set<String>> stays = plan.stays();
    if (stays.isEmpty() && scan.plan().undecided().isEmpty()) {
      return;
    }
    text.append('\n');
    stays.forEach(
        (reason, ids) ->
            text.append("- Stays: ")
                .append(ids.size())
                .append(" (")
                .append(reason.words())
                .append("): ")
                .append(MarkdownText.cell(first(new ArrayList<>(ids), MOST_IDS)))
                .append('\n'));
    int shown = 0;
    for (String line : scan.plan().undecided()) {
      if (shown++ < MOST_LINES) {
        text.append("- Not decided: ").append(MarkdownText.sentence(line)).append('\n');
      }
    }
  }

  private void observations() {
    StringBuilder lines = new StringBuilder();
    int count = 0;
    for (Observation observation : scan.observations()) {
      if (observation.severity() != Observation.Severity.LOW && count++ < MOST_LINES) {
        lines
            .append("- **")
            .append(observation.severity().word())
            .append("**: ")
            .append(MarkdownText.sentence(CleanText.capital(observation.message())))
            .append(". ")
            .append(MarkdownText.sentence(CleanText.capital(observation.remedy())))
            .append('\n');
      }
    }
    if (count > 0) {
      text.append("\n<details><summary>Beside its components, this image needs care: ")
          .append(count)
          .append("</summary>\n\n")
          .append(lines)
          .append(count > MOST_LINES ? "- and " + (count - MOST_LINES) + " more\n" : "")
          .append("\n</details>\n");
    }
  }

  /// How far the result can be trusted.
  private void trust() {
    List<String> warnings = new ArrayList<>(scan.findings().bom().subject().warnings());
    warnings.addAll(Notices.of(scan));
    int unreadable = scan.findings().bom().unreadable().size();
    if (unreadable > 0) {
      warnings.add(
          ScanWords.counted(unreadable, "file")
              + " could not be read; what they hold is missing. `drydock scan` names them");
    }
    text.append('\n');
    int shown = 0;
    for (String warning : warnings) {
      if (shown++ < MOST_LINES) {
        text.append("> Warning: ").append(MarkdownText.sentence(warning)).append("\n>\n");
      }
    }
    text.append("> <sub>Drydock ")
        .append(MarkdownText.cell(scan.creation().version()))
        .append(". ")
        .append(ScanWords.advisories(scan))
        .append("</sub>\n");
  }
}
