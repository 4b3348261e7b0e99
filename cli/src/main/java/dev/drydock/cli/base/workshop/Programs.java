package dev.drydock.cli.base.workshop;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// The programs that are installed, looked for on `PATH` by Drydock itself: a search that begins in
/// the current directory, as some systems do it, could find a stranger's program.
final class Programs {
  private Programs() {}

  /// @param environment of this process
  static Optional<Path> find(Map<String, String> environment, String name) {
    for (String directory : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      try {
        Path candidate = Path.of(directory, name);
        if (candidate.isAbsolute()
            && Files.isRegularFile(candidate)
            && Files.isExecutable(candidate)) {
          return Optional.of(candidate);
        }
      } catch (InvalidPathException _) {
        // no directory of that name can be there
      }
    }
    return Optional.empty();
  }
}
