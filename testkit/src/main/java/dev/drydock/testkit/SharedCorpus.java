package dev.drydock.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Inputs too large or too restricted in licence to be part of the repository: a folder `shared`
/// beside the checkout, or where the environment variable `DRYDOCK_SHARED` says.
///
/// Tests that need it are skipped where it is missing, and say so:
/// `SharedCorpus.find("corpus/versions")` with JUnit's assumptions.
public final class SharedCorpus {
  private SharedCorpus() {}

  /// @param path below the folder
  public static Optional<Path> find(String path) {
    String configured = System.getenv("DRYDOCK_SHARED");
    if (configured != null) {
      return Optional.of(Path.of(configured, path)).filter(Files::exists);
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path candidate = at.resolve("shared").resolve(path);
      if (Files.exists(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }
}
