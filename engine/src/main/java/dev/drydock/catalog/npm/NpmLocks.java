package dev.drydock.catalog.npm;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.FileTree;
import dev.drydock.catalog.PackageGraph;
import dev.drydock.catalog.npm.LockFile.Locked;
import dev.drydock.image.LayerEntry;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What catalogers of lock files share: which lock files count, and how their packages are
/// reported.
final class NpmLocks {
  /// Lookups to find what the packages of one lock file need: more than any real one takes.
  static final int MOST_LOOKUPS = 500_000;

  /// Folders that a package manager unpacks other people's packages into. The lock files in there
  /// are how those were developed, not what is in the image.
  private static final List<String> FOREIGN =
      List.of(
          NpmPackages.MODULES,
          "bower_components/",
          "site-packages/",
          "dist-packages/",
          "gems/",
          "pkg/mod/",
          ".cargo/registry/");

  private NpmLocks() {}

  /// The folder that a file lies in, with a trailing slash; `""` for the root.
  static String folder(String path) {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  /// Whether a folder, with a trailing slash, is part of an installed package.
  static boolean foreign(String folder) {
    for (String part : FOREIGN) {
      int at = folder.indexOf(part);
      if (at == 0 || at > 0 && folder.charAt(at - 1) == '/') {
        return true;
      }
    }
    return false;
  }

  /// The folders that have a `node_modules` with packages in it, with a trailing slash.
  static Set<String> foldersWithInstalled(FileTree tree) {
    Set<String> folders = new HashSet<>();
    tree.files(
        file -> {
          String path = file.path();
          if (path.endsWith("/package.json") && NpmPackages.installed(path)) {
            int first = path.startsWith(NpmPackages.MODULES) ? 0 : path.indexOf("/node_modules/");
            folders.add(first == 0 ? "" : path.substring(0, first + 1));
          }
          return false;
        });
    return folders;
  }

  /// Reports each package once, and what it needs. Those of elsewhere come first: they count where
  /// the project has one of the same name and version.
  static void report(LockFile lock, LayerEntry file, String cataloger, Discoveries out) {
    Evidence evidence = new Evidence(cataloger, file.name());
    PackageGraph graph = new PackageGraph(file, evidence, out);
    for (boolean own : new boolean[] {false, true}) {
      for (Map.Entry<String, Locked> entry : lock.packages().entrySet()) {
        if (entry.getValue().own() == own) {
          graph.add(entry.getKey(), component(entry.getValue(), file, evidence));
          graph.needs(entry.getKey(), entry.getValue().needs());
        }
      }
    }
    graph.finish();
  }

  private static Component component(Locked it, LayerEntry file, Evidence evidence) {
    return NpmPackages.component(it.name(), it.version(), it.purl(), it.licences(), file, evidence)
        .hashed(it.hashes())
        .asOwnProject(it.own());
  }
}
