package dev.drydock.catalog.python;

import dev.drydock.catalog.python.LockedDistribution.Need;
import dev.drydock.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The distributions of a `pdm.lock` (PDM documentation, "Lock file"):
///
///     [[package]]
///     name = "requests"
///     version = "2.27.1"
///     groups = ["default"]
///     dependencies = ["certifi>=2017.4.17"]
///
/// Groups are extras, or for development; which of the two only the `pyproject.toml` beside says.
/// Without it `dev` is taken to be for development, which is what PDM calls that group by itself.
final class PdmLock {
  private static final Set<String> DEVELOPMENT = Set.of("dev");

  private PdmLock() {}

  static List<LockedDistribution> of(Json document, @Nullable ProjectFile project) {
    Set<String> development =
        project == null || project.development().isEmpty() ? DEVELOPMENT : project.development();
    List<LockedDistribution> locked = new ArrayList<>();
    for (Json entry : document.items("package")) {
      List<String> groups = entry.texts("groups");
      String path = LockedDistribution.text(entry, "path");
      if (groups.isEmpty() || !development.containsAll(groups)) {
        locked.add(
            new LockedDistribution(
                    LockedDistribution.text(entry, "name"),
                    LockedDistribution.text(entry, "version"),
                    Repository.at(
                        "git",
                        LockedDistribution.text(entry, "git"),
                        LockedDistribution.text(entry, "revision")),
                    Need.of(entry.texts("dependencies")))
                .archives(LockedDistribution.digests(entry.items("files")))
                .asOwn(entry.get("path").isPresent() && !ArchiveName.archive(path)));
      }
    }
    return locked;
  }
}
