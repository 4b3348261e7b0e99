package dev.drydock.repair;

import dev.drydock.dockerfile.Dockerfile;
import dev.drydock.dockerfile.DockerfileEditor;
import dev.drydock.dockerfile.DockerfileException;
import dev.drydock.dockerfile.Resolution;
import dev.drydock.dockerfile.Stage;
import dev.drydock.repair.Repairs.UndecidedException;

/// A project's Dockerfile, read for an edit.
record OpenRecipe(String path, Resolution resolution, Stage target) {

  /// @param purpose what needs it, to follow `needs the Dockerfile to`
  static OpenRecipe of(Project project, String purpose) throws UndecidedException {
    Project.Recipe recipe = project.recipe();
    if (recipe == null) {
      throw new UndecidedException(
          "it needs the Dockerfile to " + purpose + "; name it with --dockerfile");
    }
    Dockerfile file;
    try {
      file = Dockerfile.parse(recipe.path(), project.text(recipe.path()));
    } catch (DockerfileException e) {
      throw new UndecidedException(String.valueOf(e.getMessage()));
    }
    String target = recipe.target();
    Stage stage = target == null ? file.target() : file.stage(target).orElse(null);
    if (stage == null) {
      throw new UndecidedException(
          recipe.path() + " has no stage " + target + "; name one of its own with --target");
    }
    return new OpenRecipe(recipe.path(), Resolution.of(file, recipe.arguments()), stage);
  }

  DockerfileEditor editor() {
    return new DockerfileEditor(resolution);
  }
}
