package dev.drydock.repair;

import dev.drydock.bom.Bom;
import dev.drydock.bom.Component;
import dev.drydock.bom.Installation;
import dev.drydock.dockerfile.edit.PackageManager;
import dev.drydock.dockerfile.edit.RemovalEdit;
import dev.drydock.fix.Removal;
import dev.drydock.origin.BaseImage;
import dev.drydock.origin.Origin;
import dev.drydock.origin.Origins;
import dev.drydock.repair.Repairs.UndecidedException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/// Lets the Dockerfile make an image without packages that nothing in it needs.
///
/// What only an instruction of the Dockerfile brings is taken out of that instruction, where
/// nothing behind it could need it; everything else is removed behind the last `RUN`.
final class RemovalRepair {
  private final Origins origins;

  RemovalRepair(Origins origins) {
    this.origins = origins;
  }

  /// @param there what is in the image, or in its new base where an earlier action changes it
  void carry(Step step, Bom there) throws UndecidedException {
    Removal removal = step.action().removal();
    if (removal == null) {
      throw new IllegalArgumentException("a removal of nothing");
    }
    OpenRecipe recipe = OpenRecipe.of(step.project(), "remove packages");
    String type = removal.packages().getFirst().type();
    PackageManager manager = new InstalledManager(there).of(type);
    RemovalEdit edit =
        recipe
            .editor()
            .removePackages(recipe.target(), manager, removal.names(), installed(removal), null);
    switch (edit) {
      case RemovalEdit.Changed changed -> {
        step.edit(recipe.path(), changed.edits(), changed.line());
        if (!changed.removed().isEmpty()) {
          step.note(
              "what a later layer removes stays in the layers below it: the image gets no smaller,"
                  + " and whoever unpacks those layers still finds "
                  + String.join(", ", changed.removed()));
        }
      }
      case RemovalEdit.Refused(String reason) -> throw new UndecidedException(reason);
    }
    for (String check : removal.checks()) {
      step.next("make sure that " + check);
    }
  }

  /// Those that are there for an instruction of the Dockerfile alone: not in the base as well, and
  /// not for the recommendation of a package that stays.
  private Set<String> installed(Removal removal) {
    Set<String> installed = new LinkedHashSet<>();
    Set<String> removed = new HashSet<>(removal.along());
    removed.addAll(removal.names());
    BaseImage base = origins.base();
    for (Component component : removal.packages()) {
      Installation installation = component.os() == null ? null : component.os().installation();
      if (base != null
          && !base.evidence().guessed()
          && origins.of(component) == Origin.APPLICATION
          && installation != null
          && removed.containsAll(installation.recommendedBy())) {
        installed.add(component.name());
      }
    }
    return installed;
  }
}
