package dev.drydock.catalog.npm;

import dev.drydock.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The packages of a `package-lock.json` or `npm-shrinkwrap.json` of any version (npm
/// documentation, "package-lock.json").
///
/// Versions 2 and 3 have `packages`, by path:
/// `{"packages":{"node_modules/ms":{"version":"2.0.0"}}}`; version 1 has `dependencies`, nested:
/// `{"dependencies":{"ms":{"version":"2.0.0","dependencies":{…}}}}`. Both become the first form.
///
/// @param packages by the path that they would be installed at
record PackageLock(Map<String, Locked> packages) {
  private static final int MOST_NEEDS = 1_000;

  /// One locked package.
  ///
  /// @param name the real one, where an alias leads to another
  /// @param version `""` for what is not from a registry
  /// @param vcs `git+https://…@commit` where it is pinned to a commit; `null` else
  /// @param folder where it really lies, in a workspace somewhere else than its path
  /// @param needs names as they are resolved from its folder
  record Locked(
      String name,
      String version,
      @Nullable String vcs,
      @Nullable String licence,
      String folder,
      List<String> needs) {}

  static PackageLock of(Json document) {
    Map<String, Locked> packages = new LinkedHashMap<>();
    Json byPath = document.get("packages").orElse(null);
    if (byPath != null) {
      byPath.members().forEach((path, entry) -> addPackage(byPath, path, entry, packages));
    } else {
      document.get("dependencies").ifPresent(nested -> addNested(nested, "", packages));
    }
    return new PackageLock(packages);
  }

  private static void addPackage(Json all, String path, Json entry, Map<String, Locked> packages) {
    int modules = NpmPackages.modules(path);
    if (modules < 0 || path.length() == modules) {
      return; // the project itself, or a workspace: that counts where a link leads to it
    }
    // what the project packs into itself is shipped, whoever needs it
    boolean shipped = modules == NpmPackages.MODULES.length() && entry.isTrue("inBundle");
    if (entry.isTrue("dev") && !shipped) {
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
    String version = target.text("version");
    String vcs = commit(resolved);
    packages.put(path, locked(name, vcs == null ? version : "", vcs, folder, target));
  }

  private static void addNested(Json dependencies, String parent, Map<String, Locked> packages) {
    dependencies
        .members()
        .forEach(
            (name, entry) -> {
              String path = parent + NpmPackages.MODULES + name;
              String version = entry.text("version");
              if (!entry.isTrue("dev") && version != null) {
                addVersion1(path, name, version, entry, packages);
              }
              entry
                  .get("dependencies")
                  .ifPresent(nested -> addNested(nested, path + "/", packages));
            });
  }

  /// In lock files of version 1 the version may be anything that `npm install` takes.
  private static void addVersion1(
      String path, String name, String version, Json entry, Map<String, Locked> packages) {
    String vcs = commit(version);
    int at = version.lastIndexOf('@');
    if (vcs != null) {
      packages.put(path, locked(name, "", vcs, path, entry));
    } else if (version.startsWith("npm:") && at > 4) {
      String real = version.substring(4, at);
      packages.put(path, locked(real, version.substring(at + 1), null, path, entry));
    } else if (version.indexOf(':') < 0) {
      packages.put(path, locked(name, version, null, path, entry));
    } else if (version.startsWith("http")) {
      packages.put(path, locked(name, "", null, path, entry));
    }
    // file: and link: name folders of the project itself
  }

  private static Locked locked(
      String name, @Nullable String version, @Nullable String vcs, String folder, Json entry) {
    return new Locked(
        name, version == null ? "" : version, vcs, entry.text("license"), folder, needs(entry));
  }

  private static List<String> needs(Json entry) {
    List<String> needs = new ArrayList<>();
    for (String member : List.of("requires", "dependencies", "optionalDependencies")) {
      entry
          .get(member)
          .ifPresent(
              named ->
                  named
                      .members()
                      .forEach(
                          (name, range) -> {
                            if (range.text().isPresent() && needs.size() < MOST_NEEDS) {
                              needs.add(name);
                            }
                          }));
    }
    return needs;
  }

  /// `git+https://host/repository.git@commit` of what npm writes as
  /// `git+ssh://git@host/repository.git#commit` or `github:owner/repository#commit`; `null` where
  /// it is no commit.
  private static @Nullable String commit(@Nullable String resolved) {
    int hash = resolved == null ? -1 : resolved.lastIndexOf('#');
    if (resolved == null || hash < 0 || !hexadecimal(resolved, hash + 1)) {
      return null;
    }
    String place = resolved.substring(0, hash);
    String commit = resolved.substring(hash + 1);
    int colon = place.indexOf(':');
    String host =
        switch (colon < 0 ? "" : place.substring(0, colon)) {
          case "github" -> "https://github.com/";
          case "gitlab" -> "https://gitlab.com/";
          case "bitbucket" -> "https://bitbucket.org/";
          default -> "";
        };
    if (!host.isEmpty()) {
      place = host + place.substring(colon + 1) + ".git";
    }
    return (place.startsWith("git") ? "" : "git+") + withoutUser(place) + "@" + commit;
  }

  private static boolean hexadecimal(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      if (Character.digit(text.charAt(i), 16) < 0) {
        return false;
      }
    }
    return text.length() - from >= 7;
  }

  /// A user in an address may be an access token, and that is nobody's business; `git` is none.
  private static String withoutUser(String address) {
    int host = address.indexOf("://") + 3;
    int at = address.indexOf('@');
    int path = address.indexOf('/', host);
    boolean user = host > 2 && at > host && (path < 0 || at < path);
    return user && !address.startsWith("git@", host)
        ? address.substring(0, host) + address.substring(at + 1)
        : address;
  }

  /// The package that `name` means to the one at `path`: the nearest `node_modules` upwards that
  /// has it; `null` where none has.
  @Nullable String resolve(String path, String name) {
    String from = path;
    while (true) {
      String candidate = from.isEmpty() ? "" : from + "/";
      candidate += NpmPackages.MODULES + name;
      if (packages.containsKey(candidate)) {
        return candidate;
      }
      if (from.isEmpty()) {
        return null;
      }
      int modules = from.lastIndexOf(NpmPackages.MODULES);
      from = modules <= 0 ? "" : from.substring(0, modules - 1);
    }
  }
}
