package dev.drydock.vex;

import dev.drydock.bom.Bom;
import dev.drydock.bom.Component;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// Whether a component is in the image as a part of some product alone: whatever else uses it is
/// not spoken of by a statement about that product.
///
/// Two components that one file tells of are no parts of each other: a lock file, a bill of
/// materials and a program name all that they hold side by side.
final class Containment {
  private final List<Component> components;
  private final IdentityHashMap<Component, Integer> indexes = new IdentityHashMap<>();
  private final List<List<Integer>> users = new ArrayList<>();
  private final Archives archives;

  Containment(Bom bom) {
    components = bom.components();
    archives = new Archives(components);
    for (int i = 0; i < components.size(); i++) {
      indexes.put(components.get(i), i);
      users.add(new ArrayList<>(1));
    }
    for (Bom.Dependency dependency : bom.dependencies()) {
      users.get(dependency.to()).add(dependency.from());
    }
  }

  /// Goes up from what `component` is used by. Every way has to lead to a product; a component that
  /// nobody uses is in the product only where it lies in the product's own files.
  boolean onlyWithin(Component component, Predicate<Component> product) {
    Integer start = indexes.get(component);
    if (start == null) {
      return false;
    }
    Set<Integer> seen = new HashSet<>();
    Deque<Integer> open = new ArrayDeque<>();
    open.add(start);
    boolean reached = false;
    while (!open.isEmpty()) {
      int at = open.poll();
      if (!seen.add(at)) {
        continue;
      }
      Component here = components.get(at);
      if (product.test(here)) {
        reached = true;
      } else if (!users.get(at).isEmpty()) {
        open.addAll(users.get(at));
      } else if (inFilesOf(here, product)) {
        reached = true;
      } else {
        return false;
      }
    }
    return reached;
  }

  private boolean inFilesOf(Component component, Predicate<Component> product) {
    for (Component.Location location : component.locations()) {
      if (!archives.hold(location.path(), component, product)) {
        return false;
      }
    }
    return true;
  }
}
