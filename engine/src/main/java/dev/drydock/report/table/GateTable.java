package dev.drydock.report.table;

import dev.drydock.bom.Component;
import dev.drydock.fix.Action;
import dev.drydock.match.Finding;
import dev.drydock.policy.Excused;
import dev.drydock.policy.Level;
import dev.drydock.policy.Subject;
import dev.drydock.policy.Verdict;
import dev.drydock.policy.Violation;
import dev.drydock.repair.Repair;
import dev.drydock.report.ActionWords;
import dev.drydock.report.PlanWords;
import dev.drydock.report.ScanWords;
import dev.drydock.report.table.Page.Style;
import dev.drydock.scan.Scan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A verdict for people, on one screen: whether the image passes, what breaks each rule that stops
/// it and what mends that, then what is only said.
final class GateTable {
  private static final int MOST_SUBJECTS = 4;
  private static final int MOST_ACTIONS = 3;
  private static final int MOST_WARNED = 2;
  private static final int MOST_NOTES = 6;
  private static final int INDENT = 4;

  private final Page page;
  private final Scan scan;
  private final Verdict verdict;

  GateTable(Page page, Scan scan, Verdict verdict) {
    this.page = page;
    this.scan = scan;
    this.verdict = verdict;
  }

  /// @param policy which one judged, for people; `null` where nobody says
  void print(@Nullable String policy) {
    Map<String, List<Violation>> denied = byRule(Level.DENY);
    String reference = scan.findings().bom().subject().reference();
    if (denied.isEmpty()) {
      page.line(Style.GOOD, "PASSED: ", reference, 2);
    } else {
      page.line(
          Style.CRITICAL,
          "BLOCKED by " + ScanWords.counted(denied.size(), "rule") + ": ",
          reference,
          2);
    }
    if (policy != null) {
      page.line(Style.FAINT, "Policy: ", policy, 2);
    }
    denied.forEach(this::rule);
    warned();
    excused();
    notes();
  }

  private void rule(String rule, List<Violation> violations) {
    page.blank();
    page.heading(rule, ": " + violations.getFirst().reason(), INDENT);
    int shown = 0;
    Set<String> subjects = new LinkedHashSet<>();
    Set<Integer> actions = new LinkedHashSet<>();
    int unmended = 0;
    for (Violation violation : violations) {
      subjects.add(subject(violation.subject()));
      actions.addAll(violation.actions());
      unmended += violation.actions().isEmpty() && isFinding(violation) ? 1 : 0;
    }
    for (String subject : subjects) {
      if (shown++ == MOST_SUBJECTS && subjects.size() > MOST_SUBJECTS + 1) {
        page.line("    ", "and " + (subjects.size() - MOST_SUBJECTS) + " more", INDENT);
        break;
      }
      if (!subject.isEmpty()) {
        page.line("    ", subject, INDENT + 2);
      }
    }
    mend(new ArrayList<>(actions), violations);
    if (unmended > 0 && !actions.isEmpty()) {
      page.line("  → ", "nothing mends " + unmended + " of them yet", INDENT);
    }
  }

  private static boolean isFinding(Violation violation) {
    return violation.subject() instanceof Subject.OfFinding;
  }

  private void mend(List<Integer> actions, List<Violation> violations) {
    for (int i = 0; i < actions.size(); i++) {
      if (i == MOST_ACTIONS && actions.size() > MOST_ACTIONS + 1) {
        page.line(
            "  → ",
            "and " + (actions.size() - i) + " more actions; `drydock plan` lists them",
            INDENT);
        return;
      }
      Action action = scan.plan().actions().get(actions.get(i));
      Repair repair = scan.repair(actions.get(i));
      page.line(
          Style.GOOD,
          "  → ",
          ActionWords.title(action, scan.findings().bom().distribution())
              + (repair == null ? "" : " (" + PlanWords.where(repair) + ")"),
          INDENT);
    }
    if (actions.isEmpty()
        && violations.getFirst().subject() instanceof Subject.OfObservation(int index)) {
      page.line(Style.GOOD, "  → ", scan.observations().get(index).remedy(), INDENT);
    }
    if (actions.isEmpty() && isFinding(violations.getFirst())) {
      page.line("  → ", "nothing mends this yet; an exception is made by `drydock except`", INDENT);
    }
  }

