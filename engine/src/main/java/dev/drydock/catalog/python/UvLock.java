package dev.drydock.catalog.python;

import dev.drydock.catalog.python.LockedDistribution.Need;
import dev.drydock.json.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The distributions of a `uv.lock` (uv documentation, "Locking and syncing"):
///
///     [[package]]
///     name = "app"
///     version = "0.1.0"
///     source = { editable = "." }
///     dependencies = [{ name = "httpx", extra = ["socks"] }]
///     [package.dev-dependencies]
///     dev = [{ name = "pytest" }]
///
/// What is for development stands only with the project and the members of its workspace: what
/// these do not need otherwise, directly or through others, is left out. A project that is no
/// package itself (`virtual`) is none that could be installed; others in a folder (`editable`,
/// `directory`) are the project's own.
final class UvLock {
  private UvLock() {}

  static List<LockedDistribution> of(Json document) {
    List<LockedDistribution> locked = new ArrayList<>();
    Set<LockedDistribution> virtual = new HashSet<>();
    List<Need> roots = new ArrayList<>();
    Json manifest = document.get("manifest").orElse(new Json.Null());
    needs(manifest.items("requirements"), false, roots);
    Set<String> members = new HashSet<>(manifest.texts("members"));
    for (Json entry : document.items("package")) {
      Json source = entry.get("source").orElse(new Json.Null());
      LockedDistribution one =
          new LockedDistribution(
                  LockedDistribution.text(entry, "name"),
                  LockedDistribution.text(entry, "version"),
                  Repository.git(LockedDistribution.text(source, "git")),
                  needs(entry))
              .archives(LockedDistribution.digests(files(entry)))
              .asOwn(source.get("editable").isPresent() || source.get("directory").isPresent());
      boolean isVirtual = source.get("virtual").isPresent();
      if (isVirtual) {
        virtual.add(one);
      }
      if (isVirtual
          || members.contains(one.name())
          || ".".equals(source.text("editable"))
          || ".".equals(source.text("directory"))) {
        roots.add(new Need(one.name(), null, false));
      }
      locked.add(one);
    }
    List<LockedDistribution> needed =
        roots.isEmpty() ? locked : LockedDistribution.neededBy(roots, locked);
    return needed.stream().filter(one -> !virtual.contains(one)).toList();
  }

  private static List<Json> files(Json entry) {
    List<Json> files = new ArrayList<>(entry.items("wheels"));
    entry.get("sdist").ifPresent(files::add);
    return files;
  }

  private static List<Need> needs(Json entry) {
    List<Need> needs = new ArrayList<>();
    needs(entry.items("dependencies"), false, needs);
    Json extras = entry.get("optional-dependencies").orElse(new Json.Null());
    for (Json extra : extras.members().values()) {
      needs(extra.items(), true, needs);
    }
    return needs;
  }

  private static void needs(List<Json> items, boolean optional, List<Need> needs) {
    for (Json item : items) {
      String name = item.text("name");
      if (name != null) {
        needs.add(new Need(name, item.text("version"), optional));
      }
    }
  }
}
