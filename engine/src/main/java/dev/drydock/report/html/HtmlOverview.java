package dev.drydock.report.html;

import dev.drydock.approval.standing.Standing;
import dev.drydock.fix.Action;
import dev.drydock.fix.Plan;
import dev.drydock.match.Finding;
import dev.drydock.match.lifecycle.EndOfLife;
import dev.drydock.policy.Verdict;
import dev.drydock.repair.Repair;
import dev.drydock.report.ActionWords;
import dev.drydock.report.CleanText;
import dev.drydock.report.Links;
import dev.drydock.report.Places;
import dev.drydock.report.PlanWords;
import dev.drydock.report.ProjectFiles;
import dev.drydock.report.Result;
import dev.drydock.report.ScanWords;
import dev.drydock.report.StandingWords;
import dev.drydock.report.VerdictWords;
import dev.drydock.report.Vulnerabilities;
import dev.drydock.report.Words;
import dev.drydock.scan.Scan;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The upper part of the page: which image, the verdict, the numbers, and what to do.
final class HtmlOverview {
  private static final int MOST_NAMES = 12;

  /// More are folded.
  private static final int MOST_ACTIONS = 10;

  private final HtmlWriter html;
  private final Result result;
  private final Scan scan;
  private final PlanWords plan;
  private final Places places;

  HtmlOverview(HtmlWriter html, Result result, ProjectFiles files) {
    this.html = html;
    this.result = result;
    this.scan = result.scan();
    this.plan = new PlanWords(scan);
    this.places = new Places(scan, files);
  }

  void write() throws IOException {
    html.open("header");
    html.element("h1", scan.findings().bom().subject().reference());
    html.element("p", ScanWords.subject(scan.findings().bom()), "class", "faint");
    verdict();
    endOfLife();
    standing();
    numbers();
    html.close();
    html.open("main");
    actions();
    stays();
    if (result.verdict() != null) {
      new HtmlVerdict(html, scan).write(result.verdict());
    }
  }

  private void verdict() throws IOException {
    Verdict verdict = result.verdict();
    if (verdict == null) {
      return;
    }
    html.open("div", "class", "banner " + (verdict.passes() ? "pass" : "stop"));
    html.element("strong", VerdictWords.title(verdict));
    html.element("p", CleanText.capital(VerdictWords.whole(verdict)) + ".");
    for (String note : verdict.notes()) {
      html.element("p", "Note: " + note, "class", "small");
    }
    html.close();
  }

  private void endOfLife() throws IOException {
    EndOfLife end = scan.endOfLife();
    if (end == null) {
      return;
    }
    html.open("div", "class", "banner care");
    html.element("strong", "End of life");
    html.element("p", end.title() + ". " + ScanWords.UNATTENDED + " " + end.action() + ".");
    String source = Links.safe(end.release().source());
    if (source != null) {
      html.open("p", "class", "small");
      html.element("a", source, "href", source, "rel", "noreferrer noopener").close();
    }
    html.close();
  }

  private void standing() throws IOException {
    Standing standing = scan.standing();
    if (standing != null) {
      html.open("div", "class", "banner " + (StandingWords.good(standing) ? "pass" : "care"));
      html.element("strong", StandingWords.title(standing));
      html.element("p", StandingWords.line(standing));
      for (String line : standing.advice()) {
        html.element("p", CleanText.line(line));
      }
      html.close();
    }
  }

  private void numbers() throws IOException {
    Vulnerabilities all = Vulnerabilities.of(scan.findings().findings(), scan.open());
    if (all.isEmpty()) {
      ScanWords.Nothing nothing = ScanWords.nothing(scan);
      html.open("div", "class", "banner " + (nothing.good() ? "pass" : "care"));
      if (!nothing.title().isEmpty()) {
        html.element("strong", nothing.title());
      }
      html.element("p", nothing.words()).close();
      return;
    }
    html.open("ul", "class", "counts");
    number("", all.size(), all.size() == 1 ? "known vulnerability" : "known vulnerabilities");
    for (Finding.Severity severity : Finding.Severity.values()) {
      if (all.of(severity) > 0) {
        number(tone(severity), all.of(severity), Words.of(severity));
      }
    }
    number("good", all.fixable(), all.fixable() == 1 ? "has a fix" : "have a fix");
    if (all.attacked() > 0) {
      number("critical", all.attacked(), "known attacks");
    }
    html.close();
    html.element("p", CleanText.capital(ScanWords.urgency(scan)) + ".");
  }

