package dev.drydock.report.table;

import dev.drydock.bom.Distribution;
import dev.drydock.fix.Action;
import dev.drydock.fix.Plan;
import dev.drydock.match.Finding;
import dev.drydock.repair.Repair;
import dev.drydock.report.ActionWords;
import dev.drydock.report.PlanWords;
import dev.drydock.report.Vulnerabilities;
import dev.drydock.scan.Scan;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The plan for people: the actions with what each removes, then what stays and why.
final class PlanSection {
  /// As many as fit on a screen with all that is around them.
  static final int MOST_ACTIONS = 5;

  private static final int MOST_IDS = 4;
  private static final int MOST_NAMES = 8;
  private static final int INDENT = 5;

  private final Page page;
  private final Scan report;
  private final int most;
  private final PlanWords words;
  private final List<Finding> findings;
  private final @Nullable Distribution distribution;

  /// @param most of the actions that are shown
  PlanSection(Page page, Scan report, int most) {
    this.page = page;
    this.report = report;
    this.most = most;
    this.words = new PlanWords(report);
    this.findings = report.findings().findings();
    this.distribution = report.findings().bom().distribution();
  }

  void print() {
    Plan plan = report.plan();
    if (!plan.actions().isEmpty()) {
      page.blank();
      page.heading("WHAT TO DO: ", words.whole(), 2);
      int number = 0;
      for (Action action : plan.actions()) {
        if (number == most && plan.actions().size() > most + 1) {
          more(plan.actions().subList(number, plan.actions().size()));
          break;
        }
        action(++number, action, report.repair(number - 1));
      }
    }
    stays();
    for (String line : plan.undecided()) {
      page.line(Page.Style.MEDIUM, "Not decided: ", line, 2);
    }
  }

  private void action(int number, Action action, @Nullable Repair repair) {
    page.heading(
        (number < 10 ? " " : "") + number + ". ",
        ActionWords.title(action, distribution) + ": " + words.removes(action.removes()),
        INDENT);
    List<String> names = ActionWords.names(action);
    String notes = PlanWords.effort(action) + ": ";
    page.line(
        Page.Style.FAINT,
        "     ",
        notes + (names.isEmpty() ? ids(action.removes()) : String.join(", ", names)),
        INDENT);
    if (action.removal() != null) {
      List<String> along = action.removal().along();
      if (!along.isEmpty()) {
        page.line("     ", "goes along: " + first(along), INDENT);
      }
      page.line("     ", "only if " + String.join("; ", action.removal().checks()), INDENT);
    }
    if (!action.introduces().isEmpty()) {
      page.line("     ", "brings " + String.join(", ", action.introduces()), INDENT);
    }
    if (repair != null) {
      page.line("     → ", PlanWords.where(repair), INDENT + 2);
    }
  }

  private static String first(List<String> names) {
    int shown = Math.min(MOST_NAMES, names.size());
    return String.join(", ", names.subList(0, shown))
        + (names.size() > shown ? " and " + (names.size() - shown) + " more" : "");
  }

  /// The most urgent ids.
  private String ids(List<Integer> indexes) {
    List<Integer> ordered = new ArrayList<>(indexes);
    ordered.sort(
        (a, b) -> {
          int order =
              report
                  .judgements()
                  .get(a)
                  .priority()
                  .compareTo(report.judgements().get(b).priority());
          return order == 0 ? Integer.compare(a, b) : order;
        });
    Set<String> ids = new LinkedHashSet<>();
    for (int index : ordered) {
      Finding finding = findings.get(index);
      ids.add(finding.id() + (Vulnerabilities.attacked(finding) ? "!" : ""));
    }
    List<String> first = new ArrayList<>(ids).subList(0, Math.min(MOST_IDS, ids.size()));
    return String.join(" ", first)
        + (ids.size() > MOST_IDS ? " and " + (ids.size() - MOST_IDS) + " more" : "");
  }

  private void more(List<Action> rest) {
    Set<Integer> removed = new LinkedHashSet<>();
    for (Action action : rest) {
      removed.addAll(action.removes());
    }
    page.line(
        "     ",
        "and "
            + rest.size()
            + " smaller actions remove "
            + words.removed(removed)
            + "; drydock plan shows them",
        INDENT);
  }

  /// What no action removes, by reason.
  private void stays() {
    Map<Plan.Reason, Set<String>> byReason = words.stays();
    if (byReason.isEmpty()) {
      return;
    }
    page.blank();
    byReason.forEach(
        (reason, ids) ->
            page.line(
                "Stays: ",
                ids.size()
                    + " ("
                    + reason.words()
                    + ")"
                    + (ids.size() <= MOST_IDS ? ": " + String.join(" ", ids) : ""),
                2));
  }
}
