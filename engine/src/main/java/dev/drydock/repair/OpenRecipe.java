package dev.drydock.repair;

import dev.drydock.bom.Bom;
import dev.drydock.dockerfile.Dockerfile;
import dev.drydock.dockerfile.DockerfileException;
import dev.drydock.dockerfile.Stage;
import dev.drydock.dockerfile.edit.DockerfileEditor;
import dev.drydock.dockerfile.resolution.Base;
import dev.drydock.dockerfile.resolution.Resolution;
import dev.drydock.origin.DockerfileHistory;
import dev.drydock.repair.Repairs.UndecidedException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A project's Dockerfile, read, with the stage that makes the image.
public record OpenRecipe(String path, Resolution resolution, Stage target) {

  /// Empty where the project has none, or it cannot be read, which the actions that need it say.
  public static Optional<OpenRecipe> of(Project project) {
    try {
      return Optional.of(of(project, "look at it"));
    } catch (UndecidedException _) {
      return Optional.empty();
    }
  }

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

  /// What it accounts for in an image's history.
  public DockerfileHistory history(Bom.Subject image) {
    return DockerfileHistory.of(image, resolution, target);
  }

  /// The image that it builds upon, with every variable resolved; `null` where that is none, or
  /// nobody can say.
  public @Nullable String base() {
    Stage first = resolution.chain(target).getFirst();
    return resolution.base(first) instanceof Base.Image image ? image.reference() : null;
  }

  DockerfileEditor editor() {
    return new DockerfileEditor(resolution);
  }
}
