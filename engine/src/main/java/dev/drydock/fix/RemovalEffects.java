package dev.drydock.fix;

import dev.drydock.bom.Component;
import dev.drydock.match.Finding;
import dev.drydock.origin.Origin;
import dev.drydock.triage.Judgement;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Removals as actions of a plan: which are worth proposing, and what the others come to beside
/// those that are chosen.
final class RemovalEffects {
  private final List<Finding> findings;
  private final List<Judgement> judgements;

  RemovalEffects(List<Finding> findings, List<Judgement> judgements) {
    this.findings = findings;
    this.judgements = judgements;
  }

  /// Those that remove what no other action does, and enough of it: something urgent, or as much as
  /// another base has to for the same effort.
  ///
  /// @param others that would remove something
  List<Action> worthwhile(
      List<Removal> removals,
      List<Action> others,
      Function<List<Component>, @Nullable Origin> origins) {
    BitSet removed = new BitSet();
    for (Action other : others) {
      other.removes().forEach(removed::set);
    }
    List<Action> worthwhile = new ArrayList<>();
    for (Removal removal : removals) {
      Action action = action(removal, origins.apply(removal.packages()));
      Risk more = new Risk();
      for (int index : action.removes()) {
        if (!removed.get(index)) {
          more.add(findings.get(index), judgements.get(index));
        }
      }
      if (isWorthwhile(more)) {
        worthwhile.add(action);
      }
    }
    return worthwhile;
  }

  private Action action(Removal removal, @Nullable Origin origin) {
    return new Action(
        Action.Kind.REMOVE,
        Effort.MEDIUM,
        origin,
        List.of(),
        null,
        null,
        removal,
        openIn(identities(removal.removed())),
        List.of(),
        List.of());
  }

  private List<Integer> openIn(Set<Component> components) {
    List<Integer> indexes = new ArrayList<>();
    for (int i = 0; i < findings.size(); i++) {
      if (components.contains(findings.get(i).component()) && Remainder.open(findings.get(i))) {
        indexes.add(i);
      }
    }
    return indexes;
  }

  static Set<Component> identities(Iterable<Component> components) {
    Set<Component> set = Collections.newSetFromMap(new IdentityHashMap<>());
    components.forEach(set::add);
    return set;
  }

  static List<Removal> removals(List<Action> actions) {
    List<Removal> removals = new ArrayList<>();
    for (Action action : actions) {
      if (action.removal() != null) {
        removals.add(action.removal());
      }
    }
    return removals;
  }

  /// The actions without upgrades of what is removed anyway.
  List<Action> withoutUpgradesOf(Set<Component> gone, List<Action> actions) {
    List<Action> left = new ArrayList<>(actions.size());
    for (Action action : actions) {
      if (action.kind() != Action.Kind.UPGRADE_PACKAGES) {
        left.add(action);
        continue;
      }
      List<Upgrade> upgrades = new ArrayList<>();
      for (Upgrade upgrade : action.upgrades()) {
        Upgrade rest = without(gone, upgrade);
        if (!rest.removes().isEmpty()) {
          upgrades.add(rest);
        }
      }
      if (!upgrades.isEmpty()) {
        left.add(with(action, upgrades, gone));
      }
    }
    return left;
  }

  private Action with(Action action, List<Upgrade> upgrades, Set<Component> gone) {
    Set<String> introduces = new LinkedHashSet<>();
    upgrades.forEach(upgrade -> introduces.addAll(upgrade.introduces()));
    return new Action(
        action.kind(),
        action.effort(),
        action.origin(),
        upgrades,
        action.base(),
        action.replacement(),
        null,
        staying(action.removes(), gone),
        staying(action.remaining(), gone),
        new ArrayList<>(introduces));
  }

  private Upgrade without(Set<Component> gone, Upgrade upgrade) {
    List<Component> components =
        upgrade.components().stream().filter(one -> !gone.contains(one)).toList();
    Set<String> names = new HashSet<>();
    components.forEach(component -> names.add(component.name()));
    return new Upgrade(
        upgrade.type(),
        upgrade.name(),
        upgrade.from(),
        upgrade.to(),
        components,
        staying(upgrade.removes(), gone),
        staying(upgrade.remaining(), gone),
        upgrade.introduces(),
        // told of the components as they are in their new versions
        upgrade.left().stream().filter(one -> names.contains(one.component().name())).toList());
  }

  private List<Integer> staying(List<Integer> indexes, Set<Component> gone) {
    return indexes.stream().filter(i -> !gone.contains(findings.get(i).component())).toList();
  }

  /// What stays in tools of which nobody knows why they are there, so that no removal is offered.
  List<String> undecided(List<Plan.Remaining> remaining) {
    Set<String> names = new TreeSet<>();
    Risk risk = new Risk();
    for (Plan.Remaining one : remaining) {
      Finding finding = findings.get(one.finding());
      Component component = finding.component();
      if (component.os() != null
          && component.os().installation() == null
          && Purpose.of(component) != null) {
        names.add(component.name());
        risk.add(finding, judgements.get(one.finding()));
      }
    }
    return isWorthwhile(risk)
        ? List.of(
            "whether anything needs "
                + String.join(", ", names)
                + " is not known from what was read, so no removal is offered: try what the"
                + " application does without")
        : List.of();
  }

  private static boolean isWorthwhile(Risk risk) {
    return risk.urgent() || risk.points() >= (long) Outcome.WORTH * Effort.MEDIUM.cost();
  }

  /// The actions, of which the last removal takes along what only several of them together do.
  List<Action> completed(List<Action> ordered, Set<Component> gone) {
    Set<Component> more = identities(gone);
    int last = -1;
    for (int i = 0; i < ordered.size(); i++) {
      Removal removal = ordered.get(i).removal();
      if (removal != null) {
        more.removeAll(identities(removal.removed()));
        last = i;
      }
    }
    Removal removal = last < 0 ? null : ordered.get(last).removal();
    if (removal == null || more.isEmpty()) {
      return ordered;
    }
    List<Component> all = new ArrayList<>(removal.removed());
    all.addAll(more);
    List<Action> completed = new ArrayList<>(ordered);
    completed.set(
        last,
        action(
            new Removal(removal.purpose(), removal.packages(), all), ordered.get(last).origin()));
    return completed;
  }
}
