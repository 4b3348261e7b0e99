package dev.drydock.fix;

import dev.drydock.bom.Component;
import dev.drydock.fix.ReplacementPlanner.Replaced;
import dev.drydock.match.Finding;
import dev.drydock.match.Findings;
import dev.drydock.origin.Origin;
import dev.drydock.origin.Origins;
import dev.drydock.triage.Judgement;
import dev.drydock.triage.Prioritisation;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// All actions that would remove something, on one base image, and the choice among them.
final class Proposals {
  private final Findings findings;
  private final List<Judgement> judgements;
  private final Origins origins;
  private final List<Upgrade> upgrades;
  private final List<Replaced> replaced;
  private final @Nullable RemovalPlanner removal;
  private final RemovalEffects effects;

  /// @param removal `null` where nothing is to be removed
  Proposals(
      Findings findings,
      List<Judgement> judgements,
      Origins origins,
      List<Upgrade> upgrades,
      List<Replaced> replaced,
      @Nullable RemovalPlanner removal) {
    this.findings = findings;
    this.judgements = judgements;
    this.origins = origins;
    this.upgrades = upgrades;
    this.replaced = replaced;
    this.removal = removal;
    this.effects = new RemovalEffects(findings.findings(), judgements);
  }

  /// Verified one by one, whether they are chosen or not.
  List<Upgrade> upgrades() {
    return upgrades;
  }

  Outcome outcome() {
    Plan plan = plan();
    return new Outcome(
        plan,
        riskOf(plan.predicted()),
        BaseChange.cost(plan.actions()) + withoutManager(plan.actions()));
  }

  /// What upgrades of the base's packages cost beside their effort where no package manager is
  /// installed (distroless): no instruction of a Dockerfile makes them, so somebody would have to
  /// make another base first.
  ///
  /// @param actions on this base image
  int withoutManager(List<Action> actions) {
    int cost = 0;
    for (Action action : actions) {
      if (action.kind() == Action.Kind.UPGRADE_PACKAGES
          && action.origin() == Origin.BASE
          && !new InstalledPackages(findings.bom()).managed()) {
        cost += Effort.LARGE.cost();
      }
    }
    return cost;
  }

  /// The risk of findings of after the plan.
  Risk riskOf(List<Finding> predicted) {
    Prioritisation prioritisation = new Prioritisation();
    Risk risk = new Risk();
    for (Finding finding : predicted) {
      if (Remainder.open(finding)) {
        risk.add(finding, prioritisation.of(finding));
      }
    }
    return risk;
  }

  Plan plan() {
    List<Action> proposed = proposed();
    List<MinimalCover.Option> options = new ArrayList<>(proposed.size());
    for (Action action : proposed) {
      BitSet covers = new BitSet(findings.findings().size());
      for (int index : action.removes()) {
        covers.set(index);
      }
      options.add(new MinimalCover.Option(covers, action.effort().cost()));
    }
    MinimalCover.Cover cover = MinimalCover.of(options);
    BitSet chosen = cover.chosen();
    List<Action> actions = new ArrayList<>(chosen.cardinality());
    for (int i = chosen.nextSetBit(0); i >= 0; i = chosen.nextSetBit(i + 1)) {
      actions.add(proposed.get(i));
    }
    ActionOrder order = new ActionOrder(findings.findings(), judgements);
    List<Removal> removals = RemovalEffects.removals(actions);
    if (removal != null && !removals.isEmpty()) {
      Set<Component> gone = removal.together(removals);
      actions = effects.completed(order.ordered(effects.withoutUpgradesOf(gone, actions)), gone);
    } else {
      actions = order.ordered(actions);
    }
    List<Plan.Remaining> remaining = remaining(actions);
    return new Plan(
        actions,
        remaining,
        predicted(actions),
        removal == null ? List.of() : effects.undecided(remaining),
        cover.gap());
  }

