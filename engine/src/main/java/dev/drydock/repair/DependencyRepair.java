package dev.drydock.repair;

import dev.drydock.fix.Action;
import dev.drydock.fix.Replacement;
import dev.drydock.fix.Upgrade;
import dev.drydock.origin.BaseImage;
import dev.drydock.origin.Origin;
import dev.drydock.origin.Origins;
import dev.drydock.project.ManifestEdit;
import dev.drydock.project.ManifestFormat;
import dev.drydock.project.ProjectManifest;
import dev.drydock.repair.Manifests.Declaring;
import dev.drydock.repair.Repairs.UndecidedException;
import java.util.List;

/// Changes libraries where the project declares them, or, for those that others bring, where its
/// tool takes a version for them.
final class DependencyRepair {
  private final Origins origins;
  private final List<ManifestFormat> formats;

  DependencyRepair(Origins origins, List<ManifestFormat> formats) {
    this.origins = origins;
    this.formats = List.copyOf(formats);
  }

  void upgrade(Step step) throws UndecidedException {
    Action action = step.action();
    requireOfApplication(action);
    // which version a declaration is about is asked before any of them changes
    Manifests before = Manifests.of(step.project(), formats, action.upgrades().getFirst().type());
    for (Upgrade upgrade : action.upgrades()) {
      Manifests now = Manifests.of(step.project(), formats, upgrade.type());
      List<String> paths =
          before.declaring(upgrade).stream()
              .filter(one -> meant(action, one).equals(upgrade))
              .map(one -> one.manifest().path())
              .toList();
      List<Declaring> declaring =
          now.declaring(upgrade).stream()
              .filter(one -> paths.contains(one.manifest().path()))
              .toList();
      if (declaring.isEmpty()) {
        override(step, now, upgrade);
      } else {
        raise(step, declaring, upgrade);
      }
      now.broken().forEach(step::note);
    }
  }

  private static void raise(Step step, List<Declaring> declaring, Upgrade upgrade)
      throws UndecidedException {
    for (Declaring one : saying(declaring)) {
      take(step, one.manifest(), one.manifest().raise(upgrade.name(), upgrade.to()), upgrade);
    }
    if (declaring.stream().allMatch(one -> one.dependency().development())) {
      step.note(
          upgrade.name()
              + " is declared for development only, and the image has it all the same: what is for"
              + " development can be left out of it, or another package brings it too");
    }
  }

  /// Those that say a version, where any does: the others take theirs from it, as projects do from
  /// `Directory.Packages.props`, and modules from their parent.
  private static List<Declaring> saying(List<Declaring> declaring) {
    List<Declaring> saying =
        declaring.stream().filter(one -> !one.dependency().requirement().isEmpty()).toList();
    return saying.isEmpty() ? declaring : saying;
  }

  private static void override(Step step, Manifests manifests, Upgrade upgrade)
      throws UndecidedException {
    ProjectManifest owner = new TransitiveOwner(step.project()).of(manifests.all(), upgrade);
    take(step, owner, owner.override(upgrade.name(), upgrade.to()), upgrade);
    step.note(
        upgrade.name()
            + " comes with another package: "
            + owner.path()
            + " says which version, until that one brings it by itself");
  }

  /// Of several versions of a library in the image, the one that a file's declaration is about: the
  /// very one that it names, else one of the same line, else the last.
  private static Upgrade meant(Action action, Declaring declaring) {
    String version = declaring.dependency().version().orElse("");
    Upgrade meant = action.upgrades().getLast();
    for (Upgrade upgrade : action.upgrades()) {
      if (upgrade.from().equals(version)) {
        return upgrade;
      }
      if (line(upgrade.from()).equals(line(version))) {
        meant = upgrade;
      }
    }
    return meant;
  }

  /// The first number of a version.
  private static String line(String version) {
    int dot = version.indexOf('.');
    return dot < 0 ? version : version.substring(0, dot);
  }

  void replace(Step step) throws UndecidedException {
    requireOfApplication(step.action());
    Replacement replacement = step.action().replacement();
    if (replacement == null) {
      throw new IllegalArgumentException("a replacement without what to take");
    }
    Upgrade old = step.action().upgrades().getFirst();
    Manifests manifests = Manifests.of(step.project(), formats, old.type());
    List<Declaring> declaring = manifests.declaring(old);
    if (declaring.isEmpty()) {
      throw new UndecidedException(
          old.name()
              + " is declared in no file here: it comes with another package, whose newer version or"
              + " alternative may do without it");
    }
    for (Declaring one : declaring) {
      ManifestEdit edit =
          one.manifest().replace(old.name(), replacement.replacement(), replacement.version());
      take(step, one.manifest(), edit, old);
    }
    step.note(
        replacement.reason()
            + " Code that uses it has to change too, where the two differ ("
            + replacement.source()
            + ")");
    manifests.broken().forEach(step::note);
  }

  /// What came with the base image is declared there. Where that it did is only guessed, the files
  /// of the project are asked all the same.
  private void requireOfApplication(Action action) throws UndecidedException {
    BaseImage base = origins.base();
    if (action.origin() == Origin.BASE && base != null && !base.evidence().guessed()) {
      throw new UndecidedException(
          action.upgrades().getFirst().name()
              + " came with the base image, and no file here says its version; take a newer base,"
              + " with --base, or upgrade it in an instruction of its own");
    }
  }

  private static void take(Step step, ProjectManifest manifest, ManifestEdit edit, Upgrade upgrade)
      throws UndecidedException {
    switch (edit) {
      case ManifestEdit.Changed changed -> {
        step.edit(manifest.path(), changed.edits(), changed.line());
        step.next(changed.next());
      }
      case ManifestEdit.Satisfied _ -> step.next(heldBack(step, manifest.path(), upgrade));
      case ManifestEdit.Refused(String reason) -> throw new UndecidedException(reason);
    }
  }

  /// The file asks for the fix, and the image does not have it.
  private static String heldBack(Step step, String path, Upgrade upgrade) {
    String asks =
        path
            + " asks for "
            + upgrade.name()
            + " "
            + upgrade.to()
            + " already, but the image has "
            + upgrade.from();
    String lock =
        new LockFiles(step.project())
            .naming(Project.directory(path), upgrade.type(), upgrade.name());
    if (lock == null) {
      return asks + ": build it again, with --no-cache";
    }
    String command = LockFiles.renewing(lock, upgrade.name());
    return asks
        + ": renew it in "
        + lock
        + (command.isEmpty() ? "" : " with " + command)
        + ", and build again";
  }
}
