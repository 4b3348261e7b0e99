package dev.drydock.report;

import dev.drydock.bom.Component;
import dev.drydock.match.Finding;
import dev.drydock.policy.Excused;
import dev.drydock.policy.Level;
import dev.drydock.policy.Subject;
import dev.drydock.policy.Verdict;
import dev.drydock.policy.Violation;
import dev.drydock.scan.Scan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a policy says of an image, in the words of every report for people.
public final class VerdictWords {
  private VerdictWords() {}

  /// In two words, to stand before everything else.
  public static String title(Verdict verdict) {
    return verdict.passes() ? "PASSED" : "STOPPED";
  }

  /// `the policy stops this image: 3 objections to 2 rules, 4 warnings, 1 excused`.
  public static String whole(Verdict verdict) {
    List<String> parts = new ArrayList<>();
    int denied = verdict.of(Level.DENY).size();
    if (denied > 0) {
      parts.add(
          ScanWords.counted(denied, "objection")
              + " by "
              + ScanWords.counted(byRule(verdict, Level.DENY).size(), "rule"));
    }
    int warned = verdict.of(Level.WARN).size();
    if (warned > 0) {
      parts.add(ScanWords.counted(warned, "warning"));
    }
    int told = verdict.of(Level.INFO).size();
    if (told > 0) {
      parts.add(ScanWords.counted(told, "note"));
    }
    if (!verdict.excused().isEmpty()) {
      parts.add(verdict.excused().size() + " excused");
    }
    return (verdict.passes() ? "the policy lets this image pass" : "the policy stops this image")
        + (parts.isEmpty() ? "" : ": " + String.join(", ", parts));
  }

  /// Violations of one level under their rules, in their order.
  public static Map<String, List<Violation>> byRule(Verdict verdict, Level level) {
    Map<String, List<Violation>> byRule = new LinkedHashMap<>();
    for (Violation violation : verdict.of(level)) {
      byRule.computeIfAbsent(violation.rule(), _ -> new ArrayList<>()).add(violation);
    }
    return byRule;
  }

  /// `CVE-2024-5535 in libssl1.1 1.1.1w`.
  public static String subject(Scan scan, Subject subject) {
    return switch (subject) {
      case Subject.OfFinding(int index) -> finding(scan.findings().findings().get(index));
      case Subject.OfObservation(int index) -> scan.observations().get(index).message();
      case Subject.OfComponent(int index) ->
          component(scan.findings().bom().components().get(index));
      case Subject.OfImage() -> scan.findings().bom().subject().reference();
    };
  }

  public static String finding(Finding finding) {
    return finding.id() + " in " + component(finding.component());
  }

  public static String component(Component component) {
    return component.version().isEmpty()
        ? component.name()
        : component.name() + " " + component.version();
  }

  /// What is objected to, why, and what lessens it, in one line.
  public static String violation(Scan scan, Violation violation) {
    return subject(scan, violation.subject()) + ": " + reason(violation);
  }

  /// Why, and what lessens it.
  public static String reason(Violation violation) {
    return violation.reason()
        + (violation.lessened() == null ? "" : " (" + violation.lessened() + ")");
  }

  /// `excused by alice until 2027-01-31: not reachable`.
  public static String excused(Excused excused) {
    return "excused by "
        + excused.owner()
        + (excused.until() == null ? "" : " until " + excused.until())
        + ": "
        + excused.reason();
  }
}
