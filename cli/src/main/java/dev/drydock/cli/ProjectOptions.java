package dev.drydock.cli;

import dev.drydock.dockerfile.BuildArguments;
import dev.drydock.limits.Limits;
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
