package dev.drydock.report.sarif;

import dev.drydock.approval.standing.Standing;
import dev.drydock.bom.Bom;
import dev.drydock.json.JsonWriter;
import dev.drydock.policy.Excused;
import dev.drydock.repair.Repair;
import dev.drydock.report.CleanText;
import dev.drydock.report.ImageNames;
import dev.drydock.report.Notices;
import dev.drydock.report.ReportOptions;
import dev.drydock.report.Result;
import dev.drydock.report.StandingWords;
import dev.drydock.report.VerdictWords;
import dev.drydock.report.Weight;
import dev.drydock.scan.Scan;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Results as a SARIF log ([SARIF 2.1.0](https://docs.oasis-open.org/sarif/sarif/v2.1.0/)), one run
/// for each image, in the subset that GitHub's code scanning shows.
///
/// ```json
/// {"version": "2.1.0", "runs": [{
///   "tool": {"driver": {"name": "Drydock", "rules": [{"id": "CVE-2024-5535", …}]}},
///   "results": [{
///     "ruleId": "CVE-2024-5535", "level": "error", "message": {"text": "libssl1.1 1.1.1w has …"},
///     "locations": [{"physicalLocation": {
///       "artifactLocation": {"uri": "Dockerfile"}, "region": {"startLine": 3}}}]
/// }]}]}
/// ```
///
/// What VEX says is no finding is left out: GitHub would show it as an open alert.
public final class SarifReport {
  /// GitHub refuses a file with more results in a run.
  static final int MOST_RESULTS = 25_000;

  /// GitHub shows no more of one result.
  private static final int MOST_PLACES = 100;

  private final JsonWriter json;
  private final ReportOptions options;

  private SarifReport(JsonWriter json, ReportOptions options) {
    this.json = json;
    this.options = options;
  }

  /// Writes the log; `out` stays open.
  public static void write(List<Result> results, ReportOptions options, OutputStream out)
      throws IOException {
    JsonWriter json = new JsonWriter(out);
    json.object()
        .member("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
        .member("version", "2.1.0")
        .array("runs");
    for (Result result : results) {
      new SarifReport(json, options).run(result);
    }
    json.end().end().flush();
  }

  private void run(Result result) throws IOException {
    Scan scan = result.scan();
    SarifContents contents = new SarifContents(result, options.files());
    List<SarifResult> all = contents.results();
    List<SarifResult> shown = all.subList(0, Math.min(all.size(), MOST_RESULTS));
    List<SarifRule> rules = contents.rules(shown);
    json.object();
    json.object("tool").object("driver");
    json.member("name", "Drydock").member("version", scan.creation().version());
    rules(rules);
    json.end().end();
    Bom.Subject image = scan.findings().bom().subject();
    json.object("automationDetails")
        .member(
            "id",
            "drydock/" + ImageNames.lasting(image) + "/" + SarifText.uri(image.platform()) + "/")
        .end();
    invocation(scan, all.size());
    json.member("columnKind", "utf16CodeUnits");
    results(shown, rules, image);
    properties(result);
    json.end();
  }

  private void rules(List<SarifRule> rules) throws IOException {
    json.array("rules");
    for (SarifRule rule : rules) {
      json.object().member("id", rule.id());
      json.object("shortDescription").member("text", rule.title()).end();
      json.object("fullDescription").member("text", rule.description()).end();
      json.object("help")
          .member("text", rule.text())
          .member("markdown", rule.markdown())
          .end()
          .optional("helpUri", rule.page())
          .object("properties")
          .member("tags", rule.tags())
          .member("precision", "very-high")
          .member("security-severity", Double.toString(rule.severity()))
          .end()
          .end();
    }
    json.end();
  }

  private void invocation(Scan scan, int count) throws IOException {
    json.array("invocations").object();
    json.member("executionSuccessful", true).member("endTimeUtc", scan.creation().at().toString());
    json.array("toolExecutionNotifications");
    if (count > MOST_RESULTS) {
      notification(
          "Only the gravest "
              + MOST_RESULTS
              + " of "
              + count
              + " results are here: services refuse"
              + " more. The JSON report has all.");
    }
    List<String> notices = new ArrayList<>(scan.findings().bom().subject().warnings());
    if (scan.standing() != null && !StandingWords.good(scan.standing())) {
      notices.addFirst(StandingWords.whole(scan.standing()));
    }
    notices.addAll(Notices.of(scan));
    for (Bom.Unreadable unreadable : scan.findings().bom().unreadable()) {
      notices.add(unreadable.path() + " could not be read: " + unreadable.reason());
    }
    for (String notice : notices) {
      notification(notice);
    }
    json.end().end().end();
  }

  private void notification(String words) throws IOException {
    json.object().member("level", "warning");
    json.object("message").member("text", SarifText.message(words)).end().end();
  }

  private void results(List<SarifResult> results, List<SarifRule> rules, Bom.Subject image)
      throws IOException {
    Map<String, Integer> index = new HashMap<>();
    for (SarifRule rule : rules) {
      index.put(rule.id(), index.size());
    }
    Map<String, Integer> told = new HashMap<>();
    json.array("results");
    for (SarifResult result : results) {
      json.object()
          .member("ruleId", result.rule())
          .member("ruleIndex", index.get(result.rule()))
          .member("level", level(result.weight()));
      json.object("message").member("text", SarifText.message(result.message())).end();
      locations(result, image);
      int times = told.merge(result.fingerprint(), 1, Integer::sum);
      json.object("partialFingerprints")
          .member("primaryLocationLineHash", result.fingerprint().substring(0, 16) + ":" + times)
          .member("drydock/v1", result.fingerprint() + ":" + times)
          .end();
      suppression(result);
      json.object("properties");
      for (Map.Entry<String, String> property : result.properties().entrySet()) {
        json.member(property.getKey(), CleanText.line(property.getValue()));
      }
      json.end().end();
    }
    json.end();
  }

  private static String level(Weight weight) {
    return switch (weight) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case NOTE, EXCUSED -> "note";
    };
  }

  /// GitHub takes no result without a physical location: where no line of the project is known, it
  /// is the path within the image.
  private void locations(SarifResult result, Bom.Subject image) throws IOException {
    json.array("locations");
    List<Repair.Place> places = result.places();
    for (Repair.Place place : places.subList(0, Math.min(places.size(), MOST_PLACES))) {
      location(place.path(), place.line(), result, image);
    }
    if (places.isEmpty()) {
      location(result.path() == null ? "image" : result.path(), 1, result, image);
    }
    json.end();
  }

  private void location(String path, int line, SarifResult result, Bom.Subject image)
      throws IOException {
    json.object().object("physicalLocation");
    json.object("artifactLocation").member("uri", SarifText.uri(path)).end();
    json.object("region").member("startLine", line).end().end();
    json.array("logicalLocations").object();
    json.member("name", CleanText.line(result.name()))
        .member(
            "fullyQualifiedName",
            CleanText.line(image.reference() + (result.path() == null ? "" : ":/" + result.path())))
        .member("kind", "package")
        .end()
        .end()
        .end();
  }

  private void suppression(SarifResult result) throws IOException {
    Excused excused = result.excused();
    if (excused != null && result.weight() == Weight.EXCUSED) {
      json.array("suppressions").object();
      json.member("kind", "external")
          .member("status", "accepted")
          .member("justification", CleanText.line(VerdictWords.excused(excused)))
          .end()
          .end();
    }
  }

  private void properties(Result result) throws IOException {
    Bom.Subject image = result.scan().findings().bom().subject();
    json.object("properties")
        .member("image", CleanText.line(image.reference()))
        .optional("digest", image.digest())
        .optional("imageId", image.imageId())
        .member("platform", image.platform());
    if (result.verdict() != null) {
      json.member("verdict", result.verdict().passes() ? "pass" : "fail");
    }
    Standing standing = result.scan().standing();
    if (standing != null) {
      json.member("baseStatus", standing.status().word())
          .member("base", StandingWords.line(standing));
    }
    json.end();
  }
}
