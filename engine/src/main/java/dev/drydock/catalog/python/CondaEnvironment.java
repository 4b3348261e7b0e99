package dev.drydock.catalog.python;

import dev.drydock.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The Python distributions of conda's `environment.yml` (conda documentation, "Managing
/// environments"), beside its own packages:
///
///     dependencies:
///     - python=3.12
///     - pip:
///       - requests==2.33.0
///       - -r requirements.txt
///
/// Each is a line of a requirements file; those pinned to one version, commit or archive count.
final class CondaEnvironment {
  private CondaEnvironment() {}

  static List<LockedDistribution> of(Json document) {
    StringBuilder lines = new StringBuilder();
    for (Json entry : document.items("dependencies")) {
      for (String line : entry.texts("pip")) {
        lines.append(line).append('\n');
      }
    }
    List<LockedDistribution> locked = new ArrayList<>();
    for (Requirement one :
        RequirementsFile.parse(lines.toString().getBytes(StandardCharsets.UTF_8)).requirements()) {
      String version = one.version() == null ? "" : one.version();
      locked.add(new LockedDistribution(one.name(), version, one.repository(), List.of()));
    }
    return locked;
  }
}
