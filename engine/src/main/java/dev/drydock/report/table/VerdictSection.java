package dev.drydock.report.table;

import dev.drydock.policy.Excused;
import dev.drydock.policy.Level;
import dev.drydock.policy.Verdict;
import dev.drydock.policy.Violation;
import dev.drydock.report.ScanWords;
import dev.drydock.report.VerdictWords;
import dev.drydock.report.table.Page.Style;
import dev.drydock.scan.Scan;
import java.util.List;
import java.util.Map;

/// The verdict for people: whether the image may go on, what stops it and which action mends that,
/// what is excused until when.
final class VerdictSection {
  private static final int MOST = 5;

  private final Page page;
  private final Scan scan;

  VerdictSection(Page page, Scan scan) {
    this.page = page;
    this.scan = scan;
  }

  /// @param details whether everything is listed
  void print(Verdict verdict, boolean details) {
    page.line(
        verdict.passes() ? Style.GOOD : Style.CRITICAL,
        VerdictWords.title(verdict) + ": ",
        VerdictWords.whole(verdict),
        2);
    for (Level level : Level.values()) {
      for (Map.Entry<String, List<Violation>> rule :
          VerdictWords.byRule(verdict, level).entrySet()) {
        rule(rule.getKey(), level, rule.getValue(), details);
      }
    }
    excused(verdict.excused(), details);
    for (String note : verdict.notes()) {
      page.line(Style.MEDIUM, "  note: ", note, 8);
    }
  }

  private void rule(String rule, Level level, List<Violation> violations, boolean details) {
    page.line(style(level), "  " + level.word() + " ", rule + " (" + violations.size() + ")", 7);
    int shown = 0;
    for (Violation violation : violations) {
      if (shown++ == MOST && !details) {
        page.line(
            "    ",
            "and "
                + ScanWords.counted(violations.size() - MOST, "more", "more")
                + "; --details shows them",
            6);
        break;
      }
      page.line("    - ", VerdictWords.violation(scan, violation) + mended(violation), 6);
    }
  }

  /// Which action of the plan below mends it.
  private static String mended(Violation violation) {
    StringBuilder actions = new StringBuilder();
    for (int action : violation.actions()) {
      actions.append(actions.isEmpty() ? " → action " : ", ").append(action + 1);
    }
    return actions.toString();
  }

  private void excused(List<Excused> all, boolean details) {
    int shown = 0;
    for (Excused excused : all) {
      if (shown++ == MOST && !details) {
        page.line("    ", "and " + (all.size() - MOST) + " more excused", 6);
        break;
      }
      page.line(
          Style.FAINT,
          "  excused ",
          VerdictWords.subject(scan, excused.violation().subject())
              + " ("
              + excused.violation().rule()
              + "): "
              + VerdictWords.excused(excused),
          6);
    }
  }

  private static Style style(Level level) {
    return switch (level) {
      case DENY -> Style.CRITICAL;
      case WARN -> Style.MEDIUM;
      case INFO -> Style.FAINT;
    };
  }
}
