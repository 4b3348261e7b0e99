package dev.drydock.fix;

import dev.drydock.bom.Component;
import dev.drydock.match.Finding;
import dev.drydock.version.Version;
import dev.drydock.version.VersionScheme;
import dev.drydock.version.VersionSchemes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A package that is to be upgraded, while it is found out to which version.
final class Target {
  private final Component example;
  private final List<Integer> components = new ArrayList<>();
  private final List<Component> found = new ArrayList<>();
  private final List<Integer> findings = new ArrayList<>();
  private final List<Finding> before = new ArrayList<>();
  private final List<Integer> beforeComponents = new ArrayList<>();
  private Map<Integer, List<Finding>> left = Map.of();
  private @Nullable String to;

  Target(Component example) {
    this.example = example;
  }

  void add(int index, Finding finding, int component) {
    if (!components.contains(component)) {
      components.add(component);
      found.add(finding.component());
    }
    findings.add(index);
    before.add(finding);
    beforeComponents.add(component);
    raise(finding);
  }

  boolean hasFix() {
    return to != null;
  }

  List<Integer> components() {
    return components;
  }

  /// The component as it will be.
  Component upgraded(Component component) {
    return to == null ? component : at(component, to);
  }

  /// `component` in another version; that of the source for packages of an operating system.
  static Component at(Component component, String version) {
    Component.OsPackage os = component.os();
    Component other =
        new Component(
            component.name(),
            version,
            component.purl().at(version),
            os == null
                ? null
                : new Component.OsPackage(
                    new Component.Source(os.source().name(), version, os.source().epochKnown()),
                    os.architecture(),
                    os.maintainer(),
                    os.modularityLabel()),
            component.licences(),
            component.locations(),
            component.evidence());
    // a program that is built again needs what it needed
    return other.having(component.packages());
  }

  void left(Map<Integer, List<Finding>> found) {
    left = found;
  }

  /// Goes to the fixes of what the new version still has; `false` where there are none.
  boolean raiseToWhatIsLeft() {
    String known = to;
    for (List<Finding> some : left.values()) {
      for (Finding finding : some) {
        raise(finding);
      }
    }
    return to != null && !to.equals(known);
  }

  /// The first fix of a finding is the nearest; of all findings, the highest of these is needed.
  private void raise(Finding finding) {
    if (finding.fixedIn().isEmpty()) {
      return;
    }
    String fix = finding.fixedIn().getFirst();
    if (to == null || higher(fix, to, finding.matches().getFirst().scheme())) {
      to = fix;
    }
  }

  private static boolean higher(String first, String second, String scheme) {
    Optional<VersionScheme> order = VersionSchemes.of(scheme);
    if (order.isEmpty()) {
      return false;
    }
    Optional<Version> one = order.get().parse(first);
    Optional<Version> other = order.get().parse(second);
    return one.isPresent() && other.isPresent() && one.get().compareTo(other.get()) > 0;
  }

  Upgrade upgrade() {
    List<Integer> removes = new ArrayList<>();
    List<Integer> remaining = new ArrayList<>();
    Set<String> known = UpgradePlanner.ids(before);
    Set<String> introduces = new TreeSet<>();
    for (List<Finding> some : left.values()) {
      introduces.addAll(UpgradePlanner.ids(some));
    }
    introduces.removeAll(known);
    for (int i = 0; i < findings.size(); i++) {
      List<Finding> there = left.getOrDefault(beforeComponents.get(i), List.of());
      (UpgradePlanner.ids(there).contains(before.get(i).id()) ? remaining : removes)
          .add(findings.get(i));
    }
    Component.OsPackage os = example.os();
    return new Upgrade(
        example.type(),
        os == null ? example.name() : os.source().name(),
        os == null ? example.version() : os.source().version(),
        to == null ? "" : to,
        found,
        removes,
        remaining,
        new ArrayList<>(introduces),
        everythingLeft());
  }

  private List<Finding> everythingLeft() {
    List<Finding> all = new ArrayList<>();
    for (int component : components) {
      all.addAll(left.getOrDefault(component, List.of()));
    }
    return all;
  }
}
