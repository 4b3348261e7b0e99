package dev.drydock.cli;

import dev.drydock.bom.Bom;
import dev.drydock.dockerfile.Base;
import dev.drydock.dockerfile.BuildArguments;
import dev.drydock.dockerfile.Dockerfile;
import dev.drydock.dockerfile.DockerfileException;
import dev.drydock.dockerfile.Resolution;
import dev.drydock.dockerfile.Stage;
import dev.drydock.hygiene.BuildSource;
import dev.drydock.limits.Limits;
import dev.drydock.origin.DockerfileHistory;
import dev.drydock.project.formats.ProjectFormats;
import dev.drydock.repair.Project;
import dev.drydock.repair.ProjectReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The project that an image is built from, as `--dockerfile`, `--target`, `--build-arg` and
/// `--project` tell of it.
///
/// @param root the directory of its files
record ProjectOptions(Path root, Project project) {

  /// `null` where nobody names one.
  static @Nullable ProjectOptions of(Invocation invocation, String platform, Limits limits)
      throws IOException, Failure {
    String dockerfile = invocation.value("--dockerfile");
    String directory = invocation.value("--project");
    if (dockerfile == null && directory == null) {
      return null;
    }
    Path file = dockerfile == null ? null : existing(dockerfile, "--dockerfile");
    Path root;
    if (directory != null) {
      root = existing(directory, "--project");
      if (!Files.isDirectory(root)) {
        throw Failure.input(root + " is no directory; name the one of the project", null);
      }
    } else {
      Path parent = file == null ? null : file.toAbsolutePath().getParent();
      root = parent == null ? Path.of(".") : parent;
    }
    Project project =
        new ProjectReader(ProjectFormats.builtIn(), limits)
            .read(root, file, invocation.value("--target"), arguments(invocation, platform));
    return new ProjectOptions(root, project);
  }

  /// What the Dockerfile says of an image's history; `null` where there is none, or it cannot be
  /// read, which the actions that need it say.
  @Nullable DockerfileHistory history(Bom.Subject image) {
    Recipe recipe = recipe();
    return recipe == null
        ? null
        : DockerfileHistory.of(image, recipe.resolution(), recipe.target());
  }

  /// The Dockerfile for those who look at how the image was built; `null` where there is none, or
  /// it cannot be read.
  ///
  /// @param history what it says of the image's history
  @Nullable BuildSource source(@Nullable DockerfileHistory history) {
    Recipe recipe = recipe();
    if (recipe == null) {
      return null;
    }
    Map<Integer, Integer> layers = new HashMap<>();
    Map<Integer, Integer> entries = new HashMap<>();
    if (history instanceof DockerfileHistory.Fits fits) {
      fits.accounted().forEach((entry, made) -> entries.put(entry, made.firstLine()));
      for (int layer = 0; layer < fits.image().layers().size(); layer++) {
        Integer line = fits.lineOfLayer(layer).orElse(null);
        if (line != null) {
          layers.put(layer, line);
        }
      }
    }
    return new BuildSource(
        recipe.resolution(),
        recipe.target(),
        history instanceof DockerfileHistory.Fits,
        layers,
        entries);
  }

  /// The base image that the Dockerfile names, with every variable resolved; `null` where there is
  /// none, or nobody can say.
  @Nullable String base() {
    Recipe recipe = recipe();
    if (recipe == null) {
      return null;
    }
    Stage first = recipe.resolution().chain(recipe.target()).getFirst();
    return recipe.resolution().base(first) instanceof Base.Image image ? image.reference() : null;
  }

  /// A Dockerfile understood.
  private record Recipe(Resolution resolution, Stage target) {}

  private @Nullable Recipe recipe() {
    Project.Recipe recipe = project.recipe();
    String text = recipe == null ? null : project.texts().get(recipe.path());
    if (recipe == null || text == null) {
      return null;
    }
    try {
      Dockerfile file = Dockerfile.parse(recipe.path(), text);
      String name = recipe.target();
      Stage target = name == null ? file.target() : file.stage(name).orElse(null);
      return target == null ? null : new Recipe(Resolution.of(file, recipe.arguments()), target);
    } catch (DockerfileException _) {
      return null;
    }
  }

  private static Path existing(String text, String option) throws Failure {
    Path path = Surroundings.path(text);
    if (!Files.exists(path)) {
      throw Failure.input(
          ErrorLine.oneLine(text) + " of " + option + " is not there; check the path", null);
    }
    return path;
  }

  private static BuildArguments arguments(Invocation invocation, String platform) throws Failure {
    Map<String, String> values = new HashMap<>();
    for (String one : invocation.values("--build-arg")) {
      int equals = one.indexOf('=');
      if (equals <= 0) {
        throw Failure.usage("--build-arg is NAME=VALUE, as for the build");
      }
      values.put(one.substring(0, equals), one.substring(equals + 1));
    }
    return new BuildArguments(values, platform, platform);
  }
}
