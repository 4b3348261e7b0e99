package dev.drydock.catalog.python;

import dev.drydock.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The distributions of a `Pipfile.lock` (Pipenv documentation, "Pipfile and Pipfile.lock"):
///
///     {"_meta": {…}, "default": {"requests": {"version": "==2.21.0", "hashes": […]}}, "develop": {}}
///
/// Those of `default`, and of categories that are not for development.
final class PipfileLock {
  private static final List<String> DEVELOPMENT =
      List.of("develop", "dev", "dev-packages", "test", "tests", "docs", "lint");

  private PipfileLock() {}

  static List<LockedDistribution> of(Json document) {
    List<LockedDistribution> locked = new ArrayList<>();
    for (Map.Entry<String, Json> category : document.members().entrySet()) {
      String name = category.getKey();
      if (!name.startsWith("_") && !DEVELOPMENT.contains(name.toLowerCase(Locale.ROOT))) {
        for (Map.Entry<String, Json> entry : category.getValue().members().entrySet()) {
          locked.add(locked(entry.getKey(), entry.getValue()));
        }
      }
    }
    return locked;
  }

  private static LockedDistribution locked(String name, Json entry) {
    String version = entry.text().orElse(LockedDistribution.text(entry, "version"));
    Requirement pinned = Requirement.parse("x" + version);
    String exact = pinned == null ? null : pinned.version();
    for (String member : List.of("file", "path")) {
      if (exact == null) {
        exact = ArchiveName.version(name, LockedDistribution.text(entry, member));
      }
    }
    return new LockedDistribution(name, exact == null ? "" : exact, repository(entry), List.of())
        .archives(entry.texts("hashes"));
  }

  private static @Nullable String repository(Json entry) {
    for (String system : List.of("git", "hg", "svn", "bzr")) {
      String url = entry.text(system);
      if (url != null) {
        return Repository.at(system, url, LockedDistribution.text(entry, "ref"));
      }
    }
    return null;
  }
}
