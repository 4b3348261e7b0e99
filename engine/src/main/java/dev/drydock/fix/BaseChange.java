package dev.drydock.fix;

import dev.drydock.bom.Bom;
import dev.drydock.bom.Component;
import dev.drydock.match.Finding;
import dev.drydock.match.Findings;
import dev.drydock.origin.BaseImage;
import dev.drydock.origin.Origin;
import dev.drydock.origin.Origins;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The image as it would be upon another base: the base's own components give way to those of the
/// candidate, the application's stay.
///
/// Packages of the distribution that the application added are installed anew when the image is
/// rebuilt: in the same release of the distribution they are then as new as its repository has
/// them. In another release nobody can tell from here; they are left out and said.
final class BaseChange {
  private final Findings before;
  private final Origins origins;
  private final BaseCandidate candidate;
  private final List<Upgrade> upgrades;
  private final boolean sameRelease;
  private final List<String> undecided = new ArrayList<>();

  /// components of the application as they are afterwards, by what they were
  private final IdentityHashMap<Component, Component> kept = new IdentityHashMap<>();

  BaseChange(Findings before, Origins origins, BaseCandidate candidate, List<Upgrade> upgrades) {
    this.before = before;
    this.origins = origins;
    this.candidate = candidate;
    this.upgrades = upgrades;
    this.sameRelease =
        Objects.equals(BaseCandidate.release(before.bom()), BaseCandidate.release(candidate.bom()));
  }

  Bom after() {
    List<Component> components = new ArrayList<>();
    for (Component component : candidate.bom().components()) {
      components.add(ofBase(component));
    }
    IdentityHashMap<Component, Upgrade> byComponent = new IdentityHashMap<>();
    for (Upgrade upgrade : upgrades) {
      for (Component component : upgrade.components()) {
        byComponent.put(component, upgrade);
      }
    }
    Set<String> unknown = new TreeSet<>();
    Bom bom = before.bom();
    Map<Integer, Integer> places = new HashMap<>();
    for (int i = 0; i < bom.components().size(); i++) {
      Component component = bom.components().get(i);
      if (origins.of(component) != Origin.APPLICATION) {
        continue;
      }
      if (component.os() != null && !sameRelease) {
        unknown.add(component.name());
        continue;
      }
      Upgrade upgrade = component.os() == null ? null : byComponent.get(component);
      Component then = upgrade == null ? component : Target.at(component, upgrade.to());
      kept.put(component, then);
      places.put(i, components.size());
      components.add(then);
    }
    if (!unknown.isEmpty()) {
      undecided.add(
          candidate.reference()
              + " is another release: what its repository has of "
              + String.join(", ", unknown)
              + " is not known here, so these are left out of its numbers; rebuild upon it and scan to see");
    }
    return new Bom(
        bom.subject(),
        candidate.bom().distribution(),
        components,
        dependencies(places),
        List.of(),
        bom.buildInformation());
  }

  /// What was known of the candidate, and of what stays of the image.
  ///
  /// @param places where the components of the image are then
  private List<Bom.Dependency> dependencies(Map<Integer, Integer> places) {
    List<Bom.Dependency> dependencies = new ArrayList<>(candidate.bom().dependencies());
    for (Bom.Dependency dependency : before.bom().dependencies()) {
      Integer from = places.get(dependency.from());
      Integer to = places.get(dependency.to());
      if (from != null && to != null) {
        dependencies.add(new Bom.Dependency(from, to));
      }
    }
    return dependencies;
  }

  /// All of the candidate's layers count as the base, however many they are: what tells origins
  /// knows those of the present image.
  private static Component ofBase(Component component) {
    List<Component.Location> locations = new ArrayList<>();
    for (Component.Location location : component.locations()) {
      locations.add(new Component.Location(location.path(), 0));
    }
    return component.with(locations, component.licences());
  }

  List<String> undecided() {
    return undecided;
  }

