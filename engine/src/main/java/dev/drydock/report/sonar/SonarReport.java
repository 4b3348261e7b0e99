package dev.drydock.report.sonar;

import dev.drydock.fix.Plan;
import dev.drydock.hygiene.Observation;
import dev.drydock.json.JsonWriter;
import dev.drydock.match.Finding;
import dev.drydock.policy.Subject;
import dev.drydock.policy.Violation;
import dev.drydock.repair.Repair;
import dev.drydock.report.CleanText;
import dev.drydock.report.Places;
import dev.drydock.report.PlanWords;
import dev.drydock.report.ReportOptions;
import dev.drydock.report.Result;
import dev.drydock.report.VerdictWords;
import dev.drydock.report.Weights;
import dev.drydock.report.Words;
import dev.drydock.scan.Scan;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A result in SonarQube's [generic issue
/// format](https://docs.sonarsource.com/sonarqube-server/analyzing-source-code/importing-external-issues/generic-issue-import-format/),
/// the one of 10.3 and later, which has rules with their impacts.
///
/// ```json
/// {"rules": [{"id": "CVE-2024-5535", "name": "…", "engineId": "drydock",
///    "cleanCodeAttribute": "TRUSTWORTHY", "type": "VULNERABILITY", "severity": "BLOCKER",
///    "impacts": [{"softwareQuality": "SECURITY", "severity": "HIGH"}]}],
///  "issues": [{"ruleId": "CVE-2024-5535", "effortMinutes": 5, "primaryLocation":
///    {"message": "…", "filePath": "Dockerfile", "textRange": {"startLine": 3}}}]}
/// ```
///
/// SonarQube shows issues of files that it analyses: where no line is known, it is the Dockerfile
/// as a whole.
public final class SonarReport {
  private static final String ENGINE = "drydock";
  private static final int LONGEST = 1_000;

  private final Result result;
  private final Scan scan;
  private final ReportOptions options;
  private final Places places;
  private final PlanWords plan;
  private final Map<Integer, Plan.Reason> staying;
  private final Weights weights;
  private final Map<String, Rule> rules = new LinkedHashMap<>();
  private final List<Issue> issues = new ArrayList<>();

  private SonarReport(Result result, ReportOptions options) {
    this.result = result;
    this.scan = result.scan();
    this.options = options;
    this.places = new Places(scan, options.files());
    this.plan = new PlanWords(scan);
    this.staying = plan.reasons();
    this.weights = new Weights(result);
  }

  private record Rule(String id, String name, String description, Grade grade) {}

  /// @param minutes of effort; `null` where nobody can tell
  private record Issue(
      String rule, @Nullable Integer minutes, String message, List<Repair.Place> places) {}

  /// How bad, in both of SonarQube's ways. The impacts are those that every version since 10.3
  /// knows.
  private enum Grade {
    WORST("BLOCKER", "HIGH"),
    BAD("CRITICAL", "HIGH"),
    MIDDLING("MAJOR", "MEDIUM"),
    SMALL("MINOR", "LOW"),
    LEAST("INFO", "LOW");

    private final String severity;
    private final String impact;

    Grade(String severity, String impact) {
      this.severity = severity;
      this.impact = impact;
    }

    static Grade of(Finding.Severity severity) {
      return switch (severity) {
        case CRITICAL -> WORST;
        case HIGH -> BAD;
        case MEDIUM, UNKNOWN -> MIDDLING;
        case LOW -> SMALL;
        case NEGLIGIBLE -> LEAST;
      };
    }
  }

  /// Writes the document; `out` stays open.
  public static void write(Result result, ReportOptions options, OutputStream out)
      throws IOException {
    SonarReport report = new SonarReport(result, options);
    report.collect();
    JsonWriter json = new JsonWriter(out);
    report.document(json);
    json.flush();
  }

  private void collect() {
    for (int index : scan.open()) {
      finding(index);
    }
    for (int i = 0; i < scan.observations().size(); i++) {
      observation(i);
    }
    if (scan.endOfLife() != null) {
      String title = scan.endOfLife().title();
      add(
          new Rule("end-of-life", "The distribution has reached its end", title, Grade.BAD),
          null,
          title + ". " + scan.endOfLife().action() + ".",
          List.of());
    }
    if (result.verdict() != null) {
      for (Violation violation : result.verdict().violations()) {
        objection(violation);
      }
    }
  }