  private List<Action> proposed() {
    Map<String, List<Upgrade>> groups = new LinkedHashMap<>();
    for (Upgrade upgrade : upgrades) {
      groups.computeIfAbsent(group(upgrade), _ -> new ArrayList<>()).add(upgrade);
    }
    List<Action> proposed = new ArrayList<>(groups.size());
    for (List<Upgrade> group : groups.values()) {
      proposed.add(upgrade(group));
    }
    for (Replaced one : replaced) {
      proposed.add(replacing(one));
    }
    if (removal != null) {
      proposed.addAll(effects.worthwhile(removal.removals(), proposed, this::origin));
    }
    return proposed;
  }

  /// What one change brings about: the distribution's packages of one origin by one instruction,
  /// all versions of one library.
  private String group(Upgrade upgrade) {
    Origin origin = origin(upgrade.components());
    String owner = origin == null ? "" : origin.word();
    return component(upgrade).os() == null
        ? upgrade.type() + '\n' + upgrade.name() + '\n' + owner
        : '\n' + owner;
  }

  private Action upgrade(List<Upgrade> group) {
    boolean packages = component(group.getFirst()).os() != null;
    List<Integer> removes = new ArrayList<>();
    List<Integer> remaining = new ArrayList<>();
    Set<String> introduces = new LinkedHashSet<>();
    Effort effort = Effort.SMALL;
    for (Upgrade upgrade : group) {
      removes.addAll(upgrade.removes());
      remaining.addAll(upgrade.remaining());
      introduces.addAll(upgrade.introduces());
      Effort one = packages ? Effort.SMALL : Effort.ofVersions(upgrade.from(), upgrade.to());
      effort = one.compareTo(effort) > 0 ? one : effort;
    }
    removes.sort(null);
    remaining.sort(null);
    return new Action(
        packages ? Action.Kind.UPGRADE_PACKAGES : Action.Kind.UPGRADE_DEPENDENCY,
        effort,
        origin(group.getFirst().components()),
        group,
        null,
        null,
        removes,
        remaining,
        new ArrayList<>(introduces));
  }

  private Action replacing(Replaced replaced) {
    Upgrade change = replaced.change();
    return new Action(
        Action.Kind.REPLACE,
        Effort.LARGE,
        origin(change.components()),
        List.of(change),
        null,
        replaced.replacement(),
        change.removes(),
        List.of(),
        change.introduces());
  }

  private List<Plan.Remaining> remaining(List<Action> actions) {
    BitSet removed = new BitSet();
    BitSet touched = new BitSet();
    for (Action action : actions) {
      action.removes().forEach(removed::set);
      action.remaining().forEach(touched::set);
    }
    List<Plan.Remaining> remaining = new ArrayList<>();
    for (int i = 0; i < findings.findings().size(); i++) {
      Finding finding = findings.findings().get(i);
      if (!removed.get(i) && Remainder.open(finding)) {
        remaining.add(new Plan.Remaining(i, Remainder.reason(finding, touched.get(i))));
      }
    }
    return remaining;
  }

  /// Findings of what no action touches stay as they are; those of what is upgraded are what
  /// matching again found.
  private List<Finding> predicted(List<Action> actions) {
    IdentityHashMap<Component, Boolean> touched = new IdentityHashMap<>();
    List<Finding> predicted = new ArrayList<>();
    for (Action action : actions) {
      for (Upgrade upgrade : action.upgrades()) {
        for (Component component : upgrade.components()) {
          touched.put(component, true);
        }
        predicted.addAll(upgrade.left());
      }
      if (action.removal() != null) {
        for (Component component : action.removal().removed()) {
          touched.put(component, true);
        }
      }
    }
    List<Finding> all = new ArrayList<>();
    for (Finding finding : findings.findings()) {
      if (!touched.containsKey(finding.component())) {
        all.add(finding);
      }
    }
    all.addAll(predicted);
    return all;
  }

  private Component component(Upgrade upgrade) {
    return upgrade.components().getFirst();
  }

  /// The application's where a part of it is.
  private @Nullable Origin origin(List<Component> components) {
    Origin origin = null;
    for (Component component : components) {
      Origin one = origins.of(component);
      if (one == Origin.APPLICATION) {
        return one;
      }
      origin = one == null ? origin : one;
    }
    return origin;
  }
}
