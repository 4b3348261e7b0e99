package dev.drydock.repair;

import dev.drydock.bom.Component;
import dev.drydock.fix.Upgrade;
import dev.drydock.project.DeclaredDependency;
import dev.drydock.project.ManifestEdit;
import dev.drydock.project.ProjectManifest;
import dev.drydock.repair.Repairs.UndecidedException;
import java.util.List;
import java.util.function.Predicate;

/// Finds the file in which to set the version of a package that no file declares: the one whose
/// lock file names it, the one that lies where the package lies in the image, or the only one.
final class TransitiveOwner {
  private final LockFiles locks;

  TransitiveOwner(Project project) {
    this.locks = new LockFiles(project);
  }

  /// @param manifests not empty
  ProjectManifest of(List<ProjectManifest> manifests, Upgrade upgrade) throws UndecidedException {
    List<ProjectManifest> left = manifests;
    left = narrowed(left, manifest -> isLocked(manifest, upgrade));
    left = narrowed(left, manifest -> !isForDevelopment(manifest));
    left = narrowed(left, manifest -> isNear(manifest, upgrade));
    left = narrowed(left, manifest -> takes(manifest, upgrade));
    if (left.size() == 1) {
      return left.getFirst();
    }
    throw new UndecidedException(
        upgrade.name()
            + " comes with another package, and any of "
            + String.join(", ", left.stream().map(ProjectManifest::path).toList())
            + " may bring it; raise it there to "
            + upgrade.to()
            + ", or name one directory with --project");
  }

  /// Those of which something is true, where it is true of any.
  private static List<ProjectManifest> narrowed(
      List<ProjectManifest> manifests, Predicate<ProjectManifest> condition) {
    List<ProjectManifest> those = manifests.stream().filter(condition).toList();
    return manifests.size() == 1 || those.isEmpty() ? manifests : those;
  }

  private boolean isLocked(ProjectManifest manifest, Upgrade upgrade) {
    return locks.naming(Project.directory(manifest.path()), upgrade.type(), upgrade.name()) != null;
  }

  /// Whether nothing that it declares is for the application: `requirements-dev.txt`.
  private static boolean isForDevelopment(ProjectManifest manifest) {
    return !manifest.dependencies().isEmpty()
        && manifest.dependencies().stream().allMatch(DeclaredDependency::development);
  }

  /// Whether its directory is one in which the package lies in the image: `web/package.json` for
  /// `srv/web/node_modules/…`.
  private static boolean isNear(ProjectManifest manifest, Upgrade upgrade) {
    String directory = Project.directory(manifest.path());
    for (Component component : upgrade.components()) {
      for (Component.Location location : component.locations()) {
        if (!directory.isEmpty() && ("/" + location.path()).contains("/" + directory + "/")) {
          return true;
        }
      }
    }
    return false;
  }

  /// Whether a file of its kind has a place for the versions of what others bring.
  private static boolean takes(ProjectManifest manifest, Upgrade upgrade) {
    return !(manifest.override(upgrade.name(), upgrade.to()) instanceof ManifestEdit.Refused);
  }
}
