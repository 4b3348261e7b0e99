package dev.drydock.catalog.python;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.PackageGraph;
import dev.drydock.catalog.python.LockedDistribution.Need;
import dev.drydock.image.ImagePaths;
import dev.drydock.image.LayerEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the catalogers of lock files share: where files count, and how what is locked is reported.
final class LockFiles {
  /// Folders of installed packages: what lies deeper in them is a package's own, not the image's.
  private static final List<String> NOT_BELOW =
      List.of("site-packages/", "dist-packages/", "node_modules/", "usr/share/doc/");

  /// More than any real lock file has.
  private static final int MOST_DEPENDENCIES = 200_000;

  private LockFiles() {}

  /// Whether a file of this path could be that of an application in the image.
  static boolean counts(String path) {
    return NOT_BELOW.stream().noneMatch(folder -> ImagePaths.leadsThrough(path, folder));
  }

  static void report(
      List<LockedDistribution> locked, String cataloger, LayerEntry file, Discoveries out) {
    Location location = new Location(file.path(), file.layer());
    Evidence evidence = new Evidence(cataloger, file.name());
    PackageGraph graph = new PackageGraph(file, evidence, out);
    Map<LockedDistribution, Component> components = new HashMap<>();
    List<LockedDistribution> reported = new ArrayList<>();
    // those of elsewhere count where the project has one of the same name and version
    for (boolean own : new boolean[] {false, true}) {
      for (LockedDistribution one : locked) {
        if (one.own() == own && one.plausible()) {
          components.put(one, graph.add(component(one, location, evidence)));
          reported.add(one);
        }
      }
    }
    dependencies(reported, components, graph);
  }

  private static Component component(LockedDistribution one, Location location, Evidence evidence) {
    return PythonDistributions.component(
            one.name(),
            one.version(),
            one.repository() == null ? Map.of() : Map.of("vcs_url", one.repository()),
            List.of(),
            location,
            evidence)
        .hashed(one.hashes())
        .asOwnProject(one.own());
  }

  private static void dependencies(
      List<LockedDistribution> locked,
      Map<LockedDistribution, Component> components,
      PackageGraph graph) {
    Map<String, List<LockedDistribution>> byName = LockedDistribution.byName(locked);
    int left = MOST_DEPENDENCIES;
    for (LockedDistribution from : locked) {
      for (Need need : from.needs()) {
        if (need.optional()) {
          continue; // nothing says that the extra is installed
        }
        for (LockedDistribution to : LockedDistribution.meant(need, byName)) {
          Component one = components.get(from);
          Component other = components.get(to);
          if (--left < 0) {
            return;
          }
          if (one != null && other != null) {
            graph.dependency(one, other);
          }
        }
      }
    }
  }
}
