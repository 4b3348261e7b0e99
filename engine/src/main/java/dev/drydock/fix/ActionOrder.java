package dev.drydock.fix;

import dev.drydock.match.Finding;
import dev.drydock.triage.Judgement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Puts the actions that remove the most risk first: the more findings to act on, then to attend
/// to, then the severer ones, then all; of equals the one with less effort.
final class ActionOrder {
  private final List<Finding> findings;
  private final List<Judgement> judgements;

  ActionOrder(List<Finding> findings, List<Judgement> judgements) {
    this.findings = findings;
    this.judgements = judgements;
  }

  List<Action> ordered(List<Action> actions) {
    List<Weighed> weighed = new ArrayList<>(actions.size());
    for (Action action : actions) {
      Risk risk = new Risk();
      for (int index : action.removes()) {
        risk.add(findings.get(index), judgements.get(index));
      }
      weighed.add(new Weighed(action, risk, name(action)));
    }
    weighed.sort(Comparator.naturalOrder());
    List<Action> ordered = new ArrayList<>(weighed.size());
    for (Weighed one : weighed) {
      ordered.add(one.action);
    }
    return ordered;
  }

  /// Of whatever else is equal, the name gives the same order every time.
  private static String name(Action action) {
    if (action.replacement() != null) {
      return action.replacement().name();
    }
    if (action.base() != null) {
      return action.base().reference();
    }
    if (action.removal() != null) {
      return action.removal().purpose().word();
    }
    return action.upgrades().isEmpty()
        ? ""
        : action.upgrades().getFirst().name() + ' ' + action.upgrades().getFirst().from();
  }

  private record Weighed(Action action, Risk risk, String name) implements Comparable<Weighed> {
    @Override
    public int compareTo(Weighed other) {
      int order = other.risk.compareTo(risk);
      if (order == 0) {
        order = action.effort().compareTo(other.action.effort());
      }
      return order == 0 ? name.compareTo(other.name) : order;
    }
  }
}
