package dev.drydock.catalog.python;

import dev.drydock.catalog.python.LockedDistribution.Need;
import dev.drydock.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The distributions of a `poetry.lock` of any version (Poetry documentation, "Basic usage"):
///
///     [[package]]
///     name = "flask"
///     version = "1.0.3"
///     category = "main"      # until version 1.1
///     groups = ["main"]      # from version 2.1
///     [package.dependencies]
///     Jinja2 = ">=2.10"
///
/// What only development needs is left out: all groups but `main` are for that. Version 2.0 of the
/// lock file does not have groups; there the `pyproject.toml` beside tells what the project needs.
final class PoetryLock {
  private static final String MAIN = "main";

  private PoetryLock() {}

  static List<LockedDistribution> of(Json document, @Nullable ProjectFile project) {
    List<LockedDistribution> locked = new ArrayList<>();
    boolean grouped = false;
    for (Json entry : document.items("package")) {
      boolean categorised = entry.get("category").isPresent();
      boolean inGroups = entry.get("groups").isPresent();
      grouped |= categorised || inGroups;
      boolean development =
          categorised && !MAIN.equals(entry.text("category"))
              || inGroups && !entry.texts("groups").contains(MAIN);
      if (!development) {
        locked.add(
            new LockedDistribution(
                    LockedDistribution.text(entry, "name"),
                    LockedDistribution.text(entry, "version"),
                    repository(entry),
                    needs(entry))
                .archives(LockedDistribution.digests(files(entry, document)))
                .asOwn("directory".equals(source(entry).text("type"))));
      }
    }
    return grouped || project == null || project.needs().isEmpty()
        ? locked
        : LockedDistribution.neededBy(project.needs(), locked);
  }

  /// The archives of a package: with it, or until version 1 of the lock file together at the end,
  /// by name, for all versions of that.
  private static List<Json> files(Json entry, Json document) {
    String name = entry.text("name");
    Json together =
        document.get("metadata").flatMap(metadata -> metadata.get("files")).orElse(new Json.Null());
    return entry.get("files").isPresent() || name == null
        ? entry.items("files")
        : together.items(name);
  }

  private static @Nullable String repository(Json entry) {
    Json source = source(entry);
    return Repository.at(
        LockedDistribution.text(source, "type"),
        LockedDistribution.text(source, "url"),
        LockedDistribution.text(source, "resolved_reference"));
  }

  private static Json source(Json entry) {
    return entry.get("source").orElse(new Json.Null());
  }

  /// A constraint is a text, a table, or one of these for each platform.
  private static List<Need> needs(Json entry) {
    List<Need> needs = new ArrayList<>();
    Map<String, Json> dependencies = entry.get("dependencies").orElse(new Json.Null()).members();
    for (Map.Entry<String, Json> dependency : dependencies.entrySet()) {
      Json constraint = dependency.getValue();
      boolean optional = constraint.isTrue("optional");
      for (Json one : constraint.items()) {
        optional |= one.isTrue("optional");
      }
      needs.add(new Need(dependency.getKey(), null, optional));
    }
    return needs;
  }
}
