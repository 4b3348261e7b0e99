package dev.drydock.repair;

import dev.drydock.bom.Bom;
import dev.drydock.bom.Component;
import dev.drydock.fix.Upgrade;
import dev.drydock.project.ProjectManifest;
import dev.drydock.repair.Repairs.UndecidedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Finds the file in which to set the version of a package that no file declares: the one whose
/// lock file names it, the one that lies where the package lies in the image, or the only one.
final class TransitiveOwner {
  static final Set<String> LOCKS =
      Set.of(
          "package-lock.json",
          "npm-shrinkwrap.json",
          "yarn.lock",
          "pnpm-lock.yaml",
          "poetry.lock",
          "uv.lock",
          "pdm.lock",
          "Pipfile.lock",
          "go.sum",
          "Gemfile.lock",
          "gems.locked",
          "Cargo.lock",
          "composer.lock",
          "packages.lock.json",
          "gradle.lockfile");

  private final Project project;
  private final Bom bom;

  TransitiveOwner(Project project, Bom bom) {
    this.project = project;
    this.bom = bom;
  }

  ProjectManifest of(List<ProjectManifest> manifests, Upgrade upgrade) throws UndecidedException {
    if (manifests.size() == 1) {
      return manifests.getFirst();
    }
    List<ProjectManifest> locking = new ArrayList<>();
    for (ProjectManifest manifest : manifests) {
      if (locked(directory(manifest.path()), upgrade.name())) {
        locking.add(manifest);
      }
    }
    if (locking.size() == 1) {
      return locking.getFirst();
    }
    List<ProjectManifest> near = near(locking.isEmpty() ? manifests : locking, upgrade);
    if (near.size() == 1) {
      return near.getFirst();
    }
    throw new UndecidedException(
        upgrade.name()
            + " comes with another package, and any of "
            + String.join(", ", manifests.stream().map(ProjectManifest::path).toList())
            + " may bring it; raise it there to "
            + upgrade.to()
            + ", or name one directory with --project");
  }

  private boolean locked(String directory, String name) {
    for (String path : project.texts().keySet()) {
      if (directory(path).equals(directory)
          && LOCKS.contains(path.substring(path.lastIndexOf('/') + 1))
          && names(project.text(path), name)) {
        return true;
      }
    }
    return false;
  }

  /// Whether `name` stands in the text as a whole word.
  private static boolean names(String text, String name) {
    for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
      int end = at + name.length();
      boolean starts = at == 0 || !partOfName(text.charAt(at - 1)) || text.charAt(at - 1) == '/';
      boolean ends = end == text.length() || !partOfName(text.charAt(end));
      if (starts && ends) {
        return true;
      }
    }
    return false;
  }

  private static boolean partOfName(char c) {
    return Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.' || c == '/';
  }

  /// Those whose directory is one in which the package lies in the image: `web/package.json` for
  /// `srv/web/node_modules/…`.
  private List<ProjectManifest> near(List<ProjectManifest> manifests, Upgrade upgrade) {
    List<ProjectManifest> near = new ArrayList<>();
    for (ProjectManifest manifest : manifests) {
      String directory = directory(manifest.path());
      boolean here = false;
      for (int index : upgrade.components()) {
        for (Component.Location location : bom.components().get(index).locations()) {
          here |= !directory.isEmpty() && ("/" + location.path()).contains("/" + directory + "/");
        }
      }
      if (here) {
        near.add(manifest);
      }
    }
    return near;
  }

  private static String directory(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }
}
