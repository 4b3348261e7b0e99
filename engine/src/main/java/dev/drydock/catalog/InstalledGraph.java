package dev.drydock.catalog;

import dev.drydock.bom.Component;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the packages of an operating system need of each other: names of packages, and whatever
/// else packages provide, such as libraries and commands. Reported once all of them are known.
///
/// Only what is installed counts: what is needed and not there, a package manager has let pass.
public final class InstalledGraph {
  /// More than any real image has; and so many names that packages may provide.
  private static final int MOST = 500_000;

  private final Discoveries out;
  private final Map<String, Component> byName = new HashMap<>();
  private final Map<String, Component> byProvided = new HashMap<>();
  private final Map<String, Component> byArchitecture = new HashMap<>();
  private final List<Need> needs = new ArrayList<>();
  private int left = MOST;

  /// @param alternatives one of which is enough, the preferred one first
  private record Need(Component from, List<String> alternatives) {}

  public InstalledGraph(Discoveries out) {
    this.out = out;
  }

  /// A package under its own name, which counts more than what others provide by that name; of one
  /// that is there for several architectures, the one of the same architecture counts.
  public void add(String name, Component component) {
    Component other = byName.putIfAbsent(name, component);
    if (other != null) {
      byArchitecture.putIfAbsent(key(name, architecture(other)), other);
      byArchitecture.putIfAbsent(key(name, architecture(component)), component);
    }
  }

  /// What a package provides beside its own name; the first one counts.
  public void provide(String name, Component component) {
    if (--left >= 0) {
      byProvided.putIfAbsent(name, component);
    }
  }

  /// @param alternatives one of which is enough, the preferred one first
  public void need(Component from, List<String> alternatives) {
    if (--left >= 0) {
      needs.add(new Need(from, alternatives));
    }
  }

  /// Reports what they need.
  // the same object stands for a package each time, and comparing whole ones costs much more
  @SuppressWarnings("ReferenceEquality")
  public void finish() {
    Component last = null;
    Set<Component> told = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Need need : needs) {
      if (need.from != last) {
        told.clear();
        last = need.from;
      }
      for (String name : need.alternatives) {
        Component to = find(name, need.from);
        if (to != null) {
          if (to != need.from && told.add(to)) {
            out.dependency(need.from, to);
          }
          break;
        }
      }
    }
  }

  private @Nullable Component find(String name, Component from) {
    if (!byArchitecture.isEmpty()) {
      Component same = byArchitecture.get(key(name, architecture(from)));
      if (same != null) {
        return same;
      }
    }
    Component named = byName.get(name);
    return named == null ? byProvided.get(name) : named;
  }

  private static String architecture(Component component) {
    return component.os() == null ? "" : component.os().architecture();
  }

  private static String key(String name, String architecture) {
    return name + ':' + architecture;
  }
}
