package dev.drydock.repair;

import dev.drydock.bom.Bom;
import dev.drydock.fix.Replacement;
import dev.drydock.fix.Upgrade;
import dev.drydock.project.DeclaredDependency;
import dev.drydock.project.ManifestEdit;
import dev.drydock.project.ManifestException;
import dev.drydock.project.ManifestFormat;
import dev.drydock.project.ProjectManifest;
import dev.drydock.repair.Repairs.UndecidedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Changes libraries where the project declares them, or, for those that others bring, where its
/// tool takes a version for them.
final class DependencyRepair {
  private final Bom bom;
  private final List<ManifestFormat> formats;

  DependencyRepair(Bom bom, List<ManifestFormat> formats) {
    this.bom = bom;
    this.formats = List.copyOf(formats);
  }

  void upgrade(Step step) throws UndecidedException {
    for (Upgrade upgrade : step.action().upgrades()) {
      List<ProjectManifest> manifests = manifests(step.project(), upgrade.type());
      List<ProjectManifest> declaring = declaring(manifests, upgrade);
      if (!declaring.isEmpty()) {
        for (ProjectManifest manifest : declaring) {
          take(step, manifest.path(), manifest.raise(upgrade.name(), upgrade.to()), upgrade);
        }
        continue;
      }
      ProjectManifest owner = new TransitiveOwner(step.project(), bom).of(manifests, upgrade);
      take(step, owner.path(), owner.override(upgrade.name(), upgrade.to()), upgrade);
      step.note(
          upgrade.name()
              + " comes with another package: "
              + owner.path()
              + " now says which version, until that one brings it by itself");
    }
  }

  void replace(Step step) throws UndecidedException {
    Replacement replacement = step.action().replacement();
    if (replacement == null) {
      throw new IllegalArgumentException("a replacement without what to take");
    }
    Upgrade old = step.action().upgrades().getFirst();
    List<ProjectManifest> declaring = declaring(manifests(step.project(), old.type()), old);
    if (declaring.isEmpty()) {
      throw new UndecidedException(
          old.name()
              + " is declared in no file here: it comes with another package, whose newer version or"
              + " alternative may do without it");
    }
    for (ProjectManifest manifest : declaring) {
      take(
          step,
          manifest.path(),
          manifest.replace(old.name(), replacement.replacement(), replacement.version()),
          old);
    }
    step.note(
        replacement.reason()
            + " Code that uses it has to change too, where the two differ ("
            + replacement.source()
            + ")");
  }

  private static void take(Step step, String path, ManifestEdit edit, Upgrade upgrade)
      throws UndecidedException {
    switch (edit) {
      case ManifestEdit.Changed changed -> {
        step.edit(path, changed.edits(), changed.line());
        step.next(changed.next());
      }
      case ManifestEdit.Satisfied _ ->
          step.next(
              path
                  + " already allows "
                  + upgrade.name()
                  + " "
                  + upgrade.to()
                  + ", but the image has "
                  + upgrade.from()
                  + ": renew the lock file, and build again");
      case ManifestEdit.Refused(String reason) -> throw new UndecidedException(reason);
    }
  }

  private List<ProjectManifest> manifests(Project project, String type) throws UndecidedException {
    List<ProjectManifest> manifests = new ArrayList<>();
    for (String path : project.texts().keySet().stream().sorted().toList()) {
      String name = path.substring(path.lastIndexOf('/') + 1);
      for (ManifestFormat format : formats) {
        if (format.purlType().equals(type) && format.reads(name)) {
          try {
            manifests.add(format.read(path, project.text(path)));
          } catch (ManifestException e) {
            throw new UndecidedException(String.valueOf(e.getMessage()));
          }
          break;
        }
      }
    }
    if (manifests.isEmpty()) {
      throw new UndecidedException(
          "no file of the project declares packages of type "
              + type
              + " (looked for "
              + names(type)
              + "); where the application is built, name its directory with --project");
    }
    return manifests;
  }

  private String names(String type) {
    List<String> names = new ArrayList<>();
    for (ManifestFormat format : formats) {
      if (format.purlType().equals(type)) {
        names.add(format.name());
      }
    }
    return names.isEmpty() ? "none: this kind is not known yet" : String.join(", ", names);
  }

  private static List<ProjectManifest> declaring(List<ProjectManifest> manifests, Upgrade upgrade) {
    String wanted = canonical(upgrade.type(), upgrade.name());
    List<ProjectManifest> declaring = new ArrayList<>();
    for (ProjectManifest manifest : manifests) {
      for (DeclaredDependency dependency : manifest.dependencies()) {
        if (canonical(upgrade.type(), dependency.name()).equals(wanted)) {
          declaring.add(manifest);
          break;
        }
      }
    }
    return declaring;
  }

  /// The form in which two spellings of one name are equal.
  static String canonical(String type, String name) {
    return switch (type) {
      case "pypi" -> name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
      case "nuget", "composer" -> name.toLowerCase(Locale.ROOT);
      default -> name;
    };
  }
}
