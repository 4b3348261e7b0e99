package dev.drydock.fix;

import dev.drydock.bom.Bom;
import dev.drydock.bom.Component;
import dev.drydock.match.Finding;
import dev.drydock.match.Finding.Status;
import dev.drydock.match.Findings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Finds the upgrade of each package that removes its findings, and matches the upgraded components
/// again: a plan only promises what is then really gone.
final class UpgradePlanner {
  /// A fix may itself be affected by something that has a later fix, and so on.
  private static final int ROUNDS = 5;

  private final MatchingAgain again;

  UpgradePlanner(MatchingAgain again) {
    this.again = again;
  }

  /// Every upgrade that removes something, in the order in which its package first has a finding.
  List<Upgrade> upgrades(Findings findings) {
    List<Target> targets = targets(findings);
    List<Target> open = targets;
    for (int round = 0; round < ROUNDS && !open.isEmpty(); round++) {
      matchAgain(findings.bom(), open);
      List<Target> raised = new ArrayList<>();
      for (Target target : open) {
        if (target.raiseToWhatIsLeft()) {
          raised.add(target);
        }
      }
      open = raised;
    }
    // those that were raised at last have not been looked at since
    if (!open.isEmpty()) {
      matchAgain(findings.bom(), open);
    }
    List<Upgrade> upgrades = new ArrayList<>(targets.size());
    for (Target target : targets) {
      Upgrade upgrade = target.upgrade();
      if (!upgrade.removes().isEmpty()) {
        upgrades.add(upgrade);
      }
    }
    return upgrades;
  }

  /// What has at least one fix, by package and version.
  private static List<Target> targets(Findings findings) {
    IdentityHashMap<Component, Integer> indexes = new IdentityHashMap<>();
    List<Component> components = findings.bom().components();
    for (int i = 0; i < components.size(); i++) {
      indexes.put(components.get(i), i);
    }
    Map<String, Target> byPackage = new LinkedHashMap<>();
    List<Finding> all = findings.findings();
    for (int i = 0; i < all.size(); i++) {
      Finding finding = all.get(i);
      Integer component = indexes.get(finding.component());
      if (component != null && finding.status() == Status.AFFECTED) {
        byPackage
            .computeIfAbsent(key(finding.component()), _ -> new Target(finding.component()))
            .add(i, finding, component);
      }
    }
    List<Target> targets = new ArrayList<>(byPackage.size());
    for (Target target : byPackage.values()) {
      if (target.hasFix()) {
        targets.add(target);
      }
    }
    return targets;
  }

  private static String key(Component component) {
    Component.OsPackage os = component.os();
    return component.type()
        + '\n'
        + (os == null
            ? component.name() + '\n' + component.version()
            : os.source().name() + '\n' + os.source().version());
  }

  private void matchAgain(Bom bom, List<Target> targets) {
    Map<Integer, Component> upgraded = new LinkedHashMap<>();
    IdentityHashMap<Component, Integer> origins = new IdentityHashMap<>();
    IdentityHashMap<Component, Target> owners = new IdentityHashMap<>();
    for (Target target : targets) {
      for (int index : target.components()) {
        Component component = target.upgraded(bom.components().get(index));
        upgraded.put(index, component);
        origins.put(component, index);
        owners.put(component, target);
      }
    }
    Map<Target, Map<Integer, List<Finding>>> left = new HashMap<>();
    for (Finding finding : again.inPlace(bom, upgraded)) {
      Target owner = owners.get(finding.component());
      Integer origin = origins.get(finding.component());
      if (owner != null && origin != null) {
        left.computeIfAbsent(owner, _ -> new HashMap<>())
            .computeIfAbsent(origin, _ -> new ArrayList<>())
            .add(finding);
      }
    }
    for (Target target : targets) {
      target.left(left.getOrDefault(target, Map.of()));
    }
  }

  /// Ids as a set that keeps an order.
  static Set<String> ids(List<Finding> findings) {
    Set<String> ids = new TreeSet<>();
    for (Finding finding : findings) {
      ids.add(finding.id());
    }
    return ids;
  }
}
