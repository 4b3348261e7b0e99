package dev.drydock.policy.reading;

import dev.drydock.document.YamlNode.Mark;
import dev.drydock.policy.Level;
import dev.drydock.policy.reading.PolicyFile.Adjustment;
import dev.drydock.policy.reading.PolicyFile.LevelOrOff;
import dev.drydock.policy.reading.PolicyFile.Said;
import dev.drydock.policy.reading.PolicyFile.WrittenExcuse;
import dev.drydock.policy.rule.Approval;
import dev.drydock.policy.rule.Approval.Approver;
import dev.drydock.policy.rule.ApprovedBases;
import dev.drydock.policy.rule.Condition;
import dev.drydock.policy.rule.Downstream;
import dev.drydock.policy.rule.Downstreams;
import dev.drydock.policy.rule.Excuse;
import dev.drydock.policy.rule.Policy;
import dev.drydock.policy.rule.Policy.Unreachable;
import dev.drydock.policy.rule.Relaxation;
import dev.drydock.policy.rule.Rule;
import dev.drydock.policy.rule.Rule.AlreadyThere;
import dev.drydock.policy.rule.Source;
import dev.drydock.policy.rule.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The joining of documents to one policy, what is inherited first. Each may add rules and make
/// inherited ones stricter; what it may take away the one that made the rule has said.
final class Inheritance {
  private final List<Problem> problems;
  private final List<String> files = new ArrayList<>();
  private final Map<String, Rule> rules = new LinkedHashMap<>();
  private final List<Excuse> excuses = new ArrayList<>();
  private final List<Downstream> downstreams = new ArrayList<>();

  private @Nullable Said<Unreachable> unreachable;
  private @Nullable Said<Boolean> endless;
  private @Nullable Said<Span> longest;
  private @Nullable Said<Approver> approver;
  private @Nullable Said<Boolean> fourEyes;
  private @Nullable ApprovedBases bases;

  /// The file whose settings bind those that follow; `null` while none does.
  private @Nullable String binding;

  Inheritance(List<Problem> problems) {
    this.problems = problems;
  }

  /// @param own approved bases that the file names; `null` where it names none
  /// @param ways downstream, with their keys
  void add(PolicyFile file, @Nullable ApprovedBases own, List<Downstream> ways) {
    if (own != null) {
      if (bases != null && binding != null) {
        loosened(own.source(), "bases", bases.source().toString());
      }
      bases = own;
    }
    add(file, ways);
  }

  /// Tells what only all files together can tell.
  void complete() {
    for (Rule rule : rules.values()) {
      boolean asks =
          rule.when().stream().anyMatch(Condition::asksForStanding)
              || rule.unless().stream().anyMatch(Condition::asksForStanding);
      if (asks && bases == null) {
        problem(
            rule.source(),
            "rule "
                + rule.id()
                + " asks for approved bases, and nothing says where they are; add `bases: {"
                + " registry: ..., approvers: [...] }`");
      }
    }
  }

  private void add(PolicyFile file, List<Downstream> ways) {
    Set<String> inherited = new HashSet<>(rules.keySet());
    Map<String, Rule> barred = new HashMap<>();
    for (Rule rule : rules.values()) {
      if (!rule.relax().exceptions()) {
        barred.put(rule.id(), rule);
      }
    }
    files.add(file.name());
    for (Rule rule : file.rules()) {
      add(rule);
    }
    for (Adjustment adjustment : file.adjustments()) {
      adjust(adjustment, inherited);
    }
    settings(file);
    downstreams.addAll(ways);
    for (WrittenExcuse excuse : file.excuses()) {
      excuse(excuse, barred, file.name());
    }
  }

  private void add(Rule rule) {
    Rule there = rules.get(rule.id());
    if (there == null) {
      rules.put(rule.id(), rule);
    } else {
      problem(
          rule.source(),
          "there is a rule "
              + rule.id()
              + " already, from "
              + there.source()
              + "; give this one another name, or change that one by `level`, `grace`, `because`,"
              + " `relax` or `already-there` alone");
    }
  }

  private void adjust(Adjustment adjustment, Set<String> inherited) {
    Rule rule = rules.get(adjustment.rule());
    if (rule == null || !inherited.contains(rule.id())) {
      problem(
          adjustment.source(),
          "there is no inherited rule "
              + Reading.shown(adjustment.rule())
              + " to change; a new one says `deny`, `warn` or `info`"
              + (inherited.isEmpty() ? "" : Nearest.of(adjustment.rule(), inherited)));
      return;
    }
    Said<LevelOrOff> level = adjustment.level();
    Said<Span> grace = adjustment.grace();
    Said<Relaxation> relax = adjustment.relax();
    Said<AlreadyThere> there = adjustment.alreadyThere();
    if (level != null) {
      requireLevel(rule, level);
    }
    if (grace != null) {
      requireGrace(rule, grace);
    }
    if (relax != null && !relax.value().within(rule.relax())) {
      forbidden(rule, relax.source(), "lets others relax more");
    }
    if (there != null && there.value().compareTo(rule.alreadyThere()) > 0) {
      requireRelaxation(rule, there.source(), "counts less for what was there already");
    }
    Said<String> because = adjustment.because();
    rules.put(
        rule.id(),
        rule.adjusted(
            level == null ? rule.level() : level.value().level(),
            because == null ? rule.because() : because.value(),
            grace == null ? rule.grace() : grace.value(),
            relax == null ? rule.relax() : relax.value(),
            there == null ? rule.alreadyThere() : there.value(),
            adjustment.source()));
  }

