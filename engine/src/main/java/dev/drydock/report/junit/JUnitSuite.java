package dev.drydock.report.junit;

import dev.drydock.fix.Plan;
import dev.drydock.hygiene.Observation;
import dev.drydock.match.Finding;
import dev.drydock.match.lifecycle.EndOfLife;
import dev.drydock.policy.Excused;
import dev.drydock.policy.Subject;
import dev.drydock.policy.Violation;
import dev.drydock.repair.Repair;
import dev.drydock.report.CleanText;
import dev.drydock.report.Links;
import dev.drydock.report.Notices;
import dev.drydock.report.Places;
import dev.drydock.report.PlanWords;
import dev.drydock.report.ProjectFiles;
import dev.drydock.report.Result;
import dev.drydock.report.ScanWords;
import dev.drydock.report.VerdictWords;
import dev.drydock.report.Vulnerabilities;
import dev.drydock.report.Weight;
import dev.drydock.report.Weights;
import dev.drydock.report.Words;
import dev.drydock.scan.Scan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One image as a suite of tests, the failed ones first.
///
/// @param summary what the whole comes to, in lines
record JUnitSuite(String name, List<Case> cases, String summary) {

  /// @param group what it is shown under
  /// @param message one line
  /// @param type a word for the kind of failure
  record Case(
      String group, String name, Weight weight, String type, String message, List<String> lines) {}

  long count(Weight weight) {
    return cases.stream().filter(one -> one.weight() == weight).count();
  }

  static JUnitSuite of(Result result, ProjectFiles files) {
    return new Builder(result, files).suite();
  }

  /// Turns one result into a suite.
  private static final class Builder {
    private final Result result;
    private final Scan scan;
    private final Weights weights;
    private final Places places;
    private final PlanWords plan;
    private final String image;
    private final List<Case> cases = new ArrayList<>();

    Builder(Result result, ProjectFiles files) {
      this.result = result;
      this.scan = result.scan();
      this.weights = new Weights(result);
      this.places = new Places(scan, files);
      this.plan = new PlanWords(scan);
      this.image = CleanText.line(scan.findings().bom().subject().reference(), 200);
    }

    JUnitSuite suite() {
      policy();
      Map<Integer, Plan.Reason> staying = plan.reasons();
      for (int index : scan.open()) {
        finding(index, plan.advice(places.removers(index), staying.get(index)));
      }
      EndOfLife end = scan.endOfLife();
      if (end != null) {
        cases.add(
            new Case(
                image,
                end.title(),
                weights.ofEndOfLife(),
                "end-of-life",
                end.action(),
                List.of(end.action(), end.release().source())));
      }
      for (int i = 0; i < scan.observations().size(); i++) {
        observation(i);
      }
      if (cases.isEmpty()) {
        ScanWords.Nothing nothing = ScanWords.nothing(scan);
        cases.add(
            new Case(
                image,
                nothing.title().isEmpty() ? "Nothing was recognised" : nothing.title(),
                nothing.good() ? Weight.NOTE : Weight.WARNING,
                "nothing",
                nothing.words(),
                List.of(nothing.words())));
      }
      cases.sort(Comparator.comparing(Case::weight));
      return new JUnitSuite(image, List.copyOf(cases), summary());
    }

    private String summary() {
      StringBuilder summary = new StringBuilder();
      if (result.verdict() != null) {
        line(
            summary,
            VerdictWords.title(result.verdict()) + ": " + VerdictWords.whole(result.verdict()));
        for (String note : result.verdict().notes()) {
          line(summary, note);
        }
      }
      line(summary, ScanWords.subject(scan.findings().bom()));
      Vulnerabilities all = Vulnerabilities.of(scan.findings().findings(), scan.open());
      if (!all.isEmpty()) {
        line(summary, ScanWords.known(all));
      }
      if (!scan.plan().actions().isEmpty()) {
        line(summary, plan.whole());
        for (int i = 0; i < scan.plan().actions().size(); i++) {
          Repair repair = scan.repair(i);
          line(
              summary,
              (i + 1)
                  + ". "
                  + plan.title(i)
                  + ": "
                  + plan.removes(scan.plan().actions().get(i).removes())
                  + (repair == null ? "" : " → " + PlanWords.where(repair)));
        }
      }
      for (String notice : Notices.of(scan)) {
        line(summary, "Warning: " + notice);
      }
      return summary.toString();
    }

    private static void line(StringBuilder text, String line) {
      text.append(CleanText.line(line, 2_000)).append('\n');
    }

    private void finding(int index, @Nullable String advice) {
      Finding finding = scan.findings().findings().get(index);
      Subject subject = new Subject.OfFinding(index);
      List<String> lines = new ArrayList<>();
      if (finding.summary() != null) {
        lines.add(finding.summary());
      }
      lines.add(
          "Severity "
              + Words.of(finding.severity())
              + ", priority "
              + scan.judgements().get(index).priority().word()
              + ": "
              + String.join("; ", scan.judgements().get(index).reasons()));
      rules(lines, subject);
      if (advice != null) {
        lines.add(advice);
      }
      for (Repair.Place place : places.ofFinding(index)) {
        lines.add("→ " + place.path() + ":" + place.line());
      }
      lines.add("Found in " + finding.component().locations().getFirst().path());
      lines.addAll(Links.of(finding));
      cases.add(
          new Case(
              image + "." + finding.component().name(),
              VerdictWords.finding(finding),
              weights.ofFinding(index),
              Words.of(finding.severity()),
              message(subject, advice == null ? Words.of(finding.status()) : advice),
              lines));
    }

    private void observation(int index) {
      Observation observation = scan.observations().get(index);
      Subject subject = new Subject.OfObservation(index);
      List<String> lines = new ArrayList<>(List.of(observation.message(), observation.remedy()));
      rules(lines, subject);
      cases.add(
          new Case(
              image,
              observation.rule() + (observation.path() == null ? "" : " in " + observation.path()),
              weights.ofObservation(index),
              observation.severity().word(),
              message(subject, observation.message() + ": " + observation.remedy()),
              lines));
    }

    private String message(Subject subject, String otherwise) {
      Excused excused = weights.excused(subject);
      return excused != null && weights.violations(subject).isEmpty()
          ? VerdictWords.excused(excused)
          : otherwise;
    }

    private void rules(List<String> lines, Subject subject) {
      for (Violation violation : weights.violations(subject)) {
        lines.add("Rule " + violation.rule() + ": " + VerdictWords.reason(violation));
      }
    }

    private void policy() {
      if (result.verdict() == null) {
        return;
      }
      for (Violation violation : result.verdict().violations()) {
        switch (violation.subject()) {
          case Subject.OfFinding _, Subject.OfObservation _ -> {
            // told with what they speak of
          }
          case Subject.OfComponent _, Subject.OfImage _ ->
              cases.add(
                  new Case(
                      image + ".policy",
                      violation.rule() + ": " + VerdictWords.subject(scan, violation.subject()),
                      Weights.of(violation.level()),
                      violation.rule(),
                      VerdictWords.reason(violation),
                      List.of(VerdictWords.violation(scan, violation))));
        }
      }
    }
  }
}
