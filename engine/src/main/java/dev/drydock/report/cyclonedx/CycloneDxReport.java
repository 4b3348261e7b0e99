package dev.drydock.report.cyclonedx;

import dev.drydock.approval.standing.Standing;
import dev.drydock.bom.Bom;
import dev.drydock.bom.Component;
import dev.drydock.bom.cyclonedx.CycloneDxJson;
import dev.drydock.json.JsonWriter;
import dev.drydock.match.Finding;
import dev.drydock.policy.Excused;
import dev.drydock.policy.Subject;
import dev.drydock.report.CleanText;
import dev.drydock.report.Fingerprint;
import dev.drydock.report.PlanWords;
import dev.drydock.report.Result;
import dev.drydock.report.VerdictWords;
import dev.drydock.report.Weights;
import dev.drydock.scan.Scan;
import dev.drydock.vex.Assessment;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A result as CycloneDX 1.6 in JSON: the bill of materials, and in `vulnerabilities` what is wrong
/// with its components, rated, with the state that VEX statements and exceptions give it.
///
/// ```json
/// {"bomFormat": "CycloneDX", "components": […], "vulnerabilities": [{
///   "id": "CVE-2024-5535", "ratings": [{"severity": "critical", "score": 9.1, "method": "CVSSv31"}],
///   "recommendation": "Upgrade openssl 1.1.1w → 1.1.1w-2.",
///   "analysis": {"state": "in_triage"}, "affects": [{"ref": "pkg:deb/debian/openssl@1.1.1w"}]}]}
/// ```
///
/// Findings of one vulnerability that have the same state are one entry.
public final class CycloneDxReport implements CycloneDxJson.More {
  private final Result result;
  private final Scan scan;
  private final Map<Entry, List<Component>> entries = new LinkedHashMap<>();

  private CycloneDxReport(Result result) {
    this.result = result;
    this.scan = result.scan();
  }

  /// Writes the document; `out` stays open.
  public static void write(Result result, OutputStream out) throws IOException {
    CycloneDxReport report = new CycloneDxReport(result);
    report.collect();
    Scan scan = result.scan();
    CycloneDxJson.write(scan.findings().bom(), scan.creation(), report, out);
  }

  /// What findings have to have in common to be told of together.
  ///
  /// @param example has the id, the ratings and what else belongs to the vulnerability
  private record Entry(
      String id,
      Analysis analysis,
      @Nullable String recommendation,
      @Nullable String priority,
      Example example) {}

  /// Equal to all others: of several findings the first one tells.
  private record Example(Finding finding) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Example;
    }

    @Override
    public int hashCode() {
      return 1;
    }
  }

  private void collect() {
    PlanWords plan = new PlanWords(scan);
    var removers = plan.removers();
    var staying = plan.reasons();
    Weights weights = new Weights(result);
    for (int index : scan.open()) {
      Finding finding = scan.findings().findings().get(index);
      Excused excused = weights.excused(new Subject.OfFinding(index));
      add(
          finding,
          Analysis.of(
              finding,
              scan.assessment().said().get(index),
              excused == null ? null : VerdictWords.excused(excused)),
          plan.advice(removers.get(index), staying.get(index)),
          scan.judgements().get(index).priority().word());
    }
    for (Assessment.Silenced silenced : scan.assessment().silenced()) {
      add(silenced.finding(), Analysis.of(silenced.by()), null, null);
    }
  }

  private void add(
      Finding finding,
      Analysis analysis,
      @Nullable String recommendation,
      @Nullable String priority) {
    entries
        .computeIfAbsent(
            new Entry(finding.id(), analysis, recommendation, priority, new Example(finding)),
            _ -> new ArrayList<>())
        .add(finding.component());
  }

  @Override
  public String serialNumber(String without) {
    List<String> parts = new ArrayList<>(List.of(without));
    entries.forEach((entry, components) -> parts.add(entry + " " + components.size()));
    parts.add(String.valueOf(scan.findings().advisories().builtAt()));
    if (scan.standing() != null) {
      parts.add(scan.standing().told());
    }
    return "urn:uuid:" + Fingerprint.uuid(parts.toArray(String[]::new));
  }

  @Override
  public void write(JsonWriter json, List<String> references) throws IOException {
    Bom bom = scan.findings().bom();
    IdentityHashMap<Component, String> byComponent = new IdentityHashMap<>();
    for (int i = 0; i < references.size(); i++) {
      byComponent.put(bom.components().get(i), references.get(i));
    }
    json.array("vulnerabilities");
    int number = 0;
    for (Map.Entry<Entry, List<Component>> one : entries.entrySet()) {
      Entry entry = one.getKey();
      Finding finding = entry.example().finding();
      json.object().member("bom-ref", "vulnerability-" + ++number);
      VulnerabilityJson.identity(json, finding);
      VulnerabilityJson.ratings(json, finding);
      json.optional("description", blankless(finding.summary()))
          .optional("recommendation", blankless(entry.recommendation()));
      VulnerabilityJson.advisories(json, finding);
      entry.analysis().write(json);
      affects(json, finding, one.getValue(), byComponent);
      VulnerabilityJson.properties(json, finding, entry.priority());
      json.end();
    }
    json.end();
    Standing standing = scan.standing();
    if (standing != null) {
      standing(json.array("properties"), standing);
    }
  }

  private static void standing(JsonWriter json, Standing standing) throws IOException {
    property(json, "status", standing.status().word());
    Standing.Base base = standing.base();
    if (base != null) {
      property(json, "reference", base.reference());
      property(json, "digest", base.digest());
      property(json, "family", base.family());
      property(json, "variant", base.variant());
      property(json, "approved-by", String.join(", ", base.approvedBy()));
    }
    property(json, "told", CleanText.line(standing.told()));
    json.end();
  }

  private static void property(JsonWriter json, String name, String value) throws IOException {
    json.object().member("name", "drydock:base:" + name).member("value", value).end();
  }

  private static @Nullable String blankless(@Nullable String words) {
    return words == null || words.isBlank() ? null : CleanText.line(words);
  }

  private static void affects(
      JsonWriter json, Finding finding, List<Component> components, Map<Component, String> known)
      throws IOException {
    json.array("affects");
    for (Component component : components) {
      String reference = known.get(component);
      json.object().member("ref", reference == null ? component.purl().toString() : reference);
      json.array("versions").object();
      json.member("version", component.version().isEmpty() ? "unknown" : component.version())
          .member(
              "status",
              switch (finding.status()) {
                case AFFECTED, WILL_NOT_FIX -> "affected";
                case FIXED, NOT_AFFECTED -> "unaffected";
                case UNDER_INVESTIGATION, UNDETERMINED -> "unknown";
              })
          .end()
          .end()
          .end();
    }
    json.end();
  }
}
