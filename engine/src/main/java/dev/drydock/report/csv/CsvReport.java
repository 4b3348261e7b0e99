package dev.drydock.report.csv;

import dev.drydock.advisory.Exploitation;
import dev.drydock.approval.standing.Standing;
import dev.drydock.bom.Component;
import dev.drydock.hygiene.Observation;
import dev.drydock.match.Finding;
import dev.drydock.match.lifecycle.EndOfLife;
import dev.drydock.origin.Origin;
import dev.drydock.policy.Excused;
import dev.drydock.policy.Subject;
import dev.drydock.policy.Verdict;
import dev.drydock.policy.Violation;
import dev.drydock.repair.Repair;
import dev.drydock.report.Places;
import dev.drydock.report.PlanWords;
import dev.drydock.report.ReportOptions;
import dev.drydock.report.Result;
import dev.drydock.report.StandingWords;
import dev.drydock.report.VerdictWords;
import dev.drydock.report.Weights;
import dev.drydock.report.Words;
import dev.drydock.scan.Scan;
import dev.drydock.triage.Judgement;
import dev.drydock.vex.Assessment;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Results as comma-separated values (RFC 4180), one line for each finding, also those that VEX
/// silenced, for each observation and for each objection to an image as a whole.
///
/// ```
/// image,platform,kind,id,aliases,severity,cvss,…
/// debian:11,linux/amd64,vulnerability,CVE-2024-5535,,critical,9.1,…
/// ```
///
/// The first line names the columns; more may come at the end.
public final class CsvReport {
  private static final List<String> COLUMNS =
      List.of(
          "image",
          "platform",
          "kind",
          "id",
          "aliases",
          "severity",
          "cvss",
          "epss",
          "kev",
          "priority",
          "because",
          "status",
          "component",
          "version",
          "type",
          "purl",
          "fixed_in",
          "path",
          "layer",
          "origin",
          "file",
          "line",
          "action",
          "verdict",
          "rules",
          "excused",
          "summary",
          "url",
          "base_status",
          "base");

  private final Result result;
  private final Scan scan;
  private final Weights weights;
  private final Places places;
  private final PlanWords plan;
  private final CsvWriter csv;

  private CsvReport(Result result, ReportOptions options, CsvWriter csv) {
    this.result = result;
    this.scan = result.scan();
    this.weights = new Weights(result);
    this.places = new Places(scan, options.files());
    this.plan = new PlanWords(scan);
    this.csv = csv;
  }

  /// Writes the document; `out` stays open.
  public static void write(List<Result> results, ReportOptions options, OutputStream out)
      throws IOException {
    CsvWriter csv = new CsvWriter(out, COLUMNS);
    csv.header();
    for (Result result : results) {
      new CsvReport(result, options, csv).lines();
    }
    csv.flush();
  }

  private void lines() throws IOException {
    for (int index : scan.open()) {
      finding(index);
    }
    for (Assessment.Silenced silenced : scan.assessment().silenced()) {
      start("vulnerability", silenced.finding().id());
      of(silenced.finding());
      csv.set("excused", "VEX: " + silenced.by().document().source());
      csv.end();
    }
    EndOfLife end = scan.endOfLife();
    if (end != null) {
      start("end-of-life", end.distribution());
      csv.set("summary", end.title());
      csv.set("action", end.action());
      csv.set("url", end.release().source());
      csv.end();
    }
    for (int i = 0; i < scan.observations().size(); i++) {
      observation(i, scan.observations().get(i));
    }
    Verdict verdict = result.verdict();
    if (verdict != null) {
      for (Violation violation : verdict.violations()) {
        objection(violation);
      }
    }
  }

  private void start(String kind, String id) {
    csv.set("image", scan.findings().bom().subject().reference());
    csv.set("platform", scan.findings().bom().subject().platform());
    csv.set("kind", kind);
    csv.set("id", id);
    Standing standing = scan.standing();
    csv.set("base_status", standing == null ? "" : standing.status().word());
    csv.set("base", standing == null ? "" : StandingWords.line(standing));
  }

