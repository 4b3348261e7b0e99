package dev.drydock.report.json;

import dev.drydock.advisory.Advisories;
import dev.drydock.advisory.Exploitation;
import dev.drydock.approval.standing.Standing;
import dev.drydock.bom.Bom;
import dev.drydock.bom.Component;
import dev.drydock.hygiene.Observation;
import dev.drydock.json.JsonWriter;
import dev.drydock.match.Finding;
import dev.drydock.match.Findings;
import dev.drydock.match.lifecycle.EndOfLife;
import dev.drydock.match.lifecycle.Release;
import dev.drydock.origin.BaseImage;
import dev.drydock.origin.Origin;
import dev.drydock.policy.Verdict;
import dev.drydock.report.AdvisoryAge;
import dev.drydock.report.Notices;
import dev.drydock.report.Result;
import dev.drydock.report.Words;
import dev.drydock.scan.Scan;
import dev.drydock.triage.Judgement;
import dev.drydock.triage.Prioritisation;
import dev.drydock.vex.Assessment;
import dev.drydock.vex.Statement;
import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A whole scan as JSON: `docs/schema/scan-1.json` is its schema, version 1 of a contract that only
/// grows.
///
/// ```json
/// {
///   "schemaVersion": 1, "image": {…}, "components": […],
///   "findings": [{
///     "id": "CVE-2024-5535", "aliases": ["DSA-5764-1"],
///     "component": {"name": "openssl", "version": "1.1.1w-0+deb11u1", "type": "deb", "purl": "…"},
///     "severity": "critical", "cvss": 9.1, "epss": 0.04, "kev": false,
///     "status": "affected", "fixedIn": ["1.1.1w-0+deb11u2"], "layer": "sha256:…",
///     "origin": "base", "priority": "act", "exposure": "present"
///   }],
///   "plan": {"actions": […]}, "summary": {"findings": 1, "critical": 1}
/// }
/// ```
public final class ScanJson {
  private final Scan report;
  private final JsonWriter json;
  private final boolean predicted;
  private final IdentityHashMap<Component, Integer> places = new IdentityHashMap<>();
  private final @Nullable Verdict verdict;

  private ScanJson(Result result, JsonWriter json, boolean predicted) {
    this.report = result.scan();
    this.verdict = result.verdict();
    this.json = json;
    this.predicted = predicted;
  }

  /// Writes the document; `out` stays open.
  public static void write(Scan report, OutputStream out) throws IOException {
    write(new Result(report), out);
  }

  /// Writes the document, with the verdict where there is one; `out` stays open.
  public static void write(Result result, OutputStream out) throws IOException {
    new ScanJson(result, new JsonWriter(out), false).document();
  }

  /// Writes one document for several images: `docs/schema/images-1.json` is its schema.
  ///
  /// ```json
  /// {"schemaVersion": 1, "images": [{"schemaVersion": 1, "image": {…}, …}, …]}
  /// ```
  public static void writeAll(List<Result> results, OutputStream out) throws IOException {
    JsonWriter json = new JsonWriter(out);
    json.object().member("schemaVersion", 1).array("images");
    for (Result result : results) {
      new ScanJson(result, json, false).document();
    }
    json.end().end().flush();
  }

  /// The same, with all findings as they will be after the plan.
  public static void writePlan(Scan report, OutputStream out) throws IOException {
    new ScanJson(new Result(report), new JsonWriter(out), true).document();
  }

  private void document() throws IOException {
    Findings findings = report.findings();
    Bom bom = findings.bom();
    for (int i = 0; i < bom.components().size(); i++) {
      places.put(bom.components().get(i), i);
    }
    BomJson.start(json, bom, report.creation());
    json.array("findings");
    int[] removedBy = report.removedBy();
    for (int i = 0; i < findings.findings().size(); i++) {
      finding(
          findings.findings().get(i),
          report.judgements().get(i),
          report.assessment().said().get(i),
          removedBy[i] < 0 ? null : removedBy[i]);
    }
    json.end().array("suppressed");
    for (Assessment.Silenced silenced : report.assessment().silenced()) {
      finding(silenced.finding(), new Prioritisation().of(silenced.finding()), silenced.by(), null);
    }
    json.end().array("imageFindings");
    EndOfLife endOfLife = report.endOfLife();
    if (endOfLife != null) {
      endOfLife(endOfLife);
    }
    json.end().array("observations");
    for (Observation observation : report.observations()) {
      observation(observation);
    }
    json.end().member("observed", report.observed());
    base();
    standing();
    new PlanJson(json, report).write(predicted);
    if (verdict != null) {
      new VerdictJson(json, report).write(verdict);
    }
    summary();
    coverage();
    advisories();
    BomJson.rest(json, bom, Notices.of(report));
    json.end().flush();
  }

