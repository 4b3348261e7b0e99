package dev.drydock.cli.input;

import dev.drydock.bom.Bom;
import dev.drydock.hygiene.BuildSource;
import dev.drydock.origin.BaseRecognition;
import dev.drydock.origin.DockerfileHistory;
import dev.drydock.origin.KnownBase;
import dev.drydock.origin.Origins;
import dev.drydock.origin.provenance.BuildProvenance;
import dev.drydock.repair.OpenRecipe;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How much of one image a Dockerfile accounts for: that of its project where it fits, else that
/// which the builder wrote down beside the image.
///
/// @param recipe `null` where none is known, or it cannot be read
/// @param told of the image's history; `null` where there is no recipe
/// @param lines whether the lines that it tells are those of a file that people see
/// @param note why no lines are told, in one line; `null` where there is nothing to say
public record Account(
    Bom.Subject image,
    @Nullable BuildProvenance provenance,
    @Nullable OpenRecipe recipe,
    @Nullable DockerfileHistory told,
    boolean lines,
    @Nullable String note) {
  private static final String REVISION = "org.opencontainers.image.revision";

  public static Account of(
      Bom.Subject image,
      @Nullable BuildProvenance provenance,
      Projects.@Nullable Located project,
      Projects projects) {
    OpenRecipe recipe = project == null ? null : OpenRecipe.of(project.project()).orElse(null);
    DockerfileHistory told = recipe == null ? null : recipe.history(image);
    String note =
        told instanceof DockerfileHistory.DoesNotFit(String reason)
            ? "the lines of the Dockerfile are not told: " + reason + revision(image, provenance)
            : null;
    if (!(told instanceof DockerfileHistory.Fits) && provenance != null) {
      OpenRecipe written = projects.written(image, provenance).orElse(null);
      DockerfileHistory then = written == null ? null : written.history(image);
      if (then instanceof DockerfileHistory.Fits) {
        boolean alone = recipe == null;
        return new Account(image, provenance, alone ? written : recipe, then, alone, note);
      }
    }
    return new Account(image, provenance, recipe, told, true, note);
  }

  private static String revision(Bom.Subject image, @Nullable BuildProvenance provenance) {
    String revision = provenance == null ? null : provenance.revision();
    revision = revision == null ? image.labels().get(REVISION) : revision;
    return revision == null ? "" : " (the image was built from revision " + revision + ")";
  }

  /// Where the base image ends, and which line of the Dockerfile made which layer.
  ///
  /// @param known bases to look for
  public Origins origins(List<KnownBase> known) {
    BaseRecognition recognition =
        told instanceof DockerfileHistory.Fits fits
            ? lines ? BaseRecognition.of(known, fits) : new BaseRecognition(known, fits.origin())
            : new BaseRecognition(known, null);
    return recognition.with(provenance).of(image);
  }

  /// The base image that the Dockerfile names; `null` where nobody can say.
  public @Nullable String base() {
    return recipe == null ? null : recipe.base();
  }

  /// The Dockerfile for those who look at how the image was built; `null` where none is known, or
  /// only one that nobody sees.
  public @Nullable BuildSource source() {
    if (recipe == null) {
      return null;
    }
    Map<Integer, Integer> layers = new HashMap<>();
    Map<Integer, Integer> entries = new HashMap<>();
    boolean fits = lines && told instanceof DockerfileHistory.Fits;
    if (lines && told instanceof DockerfileHistory.Fits history) {
      history.accounted().forEach((entry, made) -> entries.put(entry, made.firstLine()));
      for (int layer = 0; layer < image.layers().size(); layer++) {
        Integer line = history.lineOfLayer(layer).orElse(null);
        if (line != null) {
          layers.put(layer, line);
        }
      }
    }
    return new BuildSource(recipe.resolution(), recipe.target(), fits, layers, entries);
  }
}
