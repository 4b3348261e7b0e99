package dev.drydock.report.table;

import dev.drydock.match.Finding;
import dev.drydock.report.ScanWords;
import dev.drydock.report.table.Page.Style;
import dev.drydock.vex.Assessment;
import dev.drydock.vex.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Findings that VEX statements silenced: how many, and on demand which and by whom.
final class Silenced {
  private Silenced() {}

  static void print(Page page, Assessment assessment, boolean listed) {
    List<Assessment.Silenced> silenced = assessment.silenced();
    if (silenced.isEmpty()) {
      return;
    }
    page.blank();
    String count = ScanWords.counted(silenced.size(), "finding") + " silenced by VEX";
    if (!listed) {
      page.line("", count + ", --show-suppressed lists them", 2);
      return;
    }
    page.heading("SILENCED BY VEX", "", 0);
    Map<Statement, StringBuilder> groups = new LinkedHashMap<>();
    for (Assessment.Silenced one : silenced) {
      Finding finding = one.finding();
      StringBuilder words = groups.computeIfAbsent(one.by(), _ -> new StringBuilder());
      words
          .append(words.isEmpty() ? "" : ", ")
          .append(finding.id())
          .append(" in ")
          .append(finding.component().name())
          .append(' ')
          .append(finding.component().version());
    }
    groups.forEach(
        (by, words) -> {
          page.line("  ", words.toString(), 5);
          page.line(Style.FAINT, "     ", said(by), 7);
        });
  }

  private static String said(Statement by) {
    StringBuilder words = new StringBuilder(by.status().word().replace('_', ' '));
    if (by.justification() != null) {
      words.append(", ").append(by.justification());
    } else if (by.impact() != null) {
      words.append(", ").append(by.impact());
    }
    words.append(": ");
    if (!by.document().author().isEmpty()) {
      words.append(by.document().author()).append(" in ");
    }
    return words.append(by.document().source()).toString();
  }
}
