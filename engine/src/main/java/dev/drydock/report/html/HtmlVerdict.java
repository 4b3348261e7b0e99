package dev.drydock.report.html;

import dev.drydock.policy.Excused;
import dev.drydock.policy.Level;
import dev.drydock.policy.Verdict;
import dev.drydock.policy.Violation;
import dev.drydock.report.VerdictWords;
import dev.drydock.scan.Scan;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// What a policy objects to, by rule.
final class HtmlVerdict {
  private static final int MOST = 2_000;

  private final HtmlWriter html;
  private final Scan scan;

  HtmlVerdict(HtmlWriter html, Scan scan) {
    this.html = html;
    this.scan = scan;
  }

  void write(Verdict verdict) throws IOException {
    if (verdict.violations().isEmpty() && verdict.excused().isEmpty()) {
      return;
    }
    html.element("h2", "What the policy says");
    for (Level level : Level.values()) {
      for (Map.Entry<String, List<Violation>> rule :
          VerdictWords.byRule(verdict, level).entrySet()) {
        rule(rule.getKey(), level, rule.getValue());
      }
    }
    excused(verdict.excused());
  }

  private void rule(String rule, Level level, List<Violation> violations) throws IOException {
    if (level == Level.DENY) {
      html.open("details", "class", "box", "open", "");
    } else {
      html.open("details", "class", "box");
    }
    html.open("summary").element("span", level.word(), "class", "tag " + tone(level));
    html.text(" " + rule + " (" + violations.size() + ")").close();
    html.open("ul", "class", "plain");
    for (Violation violation : violations.subList(0, Math.min(MOST, violations.size()))) {
      html.open("li").element("strong", VerdictWords.subject(scan, violation.subject()));
      html.text(": " + VerdictWords.reason(violation));
      for (int action : violation.actions()) {
        html.text(" → ").element("a", "action " + (action + 1), "href", "#action-" + (action + 1));
      }
      html.close();
    }
    more(violations.size());
    html.close().close();
  }

  private void excused(List<Excused> all) throws IOException {
    if (all.isEmpty()) {
      return;
    }
    html.open("details", "class", "box").element("summary", "Excused (" + all.size() + ")");
    html.open("ul", "class", "plain");
    for (Excused excused : all.subList(0, Math.min(MOST, all.size()))) {
      html.open("li")
          .element("strong", VerdictWords.subject(scan, excused.violation().subject()))
          .text(" (" + excused.violation().rule() + "): " + VerdictWords.excused(excused))
          .close();
    }
    more(all.size());
    html.close().close();
  }

  private void more(int count) throws IOException {
    if (count > MOST) {
      html.element("li", "and " + (count - MOST) + " more, which the JSON report has");
    }
  }

  private static String tone(Level level) {
    return switch (level) {
      case DENY -> "critical";
      case WARN -> "medium";
      case INFO -> "faint";
    };
  }
}
