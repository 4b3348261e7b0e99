package dev.drydock.repair;

import dev.drydock.dockerfile.Stage;
import dev.drydock.dockerfile.edit.BaseEdit;
import dev.drydock.fix.BaseCandidate;
import dev.drydock.repair.Repairs.UndecidedException;
import java.util.List;

/// Lets the Dockerfile build on another base image.
final class BaseRepair {
  private final boolean pinned;

  BaseRepair(boolean pinned) {
    this.pinned = pinned;
  }

  void carry(Step step) throws UndecidedException {
    BaseCandidate candidate = step.action().base();
    if (candidate == null) {
      throw new IllegalArgumentException("a change of the base without a base");
    }
    OpenRecipe recipe = OpenRecipe.of(step.project(), "change the base image");
    List<Stage> chain = recipe.resolution().chain(recipe.target());
    String digest = candidate.digest();
    String reference =
        pinned && digest != null && candidate.reference().indexOf('@') < 0
            ? candidate.reference() + "@" + digest
            : candidate.reference();
    boolean onePlatform =
        !reference.equals(candidate.reference())
            && String.valueOf(digest).equals(candidate.bom().subject().digest());
    switch (recipe.editor().changeBase(chain.getFirst(), reference)) {
      case BaseEdit.Changed changed -> {
        step.edit(recipe.path(), changed.edits(), changed.line());
        changed.notes().forEach(step::note);
        if (onePlatform) {
          step.note(
              "the digest is that of the image for "
                  + candidate.bom().subject().platform()
                  + "; a build for other platforms needs that of the index");
        }
        for (Stage stage : changed.alsoChanged()) {
          step.note(stage.title() + " builds on it as well, and changes with it");
        }
      }
      case BaseEdit.Satisfied _ ->
          step.next(
              recipe.path()
                  + " names this base already: build again with --pull --no-cache to get it as it"
                  + " is now");
      case BaseEdit.Refused(String reason) -> throw new UndecidedException(reason);
    }
  }
}
