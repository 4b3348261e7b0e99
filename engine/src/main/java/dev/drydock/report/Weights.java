package dev.drydock.report;

import dev.drydock.hygiene.Observation;
import dev.drydock.policy.Excused;
import dev.drydock.policy.Level;
import dev.drydock.policy.Subject;
import dev.drydock.policy.Verdict;
import dev.drydock.policy.Violation;
import dev.drydock.scan.Scan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How much everything in a result matters: what the policy makes of it where one was asked, else
/// its priority.
public final class Weights {
  private final Scan scan;
  private final @Nullable Verdict verdict;
  private final Map<Subject, List<Violation>> violations = new HashMap<>();
  private final Map<Subject, Excused> excused = new HashMap<>();

  public Weights(Result result) {
    this.scan = result.scan();
    this.verdict = result.verdict();
    if (verdict != null) {
      for (Violation violation : verdict.violations()) {
        violations.computeIfAbsent(violation.subject(), _ -> new ArrayList<>()).add(violation);
      }
      for (Excused one : verdict.excused()) {
        excused.putIfAbsent(one.violation().subject(), one);
      }
    }
  }

  /// Of the finding of that index.
  public Weight ofFinding(int index) {
    return verdict != null
        ? judged(new Subject.OfFinding(index))
        : switch (scan.judgements().get(index).priority()) {
          case ACT -> Weight.ERROR;
          case ATTEND -> Weight.WARNING;
          case TRACK -> Weight.NOTE;
        };
  }

  /// Of the observation of that index.
  public Weight ofObservation(int index) {
    if (verdict != null) {
      return judged(new Subject.OfObservation(index));
    }
    Observation observation = scan.observations().get(index);
    return switch (observation.severity()) {
      case HIGH -> Weight.ERROR;
      case MEDIUM -> Weight.WARNING;
      case LOW -> Weight.NOTE;
    };
  }

  /// Of the end of the distribution: where a policy objects, the image breaks the rule.
  public Weight ofEndOfLife() {
    return verdict == null ? Weight.WARNING : Weight.NOTE;
  }

  public static Weight of(Level level) {
    return switch (level) {
      case DENY -> Weight.ERROR;
      case WARN -> Weight.WARNING;
      case INFO -> Weight.NOTE;
    };
  }

  private Weight judged(Subject subject) {
    List<Violation> broken = violations(subject);
    if (!broken.isEmpty()) {
      Level gravest = Level.INFO;
      for (Violation violation : broken) {
        gravest = violation.level().compareTo(gravest) < 0 ? violation.level() : gravest;
      }
      return of(gravest);
    }
    return excused.containsKey(subject) ? Weight.EXCUSED : Weight.NOTE;
  }

  /// Rules that it breaks.
  public List<Violation> violations(Subject subject) {
    return violations.getOrDefault(subject, List.of());
  }

  /// Who answers for it; `null` where nobody has to, or nobody does.
  public @Nullable Excused excused(Subject subject) {
    return excused.get(subject);
  }
}