  /// What a plan upon the candidate comes to, told with the findings of the present image.
  Outcome outcome(Proposals there, Findings after) {
    Plan plan = there.plan();
    IdentityHashMap<Finding, Plan.Reason> stays = new IdentityHashMap<>();
    for (Plan.Remaining one : plan.remaining()) {
      stays.put(after.findings().get(one.finding()), one.reason());
    }
    BaseImage present = Objects.requireNonNull(origins.base());
    List<Integer> removes = new ArrayList<>();
    List<Integer> later = new ArrayList<>();
    List<Plan.Remaining> remaining = new ArrayList<>();
    Correspondence correspondence = new Correspondence(after.findings());
    for (int i = 0; i < before.findings().size(); i++) {
      Finding finding = before.findings().get(i);
      if (!Remainder.open(finding)) {
        continue;
      }
      Finding then = correspondence.of(finding, kept.get(finding.component()));
      Plan.Reason reason = then == null ? null : stays.get(then);
      if (then == null) {
        removes.add(i);
      } else if (reason != null) {
        remaining.add(new Plan.Remaining(i, reason));
      } else {
        later.add(i);
      }
    }
    Action base =
        new Action(
            Action.Kind.CHANGE_BASE,
            candidate.effort(present, BaseCandidate.release(before.bom())),
            Origin.BASE,
            List.of(),
            candidate,
            null,
            removes,
            remaining.stream().map(Plan.Remaining::finding).toList(),
            introduced(plan.predicted()));
    List<Action> actions = new ArrayList<>();
    actions.add(base);
    actions.addAll(retold(plan.actions(), after, later, correspondence));
    return new Outcome(
        new Plan(actions, remaining, plan.predicted(), List.of(), plan.gap()),
        there.riskOf(plan.predicted()),
        cost(actions) + there.withoutManager(plan.actions()));
  }

  /// The same actions with indexes into the findings of the present image.
  private List<Action> retold(
      List<Action> actions, Findings after, List<Integer> later, Correspondence correspondence) {
    IdentityHashMap<Finding, Integer> present = new IdentityHashMap<>();
    for (int index : later) {
      Finding finding = before.findings().get(index);
      Finding then = correspondence.of(finding, kept.get(finding.component()));
      if (then != null) {
        present.put(then, index);
      }
    }
    List<Action> retold = new ArrayList<>(actions.size());
    for (Action action : actions) {
      retold.add(
          new Action(
              action.kind(),
              action.effort(),
              action.origin(),
              upgrades(action.upgrades(), after, present),
              action.base(),
              action.replacement(),
              action.removal(),
              translated(action.removes(), after, present),
              translated(action.remaining(), after, present),
              action.introduces()));
    }
    return retold;
  }

  private static List<Upgrade> upgrades(
      List<Upgrade> upgrades, Findings after, IdentityHashMap<Finding, Integer> present) {
    List<Upgrade> retold = new ArrayList<>(upgrades.size());
    for (Upgrade upgrade : upgrades) {
      retold.add(
          new Upgrade(
              upgrade.type(),
              upgrade.name(),
              upgrade.from(),
              upgrade.to(),
              upgrade.components(),
              translated(upgrade.removes(), after, present),
              translated(upgrade.remaining(), after, present),
              upgrade.introduces(),
              upgrade.left()));
    }
    return retold;
  }

  private static List<Integer> translated(
      List<Integer> indexes, Findings after, IdentityHashMap<Finding, Integer> present) {
    List<Integer> translated = new ArrayList<>(indexes.size());
    for (int index : indexes) {
      Integer here = present.get(after.findings().get(index));
      if (here != null) {
        translated.add(here);
      }
    }
    translated.sort(null);
    return translated;
  }

  private List<String> introduced(List<Finding> predicted) {
    Set<String> ids = new TreeSet<>();
    for (Finding finding : predicted) {
      if (Remainder.open(finding)) {
        ids.add(finding.id());
      }
    }
    for (Finding finding : before.findings()) {
      ids.remove(finding.id());
    }
    return new ArrayList<>(ids);
  }

  static int cost(List<Action> actions) {
    int cost = 0;
    for (Action action : actions) {
      cost += action.effort().cost();
    }
    return cost;
  }

  /// Finds the finding of the changed image that a present one has become.
  private static final class Correspondence {
    private final IdentityHashMap<Component, Map<String, Finding>> byComponent =
        new IdentityHashMap<>();
    private final Map<String, Finding> byName = new HashMap<>();

    Correspondence(List<Finding> after) {
      for (Finding finding : after) {
        byComponent
            .computeIfAbsent(finding.component(), _ -> new HashMap<>())
            .put(finding.id(), finding);
        byName.put(name(finding), finding);
      }
    }

    /// @param kept the finding's component afterwards; `null` where the base's took its place
    @Nullable Finding of(Finding finding, @Nullable Component kept) {
      return kept == null
          ? byName.get(name(finding))
          : byComponent.getOrDefault(kept, Map.of()).get(finding.id());
    }

    private static String name(Finding finding) {
      return finding.component().type() + '\n' + finding.component().name() + '\n' + finding.id();
    }
  }
}