  private void finding(int index) throws IOException {
    Finding finding = scan.findings().findings().get(index);
    Judgement judgement = scan.judgements().get(index);
    start("vulnerability", finding.id());
    of(finding);
    csv.set("priority", judgement.priority().word());
    csv.set("because", String.join("; ", judgement.reasons()));
    Origin origin = scan.origins().of(finding.component());
    csv.set("origin", origin == null ? "" : origin.word());
    place(places.ofFinding(index));
    List<Integer> removers = places.removers(index);
    csv.set("action", removers.isEmpty() ? "" : plan.title(removers.getFirst()));
    judged(new Subject.OfFinding(index));
    csv.end();
  }

  private void of(Finding finding) {
    Component component = finding.component();
    Exploitation exploitation = finding.exploitation();
    csv.set("aliases", String.join(" ", finding.aliases()));
    csv.set("severity", Words.of(finding.severity()));
    csv.set("cvss", number(finding.cvss()));
    csv.set("epss", number(exploitation == null ? null : exploitation.epss()));
    csv.set("kev", exploitation == null || exploitation.kev() == null ? "" : exploitation.kev());
    csv.set("status", Words.of(finding.status()));
    csv.set("component", component.name());
    csv.set("version", component.version());
    csv.set("type", component.type());
    csv.set("purl", component.purl().toString());
    csv.set("fixed_in", String.join(" ", finding.fixedIn()));
    csv.set("path", component.locations().getFirst().path());
    String layer = scan.findings().bom().layerOf(component);
    csv.set("layer", layer == null ? "" : layer);
    csv.set("summary", finding.summary() == null ? "" : finding.summary());
    String url = finding.matches().isEmpty() ? null : finding.matches().getFirst().url();
    csv.set("url", url == null ? "" : url);
  }

  private void observation(int index, Observation observation) throws IOException {
    start("observation", observation.rule());
    csv.set("severity", observation.severity().word());
    csv.set("path", observation.path() == null ? "" : observation.path());
    String layer = scan.findings().bom().layerId(observation.layer());
    csv.set("layer", layer == null ? "" : layer);
    place(places.ofLayer(observation.layer()));
    csv.set("summary", observation.message());
    csv.set("action", observation.remedy());
    judged(new Subject.OfObservation(index));
    csv.end();
  }

  private void objection(Violation violation) throws IOException {
    switch (violation.subject()) {
      case Subject.OfFinding _, Subject.OfObservation _ -> {
        // in the line of what it speaks of
      }
      case Subject.OfComponent(int index) -> {
        Component component = scan.findings().bom().components().get(index);
        start("policy", violation.rule());
        csv.set("component", component.name());
        csv.set("version", component.version());
        csv.set("type", component.type());
        csv.set("purl", component.purl().toString());
        csv.set("path", component.locations().getFirst().path());
        rule(violation);
      }
      case Subject.OfImage() -> {
        start("policy", violation.rule());
        rule(violation);
      }
    }
  }

  private void rule(Violation violation) throws IOException {
    csv.set("verdict", violation.level().word());
    csv.set("rules", violation.rule());
    csv.set("summary", VerdictWords.reason(violation));
    csv.set(
        "action", violation.actions().isEmpty() ? "" : plan.title(violation.actions().getFirst()));
    csv.end();
  }

  private void place(List<Repair.Place> lines) {
    if (!lines.isEmpty()) {
      csv.set("file", lines.getFirst().path());
      csv.set("line", Integer.toString(lines.getFirst().line()));
    }
  }

  /// What the policy says of it; empty where none was asked.
  private void judged(Subject subject) {
    List<String> rules = new ArrayList<>();
    Violation gravest = null;
    for (Violation violation : weights.violations(subject)) {
      rules.add(violation.rule());
      if (gravest == null || violation.level().compareTo(gravest.level()) < 0) {
        gravest = violation;
      }
    }
    Excused excused = weights.excused(subject);
    csv.set("verdict", gravest == null ? "" : gravest.level().word());
    csv.set("rules", String.join(" ", rules));
    csv.set("excused", excused == null ? "" : VerdictWords.excused(excused));
  }

  private static String number(@Nullable Double number) {
    return number == null || !Double.isFinite(number)
        ? ""
        : BigDecimal.valueOf(number).toPlainString();
  }
}
