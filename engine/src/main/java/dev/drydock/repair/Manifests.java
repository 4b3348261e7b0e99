package dev.drydock.repair;

import dev.drydock.fix.Upgrade;
import dev.drydock.project.DeclaredDependency;
import dev.drydock.project.ManifestException;
import dev.drydock.project.ManifestFormat;
import dev.drydock.project.ProjectManifest;
import dev.drydock.repair.Repairs.UndecidedException;
import java.util.ArrayList;
import java.util.List;

/// The files of a project that declare packages of one type, read.
///
/// @param all in the order of their paths
/// @param broken why others could not be read, one plain line each
record Manifests(String type, List<ProjectManifest> all, List<String> broken) {
  Manifests {
    all = List.copyOf(all);
    broken = List.copyOf(broken);
  }

  /// A file with a declaration of one package.
  record Declaring(ProjectManifest manifest, DeclaredDependency dependency) {}

  static Manifests of(Project project, List<ManifestFormat> formats, String type)
      throws UndecidedException {
    List<ManifestFormat> ofType =
        formats.stream().filter(format -> format.purlType().equals(type)).toList();
    if (ofType.isEmpty()) {
      throw new UndecidedException(
          "files that declare packages of type "
              + type
              + " are not known yet; raise it by hand where the application declares it");
    }
    List<ProjectManifest> all = new ArrayList<>();
    List<String> broken = new ArrayList<>();
    for (String path : project.paths()) {
      for (ManifestFormat format : ofType) {
        if (format.reads(Project.fileName(path))) {
          try {
            all.add(format.read(path, project.text(path)));
          } catch (ManifestException e) {
            broken.add(String.valueOf(e.getMessage()));
          }
          break;
        }
      }
    }
    if (all.isEmpty()) {
      throw new UndecidedException(
          broken.isEmpty()
              ? "no file of the project declares packages of type "
                  + type
                  + " (looked for "
                  + String.join(", ", ofType.stream().map(ManifestFormat::name).toList())
                  + "); where the application is built, name its directory with --project"
              : broken.getFirst());
    }
    return new Manifests(type, all, broken);
  }

  /// Every file that declares the package, under whatever spelling, once.
  List<Declaring> declaring(Upgrade upgrade) {
    String wanted = DependencyNames.canonical(type, upgrade.name());
    List<Declaring> declaring = new ArrayList<>();
    for (ProjectManifest manifest : all) {
      Declaring found = null;
      for (DeclaredDependency dependency : manifest.dependencies()) {
        boolean better = found == null || found.dependency().development();
        if (better && DependencyNames.canonical(type, dependency.name()).equals(wanted)) {
          found = new Declaring(manifest, dependency);
        }
      }
      if (found != null) {
        declaring.add(found);
      }
    }
    return declaring;
  }
}
