package dev.drydock.match;

import dev.drydock.bom.Bom;
import dev.drydock.bom.Component;
import java.util.BitSet;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/// Main modules of Go programs whose version is the commit that they were built from.
///
/// Of a dependency `v0.0.0-20240426060020-9640d75c1384` says that there was no tag before that
/// commit ([Go Modules Reference, "Pseudo-versions"](https://go.dev/ref/mod#pseudo-versions)). Of a
/// main module it says only that nobody knew of tags when it was built: a checkout without them, or
/// Go before 1.24. It is lower than every release and would be affected by all that was ever fixed.
public final class WorkingCopies {
  private static final String PREFIX = "v0.0.0-";

  private WorkingCopies() {}

  /// By identity. A main module needs others, and is needed by none.
  public static Set<Component> of(Bom bom) {
    Set<Component> found = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Component> components = bom.components();
    BitSet untagged = new BitSet();
    for (int i = 0; i < components.size(); i++) {
      Component component = components.get(i);
      if (component.version().startsWith(PREFIX) && component.type().equals("golang")) {
        untagged.set(i);
      }
    }
    if (untagged.isEmpty()) {
      return found;
    }
    BitSet needing = new BitSet();
    BitSet needed = new BitSet();
    for (Bom.Dependency dependency : bom.dependencies()) {
      needing.set(dependency.from());
      needed.set(dependency.to());
    }
    untagged.and(needing);
    untagged.andNot(needed);
    for (int i = untagged.nextSetBit(0); i >= 0; i = untagged.nextSetBit(i + 1)) {
      found.add(components.get(i));
    }
    return found;
  }
}
