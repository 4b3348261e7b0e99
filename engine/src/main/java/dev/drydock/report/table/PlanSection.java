package dev.drydock.report.table;

import dev.drydock.bom.Distribution;
import dev.drydock.fix.Action;
import dev.drydock.fix.Plan;
import dev.drydock.match.Finding;
import dev.drydock.origin.Origin;
import dev.drydock.repair.Repair;
import dev.drydock.report.ActionWords;
import dev.drydock.report.ScanReport;
import dev.drydock.triage.Priority;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The plan for people, on one screen: the actions with what each removes, then what stays and why.
final class PlanSection {
  /// As many as fit on a screen with all that is around them.
  private static final int MOST_ACTIONS = 5;

  private static final int MOST_IDS = 4;
  private static final int MOST_NAMES = 8;
  private static final int INDENT = 5;

  private final Page page;
  private final ScanReport report;
  private final List<Finding> findings;
  private final @Nullable Distribution distribution;

  PlanSection(Page page, ScanReport report) {
    this.page = page;
    this.report = report;
    this.findings = report.findings().findings();
    this.distribution = report.findings().bom().distribution();
  }

  void print() {
    Plan plan = report.plan();
    if (!plan.actions().isEmpty()) {
      page.blank();
      page.heading("WHAT TO DO: ", whole(plan), 2);
      int number = 0;
      for (Action action : plan.actions()) {
        if (number == MOST_ACTIONS && plan.actions().size() > MOST_ACTIONS + 1) {
          more(plan.actions().subList(number, plan.actions().size()));
          break;
        }
        action(++number, action, report.repair(number - 1));
      }
    }
    stays(plan);
    for (String line : plan.undecided()) {
      page.line(Page.Style.MEDIUM, "Not decided: ", line, 2);
    }
  }

  /// `8 actions remove 71 of 72 known vulnerabilities`.
  private String whole(Plan plan) {
    Set<String> removed = new HashSet<>();
    Set<String> staying = new HashSet<>();
    for (Action action : plan.actions()) {
      for (int index : action.removes()) {
        removed.add(findings.get(index).id());
      }
    }
    for (Plan.Remaining remaining : plan.remaining()) {
      staying.add(findings.get(remaining.finding()).id());
    }
    removed.removeAll(staying);
    int all = removed.size() + staying.size();
    return ScanTable.counted(plan.actions().size(), "action")
        + (plan.actions().size() == 1 ? " removes " : " remove ")
        + (staying.isEmpty() ? "all " + all : removed.size() + " of " + all)
        + (all == 1 ? " known vulnerability" : " known vulnerabilities")
        + gap(plan.gap());
  }

  /// Said only where another choice might cost less.
  private static String gap(double gap) {
    return gap == 0
        ? ""
        : ", with at most " + (int) Math.ceil(gap * 100) + " % more effort than the least";
  }

  private void action(int number, Action action, @Nullable Repair repair) {
    page.heading(
        (number < 10 ? " " : "") + number + ". ",
        ActionWords.title(action, distribution) + ": " + removes(action.removes()),
        INDENT);
    List<String> names = ActionWords.names(action);
    String notes =
        action.effort().word()
            + " effort"
            + (action.origin() == null
                ? ""
                : action.origin() == Origin.BASE ? ", in the base image" : ", in the application")
            + ": ";
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
      page.line("     → ", where(repair), INDENT + 2);
    }
  }

  private static String first(List<String> names) {
    int shown = Math.min(MOST_NAMES, names.size());
    return String.join(", ", names.subList(0, shown))
        + (names.size() > shown ? " and " + (names.size() - shown) + " more" : "");
  }

  /// `Dockerfile:3`, or what to do by hand.
  static String where(Repair repair) {
    return switch (repair) {
      case Repair.Undecided undecided -> "by hand: " + undecided.reason();
      case Repair.Done done -> {
        List<String> parts = new ArrayList<>();
        for (Repair.Place place : done.places()) {
          parts.add(place.path() + ":" + place.line());
        }
        yield parts.isEmpty() ? String.join("; ", done.next()) : String.join(", ", parts);
      }
    };
  }

  /// `removes 55 (2 to act on, 20 to attend to)`.
  private String removes(Collection<Integer> indexes) {
    Map<Priority, Set<String>> byPriority = new EnumMap<>(Priority.class);
    Set<String> all = new HashSet<>();
    for (int index : indexes) {
      byPriority
          .computeIfAbsent(report.judgements().get(index).priority(), _ -> new HashSet<>())
          .add(findings.get(index).id());
      all.add(findings.get(index).id());
    }
    int act = byPriority.getOrDefault(Priority.ACT, Set.of()).size();
    int attend = byPriority.getOrDefault(Priority.ATTEND, Set.of()).size();
    String urgent =
        (act == 0 ? "" : act + " to act on")
            + (act == 0 || attend == 0 ? "" : ", ")
            + (attend == 0 ? "" : attend + " to attend to");
    return "removes " + all.size() + (urgent.isEmpty() ? "" : " (" + urgent + ")");
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
        "and " + rest.size() + " smaller actions: " + removes(removed) + "; --details shows them",
        INDENT);
  }

  /// What no action removes, by reason.
  private void stays(Plan plan) {
    Map<Plan.Reason, Set<String>> byReason = new LinkedHashMap<>();
    for (Plan.Remaining remaining : plan.remaining()) {
      byReason
          .computeIfAbsent(remaining.reason(), _ -> new LinkedHashSet<>())
          .add(findings.get(remaining.finding()).id());
    }
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