  private void number(String tone, int number, String words) throws IOException {
    html.open("li").element("b", Integer.toString(number), "class", tone);
    html.element("span", words).close();
  }

  /// The class of a severity.
  static String tone(Finding.Severity severity) {
    return switch (severity) {
      case CRITICAL -> "critical";
      case HIGH -> "high";
      case MEDIUM -> "medium";
      case LOW -> "low";
      case NEGLIGIBLE, UNKNOWN -> "faint";
    };
  }

  private void actions() throws IOException {
    List<Action> actions = scan.plan().actions();
    if (actions.isEmpty()) {
      return;
    }
    html.element("h2", "What to do: " + plan.whole());
    int first = actions.size() > MOST_ACTIONS + 1 ? MOST_ACTIONS : actions.size();
    list(0, first);
    if (first < actions.size()) {
      Set<Integer> removed = new LinkedHashSet<>();
      for (Action action : actions.subList(first, actions.size())) {
        removed.addAll(action.removes());
      }
      html.open("details", "class", "more");
      html.element(
          "summary",
          "and " + (actions.size() - first) + " smaller actions remove " + plan.removed(removed));
      list(first, actions.size());
      html.close();
    }
  }

  private void list(int from, int to) throws IOException {
    html.open("ol", "class", "actions");
    for (int i = from; i < to; i++) {
      action(i, scan.plan().actions().get(i));
    }
    html.close();
  }

  private void action(int index, Action action) throws IOException {
    html.open("li", "id", "action-" + (index + 1));
    html.element("span", Integer.toString(index + 1), "class", "number");
    html.element("h3", plan.title(index));
    List<String> names = ActionWords.names(action);
    if (!names.isEmpty()) {
      html.element("p", first(names), "class", "small");
    }
    if (!action.introduces().isEmpty()) {
      html.element("p", "Brings " + first(action.introduces()), "class", "small high");
    }
    where(index);
    html.open("details");
    html.element(
        "summary",
        CleanText.capital(plan.removes(action.removes())) + ", " + PlanWords.effort(action),
        "class",
        "faint small");
    html.element("p", String.join(" ", ids(action)), "class", "small").close();
    html.close();
  }

  private void where(int action) throws IOException {
    Repair repair = scan.repair(action);
    switch (repair) {
      case null -> {
        // nobody named a project
      }
      case Repair.Undecided undecided ->
          html.open("p", "class", "where").sentence("By hand: " + undecided.reason()).close();
      case Repair.Done done -> {
        for (Repair.Place place : places.ofAction(action)) {
          html.open("p", "class", "where")
              .element("code", place.path() + ":" + place.line())
              .close();
        }
        for (String next : done.next()) {
          html.open("p", "class", "where").sentence(next).close();
        }
        for (String note : done.notes()) {
          html.open("p", "class", "faint small").sentence(note).close();
        }
      }
    }
  }

  private Set<String> ids(Action action) {
    Set<String> ids = new LinkedHashSet<>();
    for (int index : action.removes()) {
      ids.add(scan.findings().findings().get(index).id());
    }
    return ids;
  }

  private static String first(List<String> names) {
    return names.size() <= MOST_NAMES
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, MOST_NAMES))
            + " and "
            + (names.size() - MOST_NAMES)
            + " more";
  }

  private void stays() throws IOException {
    Map<Plan.Reason, Set<String>> stays = plan.stays();
    if (stays.isEmpty() && scan.plan().undecided().isEmpty()) {
      return;
    }
    html.element("h2", "What stays");
    html.open("ul", "class", "plain");
    for (Map.Entry<Plan.Reason, Set<String>> one : stays.entrySet()) {
      html.open("li").open("details");
      html.element("summary", one.getValue().size() + ": " + one.getKey().words());
      html.element("p", String.join(" ", one.getValue()), "class", "small").close().close();
    }
    for (String line : scan.plan().undecided()) {
      html.open("li").sentence("Not decided: " + line).close();
    }
    html.close();
  }
}