  private void base() throws IOException {
    BaseImage base = report.origins().base();
    if (base == null) {
      json.member("base", (String) null);
      return;
    }
    json.object("base")
        .member("reference", base.reference())
        .member("digest", base.digest())
        .member("layers", base.layers())
        .member("evidence", base.evidence().words())
        .member("guessed", base.evidence().guessed())
        .end();
  }

  private void standing() throws IOException {
    Standing standing = report.standing();
    if (standing == null) {
      json.member("standing", (String) null);
    } else {
      new StandingJson(json).write(standing);
    }
  }

  /// What made the layer of a component, as the image's history has it; `null` where nobody can
  /// tell.
  private @Nullable String instruction(Component component) {
    List<Bom.LayerSummary> layers = report.findings().bom().subject().layers();
    int layer = component.layer();
    return layer < 0 || layer >= layers.size() ? null : layers.get(layer).createdBy();
  }

  private void observation(Observation observation) throws IOException {
    List<Bom.LayerSummary> layers = report.findings().bom().subject().layers();
    int layer = observation.layer();
    Observation.Place place = observation.place();
    json.object()
        .member("rule", observation.rule())
        .member("severity", observation.severity().word())
        .member("message", observation.message())
        .member("path", observation.path())
        .member("count", observation.count())
        .member("layer", layer < 0 || layer >= layers.size() ? null : layers.get(layer).id())
        .member("instruction", observation.instruction())
        .member("remedy", observation.remedy())
        .member("dockerfile", place == null ? null : place.file())
        .member("dockerfileLine", place == null ? null : (Integer) place.line())
        .end();
  }

  /// @param by the VEX statement that gave it its status; `null` where none did
  /// @param removedBy the index of the action that removes it; `null` where none does
  private void finding(
      Finding finding, Judgement judgement, @Nullable Statement by, @Nullable Integer removedBy)
      throws IOException {
    Exploitation exploitation = finding.exploitation();
    Origin origin = report.origins().of(finding.component());
    Integer line = report.origins().line(finding.component());
    json.object().member("id", finding.id()).member("aliases", finding.aliases());
    json.object("component");
    BomJson.reference(json, finding.component());
    json.end()
        .member("componentIndex", places.get(finding.component()))
        .member("summary", finding.summary())
        .member("severity", Words.of(finding.severity()))
        .member("cvss", finding.cvss())
        .member("epss", exploitation == null ? null : exploitation.epss())
        .member("epssPercentile", exploitation == null ? null : exploitation.percentile())
        .member("kev", exploitation != null && exploitation.kev() != null)
        .member("kevAdded", exploitation == null ? null : exploitation.kev())
        .member("ransomware", exploitation != null && exploitation.ransomware())
        .member("status", Words.of(finding.status()))
        .member("fixedIn", finding.fixedIn())
        .member("published", finding.published() == null ? null : finding.published().toString())
        .member(
            "fixPublished",
            finding.fixPublished() == null ? null : finding.fixPublished().toString())
        .member("layer", report.findings().bom().layerOf(finding.component()))
        .member("origin", origin == null ? null : origin.word())
        .member("instruction", instruction(finding.component()))
        .member("dockerfileLine", line)
        .member("priority", judgement.priority().word())
        .member("priorityReasons", judgement.reasons())
        .member("exposure", judgement.exposure())
        .member("removedBy", removedBy);
    ratings(finding);
    matches(finding);
    if (by != null) {
      statement(by);
    }
    json.end();
  }

