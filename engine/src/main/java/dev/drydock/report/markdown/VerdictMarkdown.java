package dev.drydock.report.markdown;

import dev.drydock.policy.Excused;
import dev.drydock.policy.Level;
import dev.drydock.policy.Verdict;
import dev.drydock.policy.Violation;
import dev.drydock.report.VerdictWords;
import dev.drydock.scan.Scan;
import java.util.List;
import java.util.Map;

/// What a policy objects to as Markdown, a fold for each level.
final class VerdictMarkdown {
  private static final int MOST = 50;

  private final Scan scan;
  private final StringBuilder text;

  VerdictMarkdown(Scan scan, StringBuilder text) {
    this.scan = scan;
    this.text = text;
  }

  /// @param longest how long the whole text may become; this takes half of it at most
  void print(Verdict verdict, int longest) {
    for (String note : verdict.notes().subList(0, Math.min(MOST, verdict.notes().size()))) {
      text.append("- Note: ").append(MarkdownText.sentence(note)).append('\n');
    }
    for (Level level : Level.values()) {
      List<Violation> all = verdict.of(level);
      if (!all.isEmpty()) {
        text.append(level == Level.DENY ? "\n<details open><summary>" : "\n<details><summary>")
            .append(title(level))
            .append(": ")
            .append(all.size())
            .append("</summary>\n\n| rule | objects to | because | action |\n")
            .append("| --- | --- | --- | --- |\n");
        rows(verdict, level, longest / 2, all.size());
        text.append("\n</details>\n");
      }
    }
    excused(verdict.excused());
  }

  private void rows(Verdict verdict, Level level, int longest, int count) {
    int shown = 0;
    for (Map.Entry<String, List<Violation>> rule : VerdictWords.byRule(verdict, level).entrySet()) {
      for (Violation violation : rule.getValue()) {
        if (shown == MOST || text.length() > longest) {
          text.append("| and ").append(count - shown).append(" more | | | |\n");
          return;
        }
        shown++;
        text.append("| ")
            .append(MarkdownText.cell(rule.getKey()))
            .append(" | ")
            .append(MarkdownText.cell(VerdictWords.subject(scan, violation.subject())))
            .append(" | ")
            .append(MarkdownText.cell(VerdictWords.reason(violation)))
            .append(" | ");
        for (int i = 0; i < violation.actions().size(); i++) {
          text.append(i == 0 ? "" : ", ").append(violation.actions().get(i) + 1);
        }
        text.append(" |\n");
      }
    }
  }

  private static String title(Level level) {
    return switch (level) {
      case DENY -> "What stops it";
      case WARN -> "Warnings";
      case INFO -> "Notes";
    };
  }

  private void excused(List<Excused> all) {
    if (all.isEmpty()) {
      return;
    }
    text.append("\n<details><summary>Excused: ").append(all.size()).append("</summary>\n\n");
    int shown = 0;
    for (Excused excused : all) {
      if (shown++ == MOST) {
        text.append("- and ").append(all.size() - MOST).append(" more\n");
        break;
      }
      text.append("- ")
          .append(MarkdownText.cell(VerdictWords.subject(scan, excused.violation().subject())))
          .append(" (")
          .append(MarkdownText.cell(excused.violation().rule()))
          .append("): ")
          .append(MarkdownText.cell(VerdictWords.excused(excused)))
          .append('\n');
    }
    text.append("\n</details>\n");
  }
}
