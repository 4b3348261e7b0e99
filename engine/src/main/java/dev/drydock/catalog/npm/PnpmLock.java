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

/// Reads a `pnpm-lock.yaml` of the versions 5 to 9 (pnpm, "lockfile" specification).
///
/// Until version 7 an entry of `packages` tells what it needs, and whether only development needs
/// it. From version 9 on `packages` has what is true of a package wherever it is used, `snapshots`
/// what it needs there, by keys with the peers that it was given; what the project itself asked for
/// stands in `importers`:
///
/// ```
/// importers:
///   .:
///     dependencies:
///       debug: {specifier: ^4.0.0, version: 4.3.4}
/// packages:
///   debug@4.3.4:
///     resolution: {integrity: sha512-…}
/// snapshots:
///   debug@4.3.4:
///     dependencies: {ms: 2.1.2}
/// ```
///
/// Since pnpm 11 a document of the same form may stand before, with what pnpm itself consists of.
final class PnpmLock {
  /// What importers ask for, and the image has no use of.
  private static final List<String> NOT_IN_PRODUCTION =
      List.of("devDependencies", "configDependencies", "packageManagerDependencies");

  private static final List<String> NEEDED = List.of("dependencies", "optionalDependencies");

  private static final Json NOTHING = new Json.Obj(Map.of());

  private final Json packages;
  private final Json snapshots;
  private final Json importers;
  private final Map<String, Locked> locked = new LinkedHashMap<>();

  /// What folders of the project need of which the lock file has no version.
  private final Map<String, List<String>> folders = new HashMap<>();

  private int left = NpmLocks.MOST_LOOKUPS;

  private PnpmLock(Json document) {
    this.packages = document.get("packages").orElse(NOTHING);
    this.snapshots = document.get("snapshots").orElse(NOTHING);
    this.importers = document.get("importers").orElse(NOTHING);
  }

  static LockFile read(List<Json> documents) {
    Map<String, Locked> all = new LinkedHashMap<>();
    for (Json document : documents) {
      all.putAll(new PnpmLock(document).read().packages());
    }
    return new LockFile(all);
  }

  private LockFile read() {
    Set<String> used = new HashSet<>();
    snapshots
        .members()
        .forEach(
            (key, snapshot) -> {
              String name = PnpmKey.withoutPeers(key);
              Json entry = packages.get(name).orElse(null);
              if (entry != null) {
                used.add(name);
                add(key, entry, needs(snapshot, NEEDED));
              }
            });
    packages
        .members()
        .forEach(
            (key, entry) -> {
              if (!entry.isTrue("dev") && !used.contains(key)) {
                add(key, entry, needs(entry, NEEDED));
              }
            });
    LockFile lock = new LockFile(locked);
    if (snapshots.members().isEmpty()) {
      return lock; // the entries have told already
    }
    Set<String> development = new HashSet<>();
    Set<String> production = new HashSet<>();
    for (Json importer : importers.members().values()) {
      development.addAll(needs(importer, NOT_IN_PRODUCTION));
      production.addAll(needs(importer, NEEDED));
    }
    return lock.withoutDevelopment(development, production, folders);
  }

  private void add(String key, Json entry, List<String> needs) {
    PnpmKey told = PnpmKey.of(key);
    String ownName = entry.text("name");
    String ownVersion = entry.text("version");
    String name = ownName == null ? told.name() : ownName;
    String version = ownVersion == null ? told.version() : ownVersion;
    Json resolution = entry.get("resolution").orElse(entry);
    String vcs = commit(resolution);
    boolean fetched = vcs != null || resolution.text("tarball") != null;
    // Node.js itself can be locked too, and is no npm package
    boolean runtime = Descriptor.of(key).protocol().equals("runtime");
    // a folder of the project without a version says nothing
    if (!runtime && !name.isBlank() && (!version.isEmpty() || fetched)) {
      locked.put(
          key,
          Locked.npm(name, version, vcs, needs)
              .archive(resolution.text("integrity"))
              .asOwn("directory".equals(resolution.text("type"))));
    } else {
      folders.put(key, needs);
    }
  }

  private static @Nullable String commit(Json resolution) {
    String repository = resolution.text("repo");
    return repository == null
        ? Commit.vcsUrl(resolution.text("tarball"))
        : Commit.vcsUrl(repository, resolution.text("commit"));
  }

  /// Keys of what these members name, by name: `debug: 4.3.4`, or with what was asked for, `debug:
  /// {specifier: ^4.0.0, version: 4.3.4}`.
  private List<String> needs(Json entry, List<String> members) {
    List<String> needs = new ArrayList<>();
    for (String member : members) {
      for (Map.Entry<String, Json> need : entry.get(member).orElse(NOTHING).members().entrySet()) {
        Json value = need.getValue();
        String reference = value.text().orElse(value.text("version"));
        if (reference != null && needs.size() < LockFile.MOST_NEEDS && --left >= 0) {
          needs.add(key(need.getKey(), reference));
        }
      }
    }
    return needs;
  }

  /// The key that a reference leads to: it is one by itself for aliases and what is not from a
  /// registry, or a version with peers.
  private String key(String name, String reference) {
    for (String candidate :
        List.of(
            name + "@" + reference,
            reference,
            "/" + name + "@" + reference,
            "/" + name + "/" + reference)) {
      if (snapshots.get(candidate).isPresent() || packages.get(candidate).isPresent()) {
        return candidate;
      }
    }
    return name + "@" + reference;
  }
}
