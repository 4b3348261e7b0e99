package dev.drydock.catalog.inventory;

import dev.drydock.bom.Component;
import java.util.HashSet;
import java.util.Set;

/// Which files belong to packages of the operating system.
///
/// A library that such a package installed is that package: it is fixed by the distribution, under
/// the distribution's version, and must not be reported a second time under its language's name.
final class FileOwners {
  private final Set<String> owned = new HashSet<>();
  private final SquashedTree tree;

  FileOwners(SquashedTree tree) {
    this.tree = tree;
  }

  void add(Found found) {
    for (Found.Owner owner : found.owners()) {
      for (String path : owner.ownedPaths()) {
        owned.add(tree.resolveParent(path));
      }
    }
  }

  /// Whether the file that tells of `component` belongs to a package.
  boolean owns(Component component) {
    if (owned.isEmpty() || component.os() != null) {
      return false;
    }
    String path = component.locations().getFirst().path();
    int archive = path.indexOf("!/");
    return owned.contains(archive < 0 ? path : path.substring(0, archive));
  }

  /// Whether the file that a layer has at `path` belongs to a package.
  boolean owns(String path) {
    return !owned.isEmpty() && owned.contains(tree.resolveParent(path));
  }
}
