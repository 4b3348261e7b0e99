package dev.drydock.report.html;

import dev.drydock.hygiene.Observation;
import dev.drydock.match.Finding;
import dev.drydock.repair.Repair;
import dev.drydock.report.Links;
import dev.drydock.report.Places;
import dev.drydock.report.ProjectFiles;
import dev.drydock.report.Result;
import dev.drydock.report.ScanWords;
import dev.drydock.report.VerdictWords;
import dev.drydock.report.Vulnerabilities;
import dev.drydock.report.Words;
import dev.drydock.scan.Scan;
import dev.drydock.triage.Judgement;
import dev.drydock.triage.Priority;
import dev.drydock.vex.Assessment;
import dev.drydock.vex.Statement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The middle of the page: every finding in a table, the most urgent first, what is careless beside
/// the components, and what VEX silenced.
final class HtmlFindings {
  private static final int MOST = 20_000;
  private static final int MOST_SILENCED = 2_000;

  private final HtmlWriter html;
  private final Scan scan;
  private final Places places;

  HtmlFindings(HtmlWriter html, Result result, ProjectFiles files) {
    this.html = html;
    this.scan = result.scan();
    this.places = new Places(scan, files);
  }

  void write() throws IOException {
    table();
    observations();
    silenced();
  }

  private void table() throws IOException {
    List<Integer> open = new ArrayList<>(scan.open());
    if (open.isEmpty()) {
      return;
    }
    open.sort(Comparator.comparing((Integer index) -> scan.judgements().get(index).priority()));
    html.element("h2", ScanWords.counted(open.size(), "finding") + ", the most urgent first");
    html.open("div", "class", "scroll").open("table", "class", "sortable cards");
    html.raw("<thead><tr>");
    for (String column :
        List.of("Priority", "Severity", "Vulnerability", "In", "Fixed in", "Action")) {
      html.element("th", column, "scope", "col");
    }
    html.raw("</tr></thead>\n").open("tbody");
    for (int index : open.subList(0, Math.min(MOST, open.size()))) {
      row(index);
    }
    html.close().close().close();
    if (open.size() > MOST) {
      html.element("p", "and " + (open.size() - MOST) + " more, which the JSON report has");
    }
  }

  private void row(int index) throws IOException {
    Finding finding = scan.findings().findings().get(index);
    Judgement judgement = scan.judgements().get(index);
    html.open("tr");
    html.open(
        "td",
        "class",
        "keep",
        "data-key",
        Integer.toString(judgement.priority().compareTo(Priority.ACT)));
    html.element("span", judgement.priority().word(), "class", "tag " + tone(judgement.priority()));
    html.close();
    html.open("td", "class", "keep", "data-key", severity(finding));
    html.element(
        "span", Words.of(finding.severity()), "class", HtmlOverview.tone(finding.severity()));
    if (finding.cvss() != null && Double.isFinite(finding.cvss())) {
      html.element("span", " " + finding.cvss(), "class", "faint small");
    }
    html.close();
    vulnerability(finding, judgement);
    component(index, finding);
    html.open("td", "data-label", "fixed in");
    if (!finding.fixedIn().isEmpty()) {
      html.text(String.join(", ", finding.fixedIn()));
    } else {
      html.element("span", unfixed(finding.status()), "class", "faint");
    }
    html.close();
    html.open("td", "class", "keep", "data-label", "action");
    for (int action : places.removers(index)) {
      html.element("a", Integer.toString(action + 1), "href", "#action-" + (action + 1));
      html.text(" ");
    }
    html.close().close();
  }

  /// Sorts by severity, then by score, as text.
  private static String severity(Finding finding) {
    Double score = finding.cvss();
    long rest = score == null || !Double.isFinite(score) ? 1000 : Math.round((10 - score) * 100);
    return finding.severity().compareTo(Finding.Severity.CRITICAL) + "." + (10_000 + rest);
  }

  private void vulnerability(Finding finding, Judgement judgement) throws IOException {
    html.open("td");
    List<String> links = Links.of(finding);
    html.open("strong");
    if (links.isEmpty()) {
      html.text(finding.id());
    } else {
      html.element("a", finding.id(), "href", links.getFirst(), "rel", "noreferrer noopener");
    }
    html.close();
    if (Vulnerabilities.attacked(finding)) {
      html.text(" ").element("span", "attacked", "class", "tag critical");
    }
    if (finding.summary() != null && !finding.summary().isBlank()) {
      html.element("p", finding.summary());
    }
    html.element("p", String.join("; ", judgement.reasons()), "class", "faint small");
    html.close();
  }

  private void component(int index, Finding finding) throws IOException {
    html.open("td", "data-label", "in");
    html.text(VerdictWords.component(finding.component()));
    html.element("p", finding.component().locations().getFirst().path(), "class", "faint path");
    for (Repair.Place place : places.ofFinding(index)) {
      html.open("p", "class", "where small")
          .element("code", place.path() + ":" + place.line())
          .close();
    }
    html.close();
  }

  private static String unfixed(Finding.Status status) {
    return switch (status) {
      case AFFECTED -> "no fix yet";
      case WILL_NOT_FIX -> "will not be fixed";
      case UNDER_INVESTIGATION -> "looked into";
      case UNDETERMINED -> "not comparable";
      case FIXED, NOT_AFFECTED -> "";
    };
  }

  private static String tone(Priority priority) {
    return switch (priority) {
      case ACT -> "critical";
      case ATTEND -> "high";
      case TRACK -> "faint";
    };
  }

  private void observations() throws IOException {
    List<Observation> all = scan.observations();
    if (all.isEmpty()) {
      return;
    }
    html.element("h2", "Beside its components");
    html.open("ul", "class", "plain");
    for (Observation observation : all) {
      String tone =
          switch (observation.severity()) {
            case HIGH -> "critical";
            case MEDIUM -> "medium";
            case LOW -> "faint";
          };
      html.open("li").element("span", observation.severity().word(), "class", "tag " + tone);
      html.text(" ").sentence(observation.message() + ".");
      html.open("p", "class", "where faint").sentence(observation.remedy()).close().close();
    }
    html.close();
  }

  private void silenced() throws IOException {
    List<Assessment.Silenced> all = scan.assessment().silenced();
    if (all.isEmpty()) {
      return;
    }
    html.open("details", "class", "box");
    html.element("summary", ScanWords.counted(all.size(), "finding") + " silenced by VEX");
    html.open("ul", "class", "plain");
    for (Assessment.Silenced one : all.subList(0, Math.min(MOST_SILENCED, all.size()))) {
      Statement by = one.by();
      html.open("li").element("strong", VerdictWords.finding(one.finding()));
      html.text(": " + by.status().word().replace('_', ' '));
      html.text(by.justification() == null ? "" : ", " + by.justification());
      html.text(by.impact() == null ? "" : ", " + by.impact());
      html.element("span", " (" + by.document().source() + ")", "class", "faint").close();
    }
    if (all.size() > MOST_SILENCED) {
      html.element("li", "and " + (all.size() - MOST_SILENCED) + " more");
    }
    html.close().close();
  }
}
