package dev.drydock.report.sarif;

import dev.drydock.bom.Component;
import dev.drydock.fix.Plan;
import dev.drydock.hygiene.Observation;
import dev.drydock.match.Finding;
import dev.drydock.match.lifecycle.EndOfLife;
import dev.drydock.origin.Origin;
import dev.drydock.policy.Subject;
import dev.drydock.policy.Violation;
import dev.drydock.repair.Repair;
import dev.drydock.report.CleanText;
import dev.drydock.report.Fingerprint;
import dev.drydock.report.Places;
import dev.drydock.report.PlanWords;
import dev.drydock.report.ProjectFiles;
import dev.drydock.report.Result;
import dev.drydock.report.VerdictWords;
import dev.drydock.report.Weight;
import dev.drydock.report.Weights;
import dev.drydock.report.Words;
import dev.drydock.scan.Scan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All that a run tells of one image: each finding, each observation, and what a policy objects to
/// in the image as a whole or in a component.
final class SarifContents {
  static final String END_OF_LIFE = "drydock/end-of-life";

  private final Result result;
  private final Scan scan;
  private final Weights weights;
  private final Places places;
  private final PlanWords plan;
  private final Map<Integer, Plan.Reason> staying;

  SarifContents(Result result, ProjectFiles files) {
    this.result = result;
    this.scan = result.scan();
    this.weights = new Weights(result);
    this.places = new Places(scan, files);
    this.plan = new PlanWords(scan);
    this.staying = plan.reasons();
  }

  /// The gravest first.
  List<SarifResult> results() {
    List<SarifResult> all = new ArrayList<>();
    policy(all);
    for (int index : scan.open()) {
      all.add(finding(index));
    }
    if (scan.endOfLife() != null) {
      all.add(endOfLife(scan.endOfLife()));
    }
    for (int i = 0; i < scan.observations().size(); i++) {
      all.add(observation(i, scan.observations().get(i)));
    }
    all.sort(Comparator.comparing(SarifResult::weight));
    return all;
  }

  /// Those of the results, in their order.
  List<SarifRule> rules(List<SarifResult> results) {
    SarifRules rules = new SarifRules(scan, plan);
    Map<String, SarifRule> byId = new LinkedHashMap<>();
    for (SarifResult one : results) {
      byId.computeIfAbsent(one.rule(), rules::of);
    }
    return new ArrayList<>(byId.values());
  }

  private SarifResult finding(int index) {
    Finding finding = scan.findings().findings().get(index);
    Component component = finding.component();
    Subject subject = new Subject.OfFinding(index);
    StringBuilder message = new StringBuilder();
    message
        .append(VerdictWords.component(component))
        .append(" has ")
        .append(finding.id())
        .append(" (")
        .append(Words.of(finding.severity()))
        .append("). ");
    String advice = plan.advice(places.removers(index), staying.get(index));
    message.append(advice == null ? "" : advice + " ");
    Origin origin = scan.origins().of(component);
    if (origin != null) {
      message.append(
          origin == Origin.BASE
              ? "It came with the base image. "
              : "It was added on top of the base image. ");
    }
    message.append("Found in ").append(component.locations().getFirst().path()).append('.');
    objections(message, subject);
    return new SarifResult(
        SarifText.id(finding.id()),
        weights.ofFinding(index),
        message.toString(),
        places.ofFinding(index),
        component.locations().getFirst().path(),
        VerdictWords.component(component),
        Fingerprint.hex(
            finding.id(),
            component.type(),
            component.name(),
            component.locations().getFirst().path()),
        weights.excused(subject),
        properties(index, finding));
  }

  private Map<String, String> properties(int index, Finding finding) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("purl", finding.component().purl().toString());
    properties.put("status", Words.of(finding.status()));
    properties.put("fixedIn", String.join(", ", finding.fixedIn()));
    properties.put("priority", scan.judgements().get(index).priority().word());
    properties.put("because", String.join("; ", scan.judgements().get(index).reasons()));
    String layer = scan.findings().bom().layerOf(finding.component());
    if (layer != null) {
      properties.put("layer", layer);
    }
    return properties;
  }

  private void objections(StringBuilder message, Subject subject) {
    for (Violation violation : weights.violations(subject)) {
      message
          .append(" Rule ")
          .append(violation.rule())
          .append(": ")
          .append(VerdictWords.reason(violation))
          .append('.');
    }
  }

  private SarifResult endOfLife(EndOfLife finding) {
    return new SarifResult(
        END_OF_LIFE,
        weights.ofEndOfLife(),
        finding.title() + ". " + finding.action() + ".",
        List.of(),
        null,
        finding.distribution(),
        Fingerprint.hex(END_OF_LIFE, finding.distribution()),
        null,
        Map.of("source", finding.release().source()));
  }

  private SarifResult observation(int index, Observation observation) {
    Subject subject = new Subject.OfObservation(index);
    StringBuilder message = new StringBuilder(CleanText.capital(observation.message()));
    message.append(". ").append(CleanText.capital(observation.remedy()));
    objections(message, subject);
    List<Repair.Place> lines = places.ofLayer(observation.layer());
    return new SarifResult(
        SarifText.id(SarifRules.OBSERVATION + observation.rule()),
        weights.ofObservation(index),
        message.toString(),
        lines,
        observation.path(),
        observation.rule(),
        Fingerprint.hex(observation.rule(), path(observation.path())),
        weights.excused(subject),
        Map.of());
  }

  private static String path(@Nullable String path) {
    return path == null ? "" : path;
  }

  /// What is objected to beside findings and observations.
  private void policy(List<SarifResult> all) {
    if (result.verdict() == null) {
      return;
    }
    for (Violation violation : result.verdict().violations()) {
      switch (violation.subject()) {
        case Subject.OfFinding _, Subject.OfObservation _ -> {
          // said where these are told of
        }
        case Subject.OfComponent(int index) ->
            all.add(
                objection(
                    violation,
                    scan.findings().bom().components().get(index).locations().getFirst().path()));
        case Subject.OfImage() -> all.add(objection(violation, null));
      }
    }
  }

  private SarifResult objection(Violation violation, @Nullable String path) {
    String subject = VerdictWords.subject(scan, violation.subject());
    List<Repair.Place> lines = new ArrayList<>();
    for (int action : violation.actions()) {
      lines.addAll(places.ofAction(action));
    }
    Weight weight = Weights.of(violation.level());
    return new SarifResult(
        SarifText.id(SarifRules.POLICY + violation.rule()),
        weight,
        VerdictWords.violation(scan, violation) + ".",
        lines,
        path,
        subject,
        Fingerprint.hex(SarifRules.POLICY, violation.rule(), path == null ? "" : subject),
        null,
        Map.of());
  }
}
