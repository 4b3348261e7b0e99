package dev.drydock.policy.gate;

import dev.drydock.policy.Excused;
import dev.drydock.policy.Level;
import dev.drydock.policy.Subject;
import dev.drydock.policy.Verdict;
import dev.drydock.policy.Violation;
import dev.drydock.policy.facts.Facts;
import dev.drydock.policy.facts.FindingFacts;
import dev.drydock.policy.facts.Item;
import dev.drydock.policy.facts.StandingFacts;
import dev.drydock.policy.rule.BrokenExpressionException;
import dev.drydock.policy.rule.Condition;
import dev.drydock.policy.rule.Expression;
import dev.drydock.policy.rule.Policy;
import dev.drydock.policy.rule.Rule;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The judgement of one image: a pure function of a policy, the facts of a scan, and a context.
public final class Gate {
  private final Policy policy;
  private final Facts facts;
  private final Context context;
  private final Excuses excuses;
  private final Baseline.@Nullable Comparison comparison;
  private final List<Violation> violations = new ArrayList<>();
  private final List<Excused> excused = new ArrayList<>();

  /// ids of rules about what nobody looked for
  private final List<String> unjudged = new ArrayList<>();

  private Gate(Policy policy, Facts facts, Context context) {
    this.policy = policy;
    this.facts = facts;
    this.context = context;
    this.excuses = new Excuses(policy, facts.image(), context.today());
    Baseline baseline = context.baseline();
    this.comparison = baseline == null ? null : baseline.compare(facts.findings());
  }

  public static Verdict judge(Policy policy, Facts facts, Context context) {
    return new Gate(policy, facts, context).verdict();
  }

  private Verdict verdict() {
    for (Rule rule : policy.rules()) {
      if (rule.level() != null
          && rule.scope().holds(facts.image().reference(), context.setting())) {
        judge(rule, rule.level());
      }
    }
    // stable, so that rules keep the order of the policy, and what breaks them that of the scan
    violations.sort((one, other) -> one.level().compareTo(other.level()));
    excused.sort((one, other) -> one.violation().level().compareTo(other.violation().level()));
    List<String> notes = new ArrayList<>(excuses.notes());
    if (!unjudged.isEmpty()) {
      notes.addFirst(
          "not judged: "
              + String.join(", ", unjudged)
              + "; nobody looked for secrets and careless configuration here, of which a bill of"
              + " materials does not tell: judge the image itself");
    }
    return new Verdict(violations, excused, notes);
  }

  private void judge(Rule rule, Level level) {
    switch (rule.about()) {
      case FINDINGS -> {
        for (int i = 0; i < facts.findings().size(); i++) {
          if (facts.findings().get(i).open()) {
            judge(rule, level, facts.findings().get(i), new Subject.OfFinding(i));
          }
        }
      }
      case COMPONENTS -> {
        for (int i = 0; i < facts.components().size(); i++) {
          judge(rule, level, facts.components().get(i), new Subject.OfComponent(i));
        }
      }
      case OBSERVATIONS -> {
        if (!facts.image().observed()) {
          unjudged.add(rule.id());
        }
        for (int i = 0; i < facts.observations().size(); i++) {
          judge(rule, level, facts.observations().get(i), new Subject.OfObservation(i));
        }
      }
      case IMAGE -> judge(rule, level, facts.image(), new Subject.OfImage());
      case PLAN -> judge(rule, level, facts.plan(), new Subject.OfImage());
    }
  }

  private void judge(Rule rule, Level level, Item item, Subject subject) {
    String reason = broken(rule, item);
    if (reason == null) {
      return;
    }
    Violation violation = lessened(rule, level, item, subject, reason);
    Excused by = excuses.excuse(rule, item, violation);
    if (by == null) {
      violations.add(violation);
    } else {
      excused.add(by);
    }
  }

  /// Why an item breaks a rule; `null` where it does not.
  private @Nullable String broken(Rule rule, Item item) {
    String untold = null;
    for (Condition condition : rule.when()) {
      if (!condition.holds(item, context.now())) {
        untold = condition.asksForStanding() ? untold() : null;
        if (untold == null) {
          return null;
        }
      }
    }
    if (!rule.unless().isEmpty() && excepted(rule, item)) {
      return null;
    }
    Expression expression = rule.expression();
    if (expression != null) {
      try {
        if (!expression.holds(item, facts, context.now())) {
          return null;
        }
      } catch (BrokenExpressionException e) {
        return "its expression cannot be evaluated here, which counts as broken: " + e.getMessage();
      }
    }
    if (untold != null) {
      return untold;
    }
    String because = rule.because();
    return because == null ? rule.conditions() : because;
  }

  /// Why nobody can tell which base the image stands upon, which counts as the worst that can be
  /// asked for; `null` where somebody can, or the policy lets it pass.
  private @Nullable String untold() {
    StandingFacts standing = facts.image().standing();
    if (standing == null) {
      return "nobody has looked whether its base is approved; scan the image itself by this policy";
    }
    boolean passes = policy.unreachable() == Policy.Unreachable.PASS && standing.unreachable();
    return standing.unknown() && !passes
        ? "nobody can tell whether its base is approved: " + standing.told()
        : null;
  }

  /// Whether all of a rule's `unless` holds.
  private boolean excepted(Rule rule, Item item) {
    for (Condition condition : rule.unless()) {
      if (!condition.holds(item, context.now())) {
        return false;
      }
    }
    return true;
  }

  private Violation lessened(Rule rule, Level level, Item item, Subject subject, String reason) {
    Level counts = level;
    String lessened = null;
    LocalDate due = null;
    if (rule.grace() != null && item instanceof FindingFacts finding) {
      LocalDate end = graceEnd(finding, rule.grace().days());
      if (end != null && !context.today().isAfter(end)) {
        counts = lower(level);
        due = end;
        lessened = "a grace of " + rule.grace().words() + " lasts until " + end;
      }
    }
    String old = comparison == null ? null : comparison.lessened(item);
    Level there = old == null ? counts : there(rule, counts);
    if (there.compareTo(counts) > 0) {
      counts = there;
      lessened = old;
    }
    return new Violation(rule.id(), counts, subject, reason, lessened, due, actions(item));
  }

  /// The last day of grace: from the day of the fix, where there is none from the day on which it
  /// was published. `null` where nobody knows the day: what has no date gets no grace.
  private static @Nullable LocalDate graceEnd(FindingFacts finding, long days) {
    LocalDate from = finding.fixedIn().isEmpty() ? finding.published() : finding.fixPublished();
    return from == null ? null : from.plusDays(days);
  }

  private static Level lower(Level level) {
    return level == Level.DENY ? Level.WARN : Level.INFO;
  }

  private static Level there(Rule rule, Level level) {
    return switch (rule.alreadyThere()) {
      case FULL -> level;
      case WARN -> level.compareTo(Level.WARN) < 0 ? Level.WARN : level;
      case INFO -> Level.INFO;
    };
  }

  private static List<Integer> actions(Item item) {
    return item instanceof FindingFacts finding && finding.removedBy() >= 0
        ? List.of(finding.removedBy())
        : List.of();
  }
}
