package dev.drydock.pipeline;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/// Which CI systems a repository uses.
public final class CiDetection {
  private CiDetection() {}

  /// Those of which it has files; else that of the host that it is pushed to.
  public static List<CiSystem> of(Repository repository) {
    List<CiSystem> found = new ArrayList<>();
    for (CiSystem system : CiSystem.builtIn()) {
      if (system.signs().stream().anyMatch(sign -> Files.exists(repository.root().resolve(sign)))) {
        found.add(system);
      }
    }
    if (found.isEmpty()) {
      for (CiSystem system : CiSystem.builtIn()) {
        if (repository.hosts().stream()
            .anyMatch(host -> system.hosts().stream().anyMatch(host::contains))) {
          found.add(system);
        }
      }
    }
    return List.copyOf(found);
  }
}
