package dev.drydock.base.declaration;

import dev.drydock.dockerfile.Dockerfile;
import dev.drydock.dockerfile.Stage;
import dev.drydock.dockerfile.resolution.Base;
import dev.drydock.dockerfile.resolution.BuildArguments;
import dev.drydock.dockerfile.resolution.Resolution;
import dev.drydock.dockerfile.resolution.StageNeeds;
import dev.drydock.image.registry.ImageReference;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The images from elsewhere that a build of a Dockerfile stands on, or copies from.
public final class RecipeImages {
  private RecipeImages() {}

  /// @param problems why there may be more
  public record Found(List<ImageReference> images, List<Unknown> problems) {
    public Found {
      images = List.copyOf(images);
      problems = List.copyOf(problems);
    }
  }

  /// What nobody can tell.
  ///
  /// @param line of the Dockerfile
  /// @param message what is wrong, and what to write instead, one line
  public record Unknown(int line, String message) {}

  /// @param arguments of the build
  public static Found of(Dockerfile dockerfile, Map<String, String> arguments) {
    Resolution resolution = Resolution.of(dockerfile, new BuildArguments(arguments, null, null));
    StageNeeds needs = resolution.needs(dockerfile.target());
    Set<String> references = new LinkedHashSet<>();
    List<Unknown> problems = new ArrayList<>();
    for (Stage stage : needs.stages()) {
      switch (resolution.base(stage)) {
        case Base.Image image -> references.add(image.reference());
        case Base.EarlierStage _, Base.Scratch _ -> {
          // nothing from elsewhere
        }
        case Base.Unresolved(String reason) ->
            problems.add(
                new Unknown(
                    stage.from().firstLine(),
                    reason + "; give what is missing in `arguments`, or a default in ARG"));
      }
    }
    int target = dockerfile.target().from().firstLine();
    for (String undecided : needs.undecided()) {
      problems.add(
          new Unknown(
              target,
              "nobody can say what it copies from '"
                  + undecided
                  + "'; write the stage or image itself"));
    }
    references.addAll(needs.images());
    List<ImageReference> images = new ArrayList<>();
    for (String reference : references) {
      try {
        images.add(ImageReference.parse(reference));
      } catch (IllegalArgumentException e) {
        problems.add(new Unknown(target, String.valueOf(e.getMessage())));
      }
    }
    return new Found(images, problems);
  }
}