  private void requireLevel(Rule rule, Said<LevelOrOff> said) {
    if (isLower(said.value().level(), rule.level())) {
      requireRelaxation(
          rule,
          said.source(),
          said.value().level() == null
              ? "switches it off"
              : "lowers it to " + said.value().level().word());
    }
  }

  private static boolean isLower(@Nullable Level now, @Nullable Level before) {
    return before != null && (now == null || now.compareTo(before) > 0);
  }

  private void requireRelaxation(Rule rule, Source source, String what) {
    if (!rule.relax().level()) {
      forbidden(rule, source, what);
    }
  }

  private void requireGrace(Rule rule, Said<Span> said) {
    Span now = rule.grace();
    Span allowed = rule.relax().grace();
    boolean longer = now == null || said.value().length().compareTo(now.length()) > 0;
    if (longer && (allowed == null || said.value().length().compareTo(allowed.length()) > 0)) {
      forbidden(rule, said.source(), "gives it a grace of " + said.value().words());
    }
  }

  private void forbidden(Rule rule, Source source, String what) {
    problem(
        source,
        what
            + ", which rule "
            + rule.id()
            + " of "
            + rule.source()
            + " does not allow (relax: "
            + rule.relax().words()
            + "); leave it out, or ask whoever keeps that file");
  }

  private void settings(PolicyFile file) {
    PolicyFile.Settings said = file.settings();
    unreachable = stricter(unreachable, said.unreachable(), "on-unreachable", Unreachable.DENY);
    endless = stricter(endless, said.endless(), "until: optional", Boolean.FALSE);
    longest = longest(longest, said.longest());
    approver = stricter(approver, said.approver(), "approve: maintainer", Approver.SECURITY);
    fourEyes = fourEyes(fourEyes, said.fourEyes());
    boolean loosening = said.loosening() != null && said.loosening().value();
    if (!loosening) {
      binding = file.name();
    }
  }

  /// @param strict the value that may always be taken
  private <T> @Nullable Said<T> stricter(
      @Nullable Said<T> before, @Nullable Said<T> now, String what, T strict) {
    if (now == null) {
      return before;
    }
    boolean loosens =
        !Objects.equals(now.value(), strict)
            && (before == null || Objects.equals(before.value(), strict));
    if (loosens && binding != null) {
      loosened(now.source(), what, before == null ? binding : before.source().toString());
    }
    return now;
  }

  private @Nullable Said<Span> longest(@Nullable Said<Span> before, @Nullable Said<Span> now) {
    if (now == null) {
      return before;
    }
    if (before != null
        && binding != null
        && now.value().length().compareTo(before.value().length()) > 0) {
      loosened(now.source(), "longest", before.source().toString());
    }
    return now;
  }

  private @Nullable Said<Boolean> fourEyes(
      @Nullable Said<Boolean> before, @Nullable Said<Boolean> now) {
    if (now == null) {
      return before;
    }
    if (before != null && binding != null && before.value() && !now.value()) {
      loosened(now.source(), "four-eyes: no", before.source().toString());
    }
    return now;
  }

  private Approval approval() {
    return new Approval(
        approver == null ? Approval.DEFAULT.by() : approver.value(),
        fourEyes == null ? Approval.DEFAULT.fourEyes() : fourEyes.value());
  }

  private void loosened(Source source, String what, String by) {
    problem(
        source,
        what
            + " is looser than what "
            + by
            + " has, which does not allow it (relax: settings); leave it out, or ask whoever keeps"
            + " that file");
  }

  /// @param barred the inherited rules that allow no exception from this file
  private void excuse(WrittenExcuse written, Map<String, Rule> barred, String file) {
    Excuse excuse = written.excuse();
    for (int i = 0; i < excuse.rules().size(); i++) {
      String id = excuse.rules().get(i);
      Mark mark = written.rules().get(Math.min(i, written.rules().size() - 1));
      Source source = new Source(file, mark.line(), mark.column());
      Rule bar = barred.get(id);
      if (!rules.containsKey(id)) {
        problem(source, "there is no rule " + Reading.shown(id) + Nearest.of(id, rules.keySet()));
      } else if (bar != null) {
        forbidden(bar, source, "makes an exception");
      }
    }
    if (excuse.until() == null && written.until() == null && !isEndless()) {
      problem(
          excuse.source(),
          "an exception needs an end: add `until: 2026-12-31`, or allow it by `exception-rules: {"
              + " until: optional }`");
    }
    excuses.add(excuse.barred(barred.keySet()));
  }

  private boolean isEndless() {
    return endless != null && endless.value();
  }

  private void problem(Source source, String message) {
    problems.add(new Problem(source, message));
  }

  Policy policy() {
    return new Policy(
        files,
        new ArrayList<>(rules.values()),
        excuses,
        unreachable == null ? Unreachable.DENY : unreachable.value(),
        isEndless(),
        longest == null ? null : longest.value(),
        approval(),
        bases,
        new Downstreams(downstreams));
  }
}
