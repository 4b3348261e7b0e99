package dev.drydock.catalog.npm;

import dev.drydock.catalog.npm.LockFile.Locked;
import dev.drydock.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads a `package-lock.json` or `npm-shrinkwrap.json` of any version (npm documentation,
/// "package-lock.json").
///
/// Versions 2 and 3 have `packages`, by path:
/// `{"packages":{"node_modules/ms":{"version":"2.0.0"}}}`; version 1 has `dependencies`, nested:
/// `{"dependencies":{"ms":{"version":"2.0.0","dependencies":{…}}}}`. Both become the first form;
/// keys are the paths that packages would be installed at.
final class PackageLock {
  /// @param folder where it really lies, in a workspace somewhere else than its path
  /// @param needs names as they are resolved from its folder
  private record Entry(
      String name,
      String version,
      @Nullable String vcs,
      List<String> licences,
      @Nullable String integrity,
      String folder,
      List<String> needs) {

    /// Whether a link leads to it in a folder of the project. Packages of elsewhere are linked to,
    /// too, where npm keeps all of them in one folder, but that is a `node_modules`.
    boolean own(String path) {
      return !folder.equals(path) && NpmPackages.modules(folder) < 0;
    }
  }

  private static final Json NOTHING = new Json.Null();

  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final boolean installed;
  private final int longestPath;
  private int left = NpmLocks.MOST_LOOKUPS;

  private PackageLock(boolean installed, int longestPath) {
    this.installed = installed;
    this.longestPath = longestPath;
  }

  /// @param installed whether it is the one that npm writes of what it has installed; else what the
  ///   project has no need of (`extraneous`) is only left in it
  /// @param longestPath what is deeper is left out: looking for what it needs would take too long
  static LockFile read(Json document, boolean installed, int longestPath) {
    PackageLock lock = new PackageLock(installed, longestPath);
    Json byPath = document.get("packages").orElse(null);
    if (byPath != null) {
      byPath.members().forEach((path, entry) -> lock.addPackage(byPath, path, entry));
    } else {
      document.get("dependencies").ifPresent(nested -> lock.addNested(nested, ""));
    }
    return lock.resolved();
  }

  private void addPackage(Json all, String path, Json entry) {
    int modules = NpmPackages.modules(path);
    if (modules < 0 || path.length() == modules) {
      return; // the project itself, or a workspace: that counts where a link leads to it
    }
    // what the project packs into itself is shipped, whoever needs it
    boolean shipped = modules == NpmPackages.MODULES.length() && entry.isTrue("inBundle");
    if (entry.isTrue("dev") && !shipped || leftover(entry)) {
      return;
    }
    Json target = entry;
    String folder = path;
    String resolved = entry.text("resolved");
    if (entry.isTrue("link")) {
      folder = resolved == null ? "" : resolved;
      target = resolved == null ? null : all.get(resolved).orElse(null);
      if (target == null || folder.isEmpty() || target.isTrue("dev")) {
        return;
      }
    }
    String alias = target.text("name");
    String name = alias == null ? path.substring(modules) : alias;
    add(path, name, target.text("version"), Commit.vcsUrl(resolved), folder, target);
  }

  private void addNested(Json dependencies, String parent) {
    dependencies
        .members()
        .forEach(
            (name, entry) -> {
              String path = parent + NpmPackages.MODULES + name;
              if (path.length() > longestPath) {
                return;
              }
              String version = entry.text("version");
              if (!entry.isTrue("dev") && !leftover(entry) && version != null) {
                addVersion1(path, name, version, entry);
              }
              entry.get("dependencies").ifPresent(nested -> addNested(nested, path + "/"));
            });
  }

  private boolean leftover(Json entry) {
    return !installed && entry.isTrue("extraneous");
  }

  /// In lock files of version 1 the version may be anything that `npm install` takes.
  private void addVersion1(String path, String name, String version, Json entry) {
    String vcs = Commit.vcsUrl(version);
    int at = version.lastIndexOf('@');
    if (vcs != null) {
      add(path, name, "", vcs, path, entry);
    } else if (version.startsWith("npm:") && at > 4) {
      add(path, version.substring(4, at), version.substring(at + 1), null, path, entry);
    } else if (version.indexOf(':') < 0) {
      add(path, name, version, null, path, entry);
    } else if (version.startsWith("http")
        || version.startsWith("file:") && PackageArchive.named(version)) {
      PackageArchive archive = PackageArchive.of(name, version);
      String real = archive == null ? name : archive.name();
      add(path, real, archive == null ? "" : archive.version(), null, path, entry);
    }
    // others of file: and those of link: are folders of the project itself
  }

  private void add(
      String path,
      String name,
      @Nullable String version,
      @Nullable String vcs,
      String folder,
      Json entry) {
    if (!name.isBlank() && path.length() <= longestPath && folder.length() <= longestPath) {
      String known = version == null ? "" : version;
      entries.put(
          path,
          new Entry(
              name, known, vcs, licences(entry), entry.text("integrity"), folder, needs(entry)));
    }
  }

  /// In the forms that a `package.json` may have them in, which npm writes as they are.
  private static List<String> licences(Json entry) {
    Json told = entry.get("license").orElse(NOTHING);
    List<String> licences = new ArrayList<>();
    for (Json one : told.items().isEmpty() ? List.of(told) : told.items()) {
      String name = one.text().orElse(one.text("type"));
      if (name != null && !name.isBlank() && licences.size() < PackageJson.MOST_LICENCES) {
        licences.add(name.strip());
      }
    }
    return licences;
  }

  /// Peers too, which npm installs for a package since its version 7.
  private List<String> needs(Json entry) {
    List<String> needs = new ArrayList<>();
    for (String member :
        List.of("requires", "dependencies", "optionalDependencies", "peerDependencies")) {
      entry
          .get(member)
          .ifPresent(
              named ->
                  named
                      .members()
                      .forEach(
                          (name, range) -> {
                            if (range.text().isPresent()
                                && name.length() <= longestPath
                                && needs.size() < LockFile.MOST_NEEDS) {
                              needs.add(name);
                            }
                          }));
    }
    return needs;
  }

  private LockFile resolved() {
    Map<String, Locked> packages = new LinkedHashMap<>();
    for (Map.Entry<String, Entry> entry : entries.entrySet()) {
      Entry it = entry.getValue();
      List<String> needs = new ArrayList<>();
      for (String name : it.needs()) {
        String need = resolve(it.folder(), name);
        if (need != null) {
          needs.add(need);
        }
      }
      packages.put(
          entry.getKey(),
          Locked.npm(it.name(), it.version(), it.vcs(), needs)
              .licensed(it.licences())
              .archive(it.integrity())
              .asOwn(it.own(entry.getKey())));
    }
    return new LockFile(packages);
  }

  /// The package that `name` means to the one at `path`: the nearest `node_modules` upwards that
  /// has it; `null` where none has.
  private @Nullable String resolve(String path, String name) {
    String from = path;
    while (--left >= 0) {
      String candidate = from.isEmpty() ? "" : from + "/";
      candidate += NpmPackages.MODULES + name;
      if (entries.containsKey(candidate)) {
        return candidate;
      }
      if (from.isEmpty()) {
        return null;
      }
      int modules = from.lastIndexOf(NpmPackages.MODULES);
      from = modules <= 0 ? "" : from.substring(0, modules - 1);
    }
    return null;
  }
}
