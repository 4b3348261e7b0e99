package dev.drydock.report.gitlab;

import dev.drydock.approval.standing.Standing;
import dev.drydock.bom.Bom;
import dev.drydock.bom.Component;
import dev.drydock.bom.Distribution;
import dev.drydock.fix.Plan;
import dev.drydock.json.JsonWriter;
import dev.drydock.match.Finding;
import dev.drydock.repair.Repair;
import dev.drydock.report.CleanText;
import dev.drydock.report.Fingerprint;
import dev.drydock.report.Links;
import dev.drydock.report.Notices;
import dev.drydock.report.Places;
import dev.drydock.report.PlanWords;
import dev.drydock.report.ReportOptions;
import dev.drydock.report.Result;
import dev.drydock.report.StandingWords;
import dev.drydock.report.VerdictWords;
import dev.drydock.report.Words;
import dev.drydock.scan.Scan;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A result as a security report of GitLab's, [schema
/// 15.2.1](https://gitlab.com/gitlab-org/security-products/security-report-schemas): what
/// `artifacts:reports:container_scanning` and `dependency_scanning` take.
///
/// ```json
/// {"version": "15.2.1", "scan": {"type": "container_scanning", "status": "success", …},
///  "vulnerabilities": [{
///    "id": "…", "name": "CVE-2024-5535 in openssl", "severity": "Critical",
///    "solution": "Upgrade openssl 1.1.1w → 1.1.1w-2.",
///    "identifiers": [{"type": "cve", "name": "CVE-2024-5535", "value": "CVE-2024-5535"}],
///    "location": {"dependency": {"package": {"name": "openssl"}, "version": "1.1.1w"},
///                 "operating_system": "debian:11", "image": "debian:11"}}]}
/// ```
///
/// GitLab has no word for a verdict and decides by policies of its own: the report has all findings
/// that are open, whatever a policy of Drydock's says.
public final class GitLabReport {
  private static final String VERSION = "15.2.1";
  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_SOLUTION = 7_000;
  private static final int LONGEST_TEXT = 10_000;
  private static final int MOST_LINKS = 20;

  /// Which of GitLab's reports.
  public enum Kind {
    /// all packages of the image
    CONTAINER_SCANNING("container_scanning"),
    /// what the application brings, without packages of the distribution
    DEPENDENCY_SCANNING("dependency_scanning");

    private final String word;

    Kind(String word) {
      this.word = word;
    }
  }

  private final Kind kind;
  private final Scan scan;
  private final JsonWriter json;
  private final Places places;
  private final PlanWords plan;
  private final Map<Integer, Plan.Reason> staying;
  private final Map<String, Integer> told = new HashMap<>();

  private GitLabReport(Kind kind, Scan scan, ReportOptions options, JsonWriter json) {
    this.kind = kind;
    this.scan = scan;
    this.json = json;
    this.places = new Places(scan, options.files());
    this.plan = new PlanWords(scan);
    this.staying = plan.reasons();
  }

  /// Writes the report; `out` stays open.
  public static void write(Kind kind, Result result, ReportOptions options, OutputStream out)
      throws IOException {
    JsonWriter json = new JsonWriter(out);
    new GitLabReport(kind, result.scan(), options, json).document();
    json.flush();
  }

  private void document() throws IOException {
    json.object().member("version", VERSION);
    scan();
    json.array("vulnerabilities");
    for (int index : scan.open()) {
      Finding finding = scan.findings().findings().get(index);
      if (kind == Kind.CONTAINER_SCANNING || finding.component().os() == null) {
        vulnerability(index, finding);
      }
    }
    json.end().end();
  }

  private void scan() throws IOException {
    String at = scan.creation().at().toString().substring(0, 19);
    json.object("scan")
        .member("type", kind.word)
        .member("status", "success")
        .member("start_time", at)
        .member("end_time", at);
    tool("analyzer");
    tool("scanner");
    json.array("messages");
    List<String> notices = new ArrayList<>(scan.findings().bom().subject().warnings());
    notices.addAll(Notices.of(scan));
    if (scan.endOfLife() != null) {
      notices.addFirst(scan.endOfLife().title() + ". " + scan.endOfLife().action());
    }
    for (Bom.Unreadable unreadable : scan.findings().bom().unreadable()) {
      notices.add(unreadable.path() + " could not be read: " + unreadable.reason());
    }
    Standing standing = scan.standing();
    if (standing != null) {
      message(StandingWords.good(standing) ? "info" : "warn", StandingWords.whole(standing));
    }
    for (String notice : notices) {
      message("warn", notice);
    }
    json.end().end();
  }

  private void message(String level, String words) throws IOException {
    json.object()
        .member("level", level)
        .member("value", filled(CleanText.line(words, LONGEST_TEXT)))
        .end();
  }

  private void tool(String name) throws IOException {
    json.object(name).member("id", "drydock").member("name", "Drydock");
    json.object("vendor").member("name", "Drydock").end();
    json.member("version", filled(scan.creation().version())).end();
  }

