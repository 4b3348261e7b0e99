package dev.drydock.catalog.npm;

import dev.drydock.catalog.npm.LockFile.Locked;
import dev.drydock.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a `bun.lock` (Bun documentation, "Lockfile"), which is JSON with comments and trailing
/// commas:
///
/// ```
/// {"workspaces": {"": {"dependencies": {"debug": "^4"}, "devDependencies": {"x": "1"}}},
///  "packages": {
///    "debug": ["debug@4.3.4", "", {"dependencies": {"ms": "2.1.2"}}, "sha512-…"],
///    "debug/ms": ["ms@2.1.2", "", {}, "sha512-…"]}}
/// ```
///
/// Keys say where a package is seen from, as folders of `node_modules` would. The first item is
/// name and version, or where it comes from: `name@github:owner/name#commit`,
/// `name@git+ssh://…#commit`, the address or path of an archive, `name@workspace:folder`,
/// `name@file:folder`, `name@link:folder`; the object among the others is what it needs.
final class BunLock {
  private static final Json NOTHING = new Json.Obj(Map.of());

  private final Json workspaces;
  private final Json packages;
  private final int longestPath;
  private int left = NpmLocks.MOST_LOOKUPS;

  private BunLock(Json document, int longestPath) {
    this.longestPath = longestPath;
    this.workspaces = document.get("workspaces").orElse(NOTHING);
    this.packages = document.get("packages").orElse(NOTHING);
  }

  /// @param longestPath what has a longer key or name is left out: looking for it would take too
  ///   long
  static LockFile read(Json document, int longestPath) {
    return new BunLock(document, longestPath).read();
  }

  private LockFile read() {
    Map<String, Locked> locked = new LinkedHashMap<>();
    Map<String, List<String>> folders = new HashMap<>();
    packages
        .members()
        .forEach(
            (key, entry) -> {
              if (key.length() > longestPath) {
                return;
              }
              Locked it = locked(key, entry);
              if (it == null) {
                folders.put(key, production(key, information(entry)));
              } else {
                locked.put(key, it);
              }
            });
    Set<String> development = new HashSet<>();
    Set<String> production = new HashSet<>();
    workspaces
        .members()
        .forEach(
            (folder, workspace) -> {
              String told = folder.isEmpty() ? null : workspace.text("name");
              String name = told == null || told.length() > longestPath ? "" : told;
              development.addAll(needs(name, workspace, "devDependencies"));
              production.addAll(production(name, workspace));
            });
    return new LockFile(locked).withoutDevelopment(development, production, folders);
  }

  /// `null` for what is no package, and for damaged entries.
  private @Nullable Locked locked(String key, Json entry) {
    Json first = entry.items().isEmpty() ? NOTHING : entry.items().getFirst();
    Descriptor it = Descriptor.of(first.text().orElse(""));
    if (it.name().isBlank() || it.range().isEmpty()) {
      return null;
    }
    return switch (it.protocol()) {
      case "file", "link", "root" -> null; // folders: they have no version here
      case "workspace" -> workspace(key, it);
      case "github", "git", "git+ssh", "git+https", "git+http", "git+file", "ssh" -> {
        String vcs = Commit.vcsUrl(it.range());
        yield Locked.npm(it.name(), "", vcs, production(key, information(entry)));
      }
      default -> {
        boolean archive = it.range().indexOf('/') >= 0 || PackageArchive.named(it.range());
        yield Locked.npm(
                it.name(),
                archive ? PackageArchive.version(it.name(), it.range()) : it.range(),
                archive ? Commit.vcsUrl(it.range()) : null,
                production(key, information(entry)))
            .archive(entry.items().getLast().text().orElse(null));
      }
    };
  }

  /// A workspace that says its version, as it does in the `node_modules` that it is linked into.
  private @Nullable Locked workspace(String key, Descriptor it) {
    String folder = it.range().substring("workspace:".length());
    Json workspace = workspaces.get(folder).orElse(NOTHING);
    String version = workspace.text("version");
    return version == null || folder.isEmpty()
        ? null
        : Locked.npm(it.name(), version, null, production(key, workspace)).asOwn(true);
  }

  private static Json information(Json entry) {
    for (Json item : entry.items()) {
      if (item instanceof Json.Obj) {
        return item;
      }
    }
    return NOTHING;
  }

  private List<String> production(String key, Json information) {
    List<String> needs = new ArrayList<>();
    for (String member : List.of("dependencies", "optionalDependencies", "peerDependencies")) {
      needs.addAll(needs(key, information, member));
    }
    return needs;
  }

  private List<String> needs(String key, Json information, String member) {
    List<String> needs = new ArrayList<>();
    for (String name : information.get(member).orElse(NOTHING).members().keySet()) {
      boolean sought = needs.size() < LockFile.MOST_NEEDS && name.length() <= longestPath;
      String need = sought ? find(key, name) : null;
      if (need != null) {
        needs.add(need);
      }
    }
    return needs;
  }

  /// The package that `name` means to the one at `key`; `null` where there is none.
  private @Nullable String find(String key, String name) {
    String from = key;
    while (!from.isEmpty() && --left >= 0) {
      String candidate = from + "/" + name;
      if (packages.get(candidate).isPresent()) {
        return candidate;
      }
      from = parent(from);
    }
    return --left >= 0 && packages.get(name).isPresent() ? name : null;
  }

  /// Without the last name, which has two parts where it has a scope.
  private static String parent(String key) {
    int slash = key.lastIndexOf('/');
    if (slash < 0) {
      return "";
    }
    int before = key.lastIndexOf('/', slash - 1);
    if (key.startsWith("@", before + 1)) {
      return before < 0 ? "" : key.substring(0, before);
    }
    return key.substring(0, slash);
  }
}
