package dev.drydock.bom;

import dev.drydock.bom.Component.Location;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Puts a [Bom] together: the same package in several places is one component with several
/// locations, and the order is that of the purls, whatever the order in which all came.
public final class BomBuilder {
  private final TreeMap<String, Component> byKey = new TreeMap<>();
  private final List<Need> needs = new ArrayList<>();
  private final List<Bom.Unreadable> unreadable = new ArrayList<>();
  private final List<BuildInformation> buildInformation = new ArrayList<>();
  private @Nullable Distribution distribution;

  private record Need(Component from, Component to) {}

  public void add(Component component) {
    byKey.merge(key(component), component, BomBuilder::merge);
  }

  /// `from` needs `to`; where one of them has not been added by the end, this is passed over.
  public void dependency(Component from, Component to) {
    needs.add(new Need(from, to));
  }

  public void unreadable(Bom.Unreadable one) {
    unreadable.add(one);
  }

  public void buildInformation(BuildInformation one) {
    buildInformation.add(one);
  }

  public void distribution(@Nullable Distribution told) {
    distribution = told;
  }

  /// How many different components there are.
  public int size() {
    return byKey.size();
  }

  public Bom build(Bom.Subject subject) {
    unreadable.sort(
        (one, other) -> {
          int byPath = one.path().compareTo(other.path());
          return byPath != 0 ? byPath : one.cataloger().compareTo(other.cataloger());
        });
    buildInformation.sort(
        (one, other) -> {
          int byLayer = Integer.compare(one.location().layer(), other.location().layer());
          return byLayer != 0 ? byLayer : one.location().path().compareTo(other.location().path());
        });
    return new Bom(
        subject, distribution, components(), dependencies(), unreadable, buildInformation);
  }

  /// The purl tells packages apart, save for those whose source gives no version or two builds.
  private static String key(Component component) {
    return component.purl() + " " + component.name() + " " + component.version();
  }

  private static Component merge(Component first, Component second) {
    Set<Location> locations = new LinkedHashSet<>(first.locations());
    locations.addAll(second.locations());
    Set<String> licences = new LinkedHashSet<>(first.licences());
    licences.addAll(second.licences());
    List<Location> sorted = new ArrayList<>(locations);
    sorted.sort(
        (one, other) -> {
          int byPath = one.path().compareTo(other.path());
          return byPath != 0 ? byPath : Integer.compare(one.layer(), other.layer());
        });
    // one of a registry's packages beside the project of the same name is a package all the same
    Component merged =
        first
            .with(sorted, List.copyOf(licences))
            .asOwnProject(first.ownProject() && second.ownProject())
            .having(packages(first.packages(), second.packages()));
    if (second.hashes().isEmpty() || second.hashes().equals(first.hashes())) {
      return merged;
    }
    // all of them until all are known: which of two counts must not depend on what came first
    Set<Component.Hash> hashes = new LinkedHashSet<>(first.hashes());
    hashes.addAll(second.hashes());
    return merged.hashed(List.copyOf(hashes));
  }

  /// Those of either. What of one of both nobody knows may be all.
  private static @Nullable List<String> packages(
      @Nullable List<String> first, @Nullable List<String> second) {
    if (first == null || second == null || first.equals(second)) {
      return first == null ? null : second;
    }
    TreeSet<String> all = new TreeSet<>(first);
    all.addAll(second);
    return List.copyOf(all);
  }

  private List<Component> components() {
    List<Component> components = new ArrayList<>(byKey.size());
    for (Component component : byKey.values()) {
      components.add(
          component.hashes().size() < 2
              ? component
              : component.hashed(Hashes.unambiguous(component.hashes())));
    }
    return components;
  }

  private List<Bom.Dependency> dependencies() {
    if (needs.isEmpty()) {
      return List.of();
    }
    Map<String, Integer> index = new HashMap<>();
    for (String key : byKey.keySet()) {
      index.put(key, index.size());
    }
    List<Bom.Dependency> all = new ArrayList<>(needs.size());
    // purls are long: the text of each is made once, not for each need
    IdentityHashMap<Component, String> keys = new IdentityHashMap<>();
    for (Need need : needs) {
      Integer from = index.get(keys.computeIfAbsent(need.from(), BomBuilder::key));
      Integer to = index.get(keys.computeIfAbsent(need.to(), BomBuilder::key));
      if (from != null && to != null && !from.equals(to)) {
        all.add(new Bom.Dependency(from, to));
      }
    }
    all.sort(
        (one, other) ->
            one.from() != other.from()
                ? Integer.compare(one.from(), other.from())
                : Integer.compare(one.to(), other.to()));
    return withoutRepeats(all);
  }

  /// By their numbers: what records have for being equal is linked at its first use, which costs a
  /// JVM that has just started 10 ms.
  private static List<Bom.Dependency> withoutRepeats(List<Bom.Dependency> sorted) {
    List<Bom.Dependency> once = new ArrayList<>(sorted.size());
    int from = -1;
    int to = -1;
    for (Bom.Dependency one : sorted) {
      if (one.from() != from || one.to() != to) {
        once.add(one);
      }
      from = one.from();
      to = one.to();
    }
    return once;
  }
}