  private void vulnerability(int index, Finding finding) throws IOException {
    Component component = finding.component();
    String id =
        Fingerprint.hex(
            finding.id(), component.purl().toString(), component.locations().getFirst().path());
    int times = told.merge(id, 1, Integer::sum);
    json.object()
        .member("id", Fingerprint.uuid(id, Integer.toString(times)).toString())
        .member("name", CleanText.line(finding.id() + " in " + component.name(), LONGEST_NAME))
        .member("description", description(index, finding))
        .member("severity", severity(finding.severity()));
    String advice = plan.advice(places.removers(index), staying.get(index));
    if (advice != null) {
      json.member("solution", CleanText.line(advice, LONGEST_SOLUTION));
    }
    identifiers(finding);
    vectors(finding);
    links(finding);
    location(index, component);
    details(index, finding);
    json.end();
  }

  private String description(int index, Finding finding) {
    StringBuilder description = new StringBuilder();
    if (finding.summary() != null && !finding.summary().isBlank()) {
      description.append(finding.summary().strip()).append(" — ");
    }
    description
        .append(VerdictWords.component(finding.component()))
        .append(": priority ")
        .append(scan.judgements().get(index).priority().word())
        .append(", ")
        .append(String.join("; ", scan.judgements().get(index).reasons()));
    if (!finding.matches().isEmpty()) {
      description.append("; ").append(finding.matches().getFirst().reason());
    }
    return CleanText.line(description.toString(), LONGEST_TEXT);
  }

  private static String severity(Finding.Severity severity) {
    return switch (severity) {
      case CRITICAL -> "Critical";
      case HIGH -> "High";
      case MEDIUM -> "Medium";
      case LOW -> "Low";
      case NEGLIGIBLE -> "Info";
      case UNKNOWN -> "Unknown";
    };
  }

  private void identifiers(Finding finding) throws IOException {
    json.array("identifiers");
    for (Identifier identifier : Identifier.of(finding)) {
      json.object()
          .member("type", identifier.type())
          .member("name", identifier.value())
          .member("value", identifier.value())
          .optional("url", identifier.url())
          .end();
    }
    json.end();
  }

  private void vectors(Finding finding) throws IOException {
    List<Finding.Rating> known = new ArrayList<>();
    for (Finding.Rating rating : finding.ratings()) {
      if (rating.vector() != null && GitLabVector.allowed(rating.vector()) && known.size() < 10) {
        known.add(rating);
      }
    }
    if (known.isEmpty()) {
      return;
    }
    json.array("cvss_vectors");
    for (Finding.Rating rating : known) {
      json.object()
          .member("vendor", filled(CleanText.line(rating.source(), LONGEST_NAME)))
          .member("vector", rating.vector())
          .end();
    }
    json.end();
  }

  private void links(Finding finding) throws IOException {
    List<String> links = Links.of(finding);
    json.array("links");
    for (String link : links.subList(0, Math.min(MOST_LINKS, links.size()))) {
      json.object().member("url", link).end();
    }
    json.end();
  }

  private void location(int index, Component component) throws IOException {
    json.object("location");
    if (kind == Kind.DEPENDENCY_SCANNING) {
      List<Repair.Place> lines = places.ofFinding(index);
      json.member(
          "file",
          filled(
              CleanText.line(
                  lines.isEmpty()
                      ? component.locations().getFirst().path()
                      : lines.getFirst().path())));
    }
    json.object("dependency").object("package");
    json.member("name", CleanText.line(component.name()))
        .end()
        .member("version", CleanText.line(component.version()))
        .end();
    if (kind == Kind.CONTAINER_SCANNING) {
      json.member("operating_system", system())
          .member("image", filled(CleanText.line(scan.findings().bom().subject().reference())));
    }
    json.end();
  }

  private String system() {
    Distribution distribution = scan.findings().bom().distribution();
    return distribution == null
        ? "unknown"
        : filled(CleanText.line(distribution.id() + ":" + distribution.versionId()));
  }

  /// What GitLab shows beside a vulnerability.
  private void details(int index, Finding finding) throws IOException {
    json.object("details");
    detail("priority", "Priority", scan.judgements().get(index).priority().word());
    detail("status", "Status", Words.of(finding.status()));
    detail("purl", "Package", CleanText.line(finding.component().purl().toString()));
    detail("path", "Found in", CleanText.line(finding.component().locations().getFirst().path()));
    String layer = scan.findings().bom().layerOf(finding.component());
    if (layer != null) {
      detail("layer", "Layer", CleanText.line(layer));
    }
    for (Repair.Place place : places.ofFinding(index)) {
      json.object("line")
          .member("name", "Change it in")
          .member("type", "file-location")
          .member("file_name", filled(CleanText.line(place.path())))
          .member("line_start", place.line())
          .end();
      break;
    }
    json.end();
  }

  private void detail(String key, String name, String value) throws IOException {
    json.object(key).member("name", name).member("type", "text").member("value", value).end();
  }

  /// GitLab wants at least one character.
  private static String filled(String words) {
    return words.isBlank() ? "unknown" : words;
  }
}
