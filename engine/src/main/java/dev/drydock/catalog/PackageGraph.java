package dev.drydock.catalog;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.bom.Purl;
import dev.drydock.image.LayerEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The packages of one lock file, database or program on their way to [Discoveries]: each is
/// reported once, whatever number of times it stands there, and so is what it needs, once all are
/// known.
public final class PackageGraph {
  /// More than any real source has.
  private static final int MOST_DEPENDENCIES = 500_000;

  private final LayerEntry file;
  private final Evidence evidence;
  private final Discoveries out;
  private final Map<String, Component> byPackage = new HashMap<>();
  private final IdentityHashMap<Component, Integer> numbers = new IdentityHashMap<>();
  private final Map<String, Component> byKey = new HashMap<>();
  private final Map<String, Collection<String>> needs = new LinkedHashMap<>();
  private final Set<Long> told = new HashSet<>();
  private int left = MOST_DEPENDENCIES;

  /// @param file which tells of all of them
  public PackageGraph(LayerEntry file, Evidence evidence, Discoveries out) {
    this.file = file;
    this.evidence = evidence;
    this.out = out;
  }

  /// Reports a component, unless it is known.
  ///
  /// @return the one that counts: of those alike, the first
  public Component add(Component component) {
    return add(component, List.of());
  }

  /// @param ownedPaths files that it installed, as in [Discoveries#add(Component, Collection)]
  public Component add(Component component, Collection<String> ownedPaths) {
    Component known =
        byPackage.putIfAbsent(component.purl() + " " + component.version(), component);
    if (known != null) {
      return known;
    }
    numbers.put(component, numbers.size());
    out.add(component, ownedPaths);
    return component;
  }

  /// @param key by which others need it, one of several maybe; the first component of a key counts
  public Component add(String key, Component component) {
    Component known = add(component);
    byKey.putIfAbsent(key, known);
    return known;
  }

  /// @param key by which others need it; the first one counts
  public Component add(String key, String name, String version, Purl purl) {
    return add(
        key,
        new Component(
            name,
            version,
            purl,
            null,
            List.of(),
            List.of(new Location(file.path(), file.layer())),
            evidence));
  }

  /// The package of one key needs that of another; nothing where there is no such.
  public void need(String from, String to) {
    if (--left >= 0) {
      needs.computeIfAbsent(from, _ -> new ArrayList<>()).add(to);
    }
  }

  /// The package of one key needs those of others.
  public void needs(String from, Collection<String> to) {
    for (String key : to) {
      need(from, key);
    }
  }

  /// One component of this graph needs another.
  public void dependency(Component from, Component to) {
    Integer one = numbers.get(from);
    Integer other = numbers.get(to);
    if (one != null
        && other != null
        && !one.equals(other)
        && told.size() < MOST_DEPENDENCIES
        && told.add((long) one << 32 | other)) {
      out.dependency(from, to);
    }
  }

  /// Reports what those of keys need.
  public void finish() {
    for (Map.Entry<String, Collection<String>> entry : needs.entrySet()) {
      Component from = byKey.get(entry.getKey());
      for (String key : entry.getValue()) {
        Component to = byKey.get(key);
        if (from != null && to != null) {
          dependency(from, to);
        }
      }
    }
  }
}
