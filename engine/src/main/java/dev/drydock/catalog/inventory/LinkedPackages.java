package dev.drydock.catalog.inventory;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.OsPackage;
import dev.drydock.bom.Installation;
import dev.drydock.catalog.LinkedFile;
import dev.drydock.image.LayerEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Which packages have a library that a file is linked with which no package owns: a program that
/// was copied into the image, or compiled in it.
///
/// A library that the file finds in a directory of its own (`DT_RUNPATH`) and that no package owns
/// is no package's. Any other is taken for that of every package that has a file of its name:
/// `LD_LIBRARY_PATH` and `/etc/ld.so.conf` may lead to each of them, and too much kept is no harm.
final class LinkedPackages {
  private static final int MOST_NAMED = 8;

  private final SquashedTree tree;
  private final FileOwners owners;

  /// Packages by the names of the files that they own.
  private final Map<String, Set<Component>> byName = new HashMap<>();

  /// Directories in which packages have libraries.
  private final Set<String> directories = new LinkedHashSet<>();

  private final IdentityHashMap<Component, Set<String>> linkedBy = new IdentityHashMap<>();
  private boolean known = true;

  private LinkedPackages(SquashedTree tree, FileOwners owners) {
    this.tree = tree;
    this.owners = owners;
  }

  /// The packages with who is linked with them; as they are where it is not known of every file.
  static LinkedPackages of(SquashedTree tree, FileOwners owners, List<Found> found) {
    LinkedPackages packages = new LinkedPackages(tree, owners);
    List<LinkedFile> files = new ArrayList<>(0);
    for (Found one : found) {
      for (LinkedFile file : one.linked()) {
        if (!owners.owns(file.path())) {
          files.add(file);
        }
      }
    }
    // an ordinary image has none: what packages own is looked through only for the others
    if (!files.isEmpty()) {
      for (Found one : found) {
        for (Found.Owner owner : one.owners()) {
          if (installation(owner.component()) != null) {
            packages.add(owner);
          }
        }
      }
      files.forEach(packages::add);
    }
    return packages;
  }

  private static @Nullable Installation installation(Component component) {
    return component.os() == null ? null : component.os().installation();
  }

  private void add(Found.Owner owner) {
    for (String path : owner.ownedPaths()) {
      int slash = path.lastIndexOf('/');
      if (path.indexOf(".so", slash + 1) > 0) {
        byName
            .computeIfAbsent(path.substring(slash + 1), _ -> new LinkedHashSet<>(2))
            .add(owner.component());
        directories.add(path.substring(0, Math.max(slash, 0)));
      }
    }
  }

  private void add(LinkedFile file) {
    if (!file.known()) {
      known = false;
    }
    for (String library : file.libraries()) {
      String name = library.substring(library.lastIndexOf('/') + 1);
      if (!isBundled(file, name)) {
        for (Component component : byName.getOrDefault(name, targets(name))) {
          linkedBy.computeIfAbsent(component, _ -> new TreeSet<>()).add(file.path());
        }
      }
    }
  }

  /// Whether the file finds it where it looks first, and it is no package's.
  private boolean isBundled(LinkedFile file, String name) {
    String own = file.path().substring(0, Math.max(0, file.path().lastIndexOf('/')));
    for (String directory : file.directories()) {
      String at = directory.replace("${ORIGIN}", "$ORIGIN").replace("$ORIGIN", "/" + own);
      if (at.startsWith("/") && at.indexOf('$') < 0) {
        LayerEntry there = tree.file(at.substring(1) + "/" + name).orElse(null);
        if (there != null) {
          return !owners.owns(there.path());
        }
      }
    }
    return false;
  }

  /// Packages of the file that a link of this name leads to: `ldconfig` makes such links, and no
  /// package has them in its list.
  private Set<Component> targets(String name) {
    for (String directory : directories) {
      LayerEntry there = tree.file(directory + "/" + name).orElse(null);
      if (there != null) {
        return byName.getOrDefault(there.name(), Set.of());
      }
    }
    return Set.of();
  }

  /// A component as it is to be reported.
  Component with(Component component) {
    OsPackage os = component.os();
    Installation installation = installation(component);
    if (!known || os == null || installation == null) {
      return component;
    }
    List<String> files = new ArrayList<>(linkedBy.getOrDefault(component, Set.of()));
    return component.with(
        os.with(installation.linkedBy(files.subList(0, Math.min(MOST_NAMED, files.size())))));
  }
}