  private String subject(Subject subject) {
    // no pattern switch: the first one in a fresh JVM costs 20 ms of method handles
    if (subject instanceof Subject.OfFinding(int index)) {
      Finding finding = scan.findings().findings().get(index);
      return finding.id()
          + " in "
          + finding.component().name()
          + " "
          + finding.component().version();
    }
    if (subject instanceof Subject.OfObservation(int index)) {
      return scan.observations().get(index).message();
    }
    if (subject instanceof Subject.OfComponent(int index)) {
      Component component = scan.findings().bom().components().get(index);
      return component.name() + " " + component.version();
    }
    // the image as a whole
    return "";
  }

  /// Each thing once: what stops the image, or is warned of by another rule, is not told again.
  private void warned() {
    Set<Subject> known = new HashSet<>();
    for (Violation violation : verdict.of(Level.DENY)) {
      if (!(violation.subject() instanceof Subject.OfImage)) {
        known.add(violation.subject());
      }
    }
    Map<String, List<Violation>> warned = new LinkedHashMap<>();
    byRule(Level.WARN)
        .forEach(
            (rule, violations) -> {
              List<Violation> more = new ArrayList<>(violations);
              more.removeIf(one -> known.contains(one.subject()));
              if (!more.isEmpty()) {
                warned.put(rule, more);
                for (Violation one : more) {
                  if (!(one.subject() instanceof Subject.OfImage)) {
                    known.add(one.subject());
                  }
                }
              }
            });
    int told = verdict.of(Level.INFO).size();
    if (!warned.isEmpty() || told > 0) {
      page.blank();
    }
    warned.forEach(this::warning);
    if (told > 0) {
      page.line(
          Style.FAINT,
          "Also: ",
          ScanWords.counted(told, "note") + " of what can wait; --format json has all",
          2);
    }
  }

  private void warning(String rule, List<Violation> violations) {
    Violation first = violations.getFirst();
    String lessened = first.lessened();
    page.line(
        Style.MEDIUM,
        "Warning: ",
        rule + ": " + first.reason() + (lessened == null ? "" : " (" + lessened + ")"),
        2);
    Set<String> subjects = new LinkedHashSet<>();
    for (Violation violation : violations) {
      subjects.add(subject(violation.subject()));
    }
    subjects.remove("");
    int shown = 0;
    for (String subject : subjects) {
      if (shown++ == MOST_WARNED && subjects.size() > MOST_WARNED + 1) {
        page.line("    ", "and " + (subjects.size() - MOST_WARNED) + " more", INDENT);
        break;
      }
      page.line("    ", subject, INDENT + 2);
    }
  }

  private void excused() {
    Map<String, List<Excused>> byException = new LinkedHashMap<>();
    for (Excused one : verdict.excused()) {
      byException.computeIfAbsent(one.exception(), _ -> new ArrayList<>()).add(one);
    }
    byException.forEach(
        (exception, all) ->
            page.line(
                "Excused: ",
                exception
                    + " ("
                    + all.size()
                    + ") by "
                    + all.getFirst().owner()
                    + (all.getFirst().until() == null ? "" : " until " + all.getFirst().until())
                    + ": "
                    + all.getFirst().reason(),
                2));
  }

  private void notes() {
    int shown = 0;
    for (String note : verdict.notes()) {
      if (shown++ == MOST_NOTES && verdict.notes().size() > MOST_NOTES + 1) {
        page.line("Note: ", "and " + (verdict.notes().size() - MOST_NOTES) + " more notes", 2);
        return;
      }
      page.line(Style.MEDIUM, "Note: ", note, 2);
    }
  }

  private Map<String, List<Violation>> byRule(Level level) {
    Map<String, List<Violation>> byRule = new LinkedHashMap<>();
    for (Violation violation : verdict.of(level)) {
      byRule.computeIfAbsent(violation.rule(), _ -> new ArrayList<>()).add(violation);
    }
    return byRule;
  }
}