  private void statement(Statement by) throws IOException {
    json.object("vex")
        .member("status", by.status().word())
        .member("justification", by.justification())
        .member("impact", by.impact())
        .member("action", by.action())
        .member("timestamp", by.time() == null ? null : by.time().toString())
        .member("author", by.document().author())
        .member("source", by.document().source())
        .member("format", by.document().format())
        .member("document", by.document().id())
        .end();
  }

  private void endOfLife(EndOfLife finding) throws IOException {
    Release.Longer subscription = finding.subscription();
    json.object()
        .member("kind", "end-of-life")
        .member("title", finding.title())
        .member("action", finding.action())
        .member("distro", finding.distribution())
        .member("endOfSupport", finding.release().lastDay().toString())
        .member("subscription", subscription == null ? null : subscription.name())
        .member("subscriptionEnd", subscription == null ? null : subscription.end().toString())
        .member("successor", finding.release().successor())
        .member("source", finding.release().source())
        .end();
  }

  private void ratings(Finding finding) throws IOException {
    json.array("ratings");
    for (Finding.Rating rating : finding.ratings()) {
      json.object()
          .member("source", rating.source())
          .member("severity", Words.of(rating.severity()))
          .member("vector", rating.vector())
          .member("score", rating.score())
          .end();
    }
    json.end();
  }

  private void matches(Finding finding) throws IOException {
    json.array("matches");
    for (Finding.Match match : finding.matches()) {
      json.object()
          .member("advisory", match.advisory())
          .member("ecosystem", match.ecosystem())
          .member("package", match.packageName())
          .member("compared", match.compared())
          .member("scheme", match.scheme())
          .member("reason", match.reason())
          .member("url", match.url())
          .end();
    }
    json.end();
  }

  private void summary() throws IOException {
    Map<Finding.Severity, Integer> severities = new EnumMap<>(Finding.Severity.class);
    long fixable = 0;
    long kev = 0;
    long undetermined = 0;
    long open = 0;
    Set<String> ids = new HashSet<>();
    for (Finding finding : report.findings().findings()) {
      if (!Scan.open(finding)) {
        continue;
      }
      open++;
      ids.add(finding.id());
      severities.merge(finding.severity(), 1, Integer::sum);
      fixable += finding.fixedIn().isEmpty() ? 0 : 1;
      kev += finding.exploitation() != null && finding.exploitation().kev() != null ? 1 : 0;
      undetermined += finding.status() == Finding.Status.UNDETERMINED ? 1 : 0;
    }
    json.object("summary")
        .member("components", report.findings().bom().components().size())
        .member("findings", open)
        .member("vulnerabilities", ids.size());
    for (Finding.Severity severity : Finding.Severity.values()) {
      json.member(Words.of(severity), severities.getOrDefault(severity, 0));
    }
    json.member("fixable", fixable)
        .member("kev", kev)
        .member("undetermined", undetermined)
        .member("unreadable", report.findings().bom().unreadable().size())
        .member("suppressed", report.assessment().silenced().size())
        .member("imageFindings", report.endOfLife() == null ? 0 : 1)
        .end();
  }

  private void coverage() throws IOException {
    json.array("coverage");
    for (Findings.Coverage coverage : report.findings().coverage()) {
      json.object()
          .member("ecosystem", coverage.ecosystem())
          .member("components", coverage.components())
          .member("known", coverage.known())
          .member("distribution", coverage.distribution())
          .end();
    }
    json.end();
  }

  private void advisories() throws IOException {
    Advisories.Metadata metadata = report.findings().advisories();
    json.object("advisories").member("builtAt", metadata.builtAt());
    age("ageDays", AdvisoryAge.days(metadata, report.creation().at()));
    json.array("feeds");
    for (Advisories.Feed feed : metadata.feeds()) {
      json.object()
          .member("name", feed.name())
          .member("source", feed.source())
          .member("records", feed.records())
          .member("newest", feed.newest())
          .member("licence", feed.licence())
          .end();
    }
    json.end().end();
  }

  private void age(String name, OptionalLong days) throws IOException {
    if (days.isPresent()) {
      json.member(name, days.getAsLong());
    } else {
      json.member(name, (String) null);
    }
  }
}
