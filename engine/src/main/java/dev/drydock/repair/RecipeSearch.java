package dev.drydock.repair;

import dev.drydock.bom.Bom;
import dev.drydock.dockerfile.Stage;
import dev.drydock.dockerfile.resolution.BuildArguments;
import dev.drydock.origin.DockerfileHistory;
import dev.drydock.origin.provenance.BuildProvenance;
import dev.drydock.repair.Project.Recipe;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds out how an image was built: which Dockerfile of a project, which stage, which arguments.
/// What people name counts first, then the provenance of the build, then buildx's label
/// `com.docker.image.source.entrypoint`; where neither names a Dockerfile that is there, the one
/// that accounts for the history of the image.
public final class RecipeSearch {
  private static final String ENTRY_POINT = "com.docker.image.source.entrypoint";
  private static final int MOST = 200;
  private static final int MOST_STAGES = 50;

  private final Bom.Subject image;
  private final @Nullable BuildProvenance provenance;
  private final @Nullable String target;
  private final BuildArguments arguments;

  /// @param target as people name it; `null` where they do not
  /// @param arguments as people name them
  public RecipeSearch(
      Bom.Subject image,
      @Nullable BuildProvenance provenance,
      @Nullable String target,
      BuildArguments arguments) {
    this.image = image;
    this.provenance = provenance;
    this.target = target;
    this.arguments = arguments;
  }

  /// A project with the Dockerfile, where one was found.
  ///
  /// @param note how, or why none was, in one plain line; `null` where there is nothing to say
  public record Found(Project project, @Nullable String note) {}

  /// A Dockerfile of the project that accounts for the image.
  ///
  /// @param entries of the history that are its
  private record Fitting(Recipe recipe, int entries) {}

  static boolean isDockerfile(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return !lower.endsWith(".dockerignore")
        && (lower.equals("dockerfile")
            || lower.equals("containerfile")
            || lower.startsWith("dockerfile.")
            || lower.startsWith("containerfile.")
            || lower.endsWith(".dockerfile")
            || lower.endsWith(".containerfile"));
  }

  /// The path of the Dockerfile, as the image tells it.
  public Optional<String> named() {
    String told = provenance == null ? null : provenance.dockerfile();
    return Optional.ofNullable(told == null ? image.labels().get(ENTRY_POINT) : told);
  }

  public Found in(Project project) {
    Recipe recipe = project.recipe();
    if (recipe != null) {
      return new Found(project.building(of(project, recipe.path())), null);
    }
    String told = provenance == null ? null : provenance.dockerfile();
    String named = named().orElse(null);
    if (named != null
        && project.texts().containsKey(named)
        && isDockerfile(Project.fileName(named))) {
      String who = told == null ? "a label of the image" : "the provenance of the image";
      return new Found(
          project.building(of(project, named)),
          named + " is the Dockerfile that " + who + " names");
    }
    return fitting(project, named);
  }

  /// The Dockerfile as the provenance has it, for who has no project.
  public Optional<OpenRecipe> written() {
    if (provenance == null || provenance.text() == null) {
      return Optional.empty();
    }
    String path = provenance.dockerfile() == null ? "Dockerfile" : provenance.dockerfile();
    Project alone = new Project(null, Map.of(path, provenance.text()), List.of());
    return OpenRecipe.of(alone.building(of(alone, path)));
  }

  /// How that Dockerfile is built.
  private Recipe of(Project project, String path) {
    String stage = target == null && provenance != null ? provenance.target() : target;
    Recipe recipe = new Recipe(path, stage, arguments());
    boolean there = stage == null || OpenRecipe.of(project.building(recipe)).isPresent();
    // what people name is said to be missing; what a document names is only looked for
    return there || Objects.equals(stage, target)
        ? recipe
        : new Recipe(path, null, recipe.arguments());
  }

  private BuildArguments arguments() {
    Map<String, String> values =
        new HashMap<>(provenance == null ? Map.of() : provenance.arguments());
    values.putAll(arguments.values());
    String platform = image.platform().indexOf('/') > 0 ? image.platform() : arguments.platform();
    return new BuildArguments(values, platform, arguments.buildPlatform());
  }

  private Found fitting(Project project, @Nullable String named) {
    List<String> paths =
        project.paths().stream().filter(path -> isDockerfile(Project.fileName(path))).toList();
    List<Fitting> best = new ArrayList<>();
    for (String path : paths.subList(0, Math.min(paths.size(), MOST))) {
      Fitting fitting = fitting(project, of(project, path));
      if (fitting != null && (best.isEmpty() || fitting.entries() >= best.getFirst().entries())) {
        if (!best.isEmpty() && fitting.entries() > best.getFirst().entries()) {
          best.clear();
        }
        best.add(fitting);
      }
    }
    // of equals the one that is called as it was when the image was built
    List<Fitting> alike =
        named == null
            ? List.of()
            : best.stream()
                .filter(one -> ("/" + named).endsWith("/" + one.recipe().path()))
                .toList();
    List<Fitting> chosen = alike.size() == 1 ? alike : best;
    if (chosen.size() == 1) {
      Recipe recipe = chosen.getFirst().recipe();
      return new Found(
          project.building(recipe),
          recipe.path()
              + (recipe.target() == null ? "" : " (stage " + recipe.target() + ")")
              + " is the Dockerfile that accounts for the image");
    }
    if (paths.isEmpty()) {
      return new Found(project, null);
    }
    return new Found(
        project,
        chosen.isEmpty()
            ? "no Dockerfile of the project accounts for the image; name it with --dockerfile"
            : "several Dockerfiles of the project account for the image ("
                + String.join(", ", chosen.stream().map(one -> one.recipe().path()).toList())
                + "); name the one it is built from with --dockerfile");
  }

  /// The stage that accounts for the most of the image: the wanted one, or the last, or else
  /// another one with a name; `null` where none does.
  private @Nullable Fitting fitting(Project project, Recipe recipe) {
    OpenRecipe open = OpenRecipe.of(project.building(recipe)).orElse(null);
    if (open == null) {
      return null;
    }
    int entries = entries(open.history(image));
    if (entries > 0 || recipe.target() != null) {
      return entries > 0 ? new Fitting(recipe, entries) : null;
    }
    Fitting best = null;
    List<Stage> stages = open.resolution().file().stages();
    for (Stage stage : stages.subList(0, Math.min(stages.size(), MOST_STAGES))) {
      if (stage.name() != null) {
        int other = entries(DockerfileHistory.of(image, open.resolution(), stage));
        if (other > 0 && (best == null || other > best.entries())) {
          best = new Fitting(new Recipe(recipe.path(), stage.name(), recipe.arguments()), other);
        }
      }
    }
    return best;
  }

  private static int entries(DockerfileHistory history) {
    return switch (history) {
      case DockerfileHistory.Fits fits -> fits.accounted().size();
      case DockerfileHistory.DoesNotFit _ -> 0;
    };
  }
}