  private void finding(int index) {
    Finding finding = scan.findings().findings().get(index);
    String summary = finding.summary() == null ? "" : finding.summary().strip();
    String advice = plan.advice(places.removers(index), staying.get(index));
    add(
        new Rule(
            finding.id(),
            summary.isEmpty() ? finding.id() : finding.id() + ": " + summary,
            summary.isEmpty() ? finding.id() + " is a known vulnerability." : summary,
            Grade.of(finding.severity())),
        minutes(index),
        VerdictWords.component(finding.component())
            + " has "
            + finding.id()
            + " ("
            + Words.of(finding.severity())
            + ", "
            + scan.judgements().get(index).priority().word()
            + "). "
            + (advice == null ? "" : advice)
            + rules(new Subject.OfFinding(index)),
        places.ofFinding(index));
  }

  private void observation(int index) {
    Observation observation = scan.observations().get(index);
    Grade grade =
        switch (observation.severity()) {
          case HIGH -> Grade.BAD;
          case MEDIUM -> Grade.MIDDLING;
          case LOW -> Grade.SMALL;
        };
    add(
        new Rule(observation.rule(), observation.rule(), observation.remedy(), grade),
        null,
        CleanText.capital(observation.message())
            + ". "
            + CleanText.capital(observation.remedy())
            + rules(new Subject.OfObservation(index)),
        places.ofLayer(observation.layer()));
  }

  private void objection(Violation violation) {
    boolean own =
        switch (violation.subject()) {
          case Subject.OfFinding _, Subject.OfObservation _ -> false;
          case Subject.OfComponent _, Subject.OfImage _ -> true;
        };
    if (own) {
      List<Repair.Place> lines = new ArrayList<>();
      for (int action : violation.actions()) {
        lines.addAll(places.ofAction(action));
      }
      Grade grade =
          switch (violation.level()) {
            case DENY -> Grade.BAD;
            case WARN -> Grade.MIDDLING;
            case INFO -> Grade.LEAST;
          };
      add(
          new Rule(
              "policy/" + violation.rule(),
              "Rule " + violation.rule(),
              "A rule of the policy that this image is judged by.",
              grade),
          null,
          VerdictWords.violation(scan, violation) + ".",
          lines);
    }
  }

  private String rules(Subject subject) {
    StringBuilder words = new StringBuilder();
    for (Violation violation : weights.violations(subject)) {
      words.append(" Rule ").append(violation.rule()).append(": ");
      words.append(VerdictWords.reason(violation)).append('.');
    }
    return words.toString();
  }

  private @Nullable Integer minutes(int finding) {
    List<Integer> removers = places.removers(finding);
    return removers.isEmpty()
        ? null
        : switch (scan.plan().actions().get(removers.getFirst()).effort()) {
          case SMALL -> 10;
          case MEDIUM -> 60;
          case LARGE -> 480;
        };
  }

  private void add(Rule rule, @Nullable Integer minutes, String message, List<Repair.Place> where) {
    String id = CleanText.line(rule.id(), 200).strip();
    String known = id.isEmpty() ? "unnamed" : id;
    rules.merge(
        known,
        new Rule(known, CleanText.line(rule.name(), 200), rule.description(), rule.grade()),
        (one, other) -> one.grade().compareTo(other.grade()) <= 0 ? one : other);
    issues.add(new Issue(known, minutes, CleanText.line(message, LONGEST), where));
  }

  private void document(JsonWriter json) throws IOException {
    json.object().array("rules");
    for (Rule rule : rules.values()) {
      json.object()
          .member("id", rule.id())
          .member("name", rule.name())
          .member("description", CleanText.line(rule.description(), LONGEST))
          .member("engineId", ENGINE)
          .member("cleanCodeAttribute", "TRUSTWORTHY")
          .member("type", "VULNERABILITY")
          .member("severity", rule.grade().severity)
          .array("impacts")
          .object()
          .member("softwareQuality", "SECURITY")
          .member("severity", rule.grade().impact)
          .end()
          .end()
          .end();
    }
    json.end().array("issues");
    for (Issue issue : issues) {
      issue(json, issue);
    }
    json.end().end();
  }

  private void issue(JsonWriter json, Issue issue) throws IOException {
    json.object().member("ruleId", issue.rule());
    if (issue.minutes() != null) {
      json.member("effortMinutes", issue.minutes());
    }
    json.object("primaryLocation").member("message", issue.message());
    if (issue.places().isEmpty()) {
      String dockerfile = options.files().dockerfile();
      json.member("filePath", options.files().seen(dockerfile == null ? "Dockerfile" : dockerfile));
    } else {
      place(json, issue.places().getFirst());
    }
    json.end();
    if (issue.places().size() > 1) {
      json.array("secondaryLocations");
      for (Repair.Place place : issue.places().subList(1, Math.min(20, issue.places().size()))) {
        place(json.object().member("message", "also here"), place);
        json.end();
      }
      json.end();
    }
    json.end();
  }

  private static void place(JsonWriter json, Repair.Place place) throws IOException {
    json.member("filePath", CleanText.line(place.path()))
        .object("textRange")
        .member("startLine", place.line())
        .end();
  }
}
