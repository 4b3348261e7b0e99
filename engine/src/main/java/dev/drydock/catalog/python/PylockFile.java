package dev.drydock.catalog.python;

import dev.drydock.catalog.python.LockedDistribution.Need;
import dev.drydock.json.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The distributions of a `pylock.toml` (Python packaging specifications, "pylock.toml
/// Specification"; PEP 751):
///
///     lock-version = "1.0"
///     default-groups = ["default"]
///     [[packages]]
///     name = "attrs"
///     version = "25.4.0"
///     marker = "'default' in dependency_groups"
///
/// What only groups need that are not installed by default is left out; other markers are not
/// looked at, since nothing says which platform and interpreter they would be judged by.
final class PylockFile {
  private PylockFile() {}

  static List<LockedDistribution> of(Json document) {
    Set<String> groups = new HashSet<>(document.texts("default-groups"));
    List<LockedDistribution> locked = new ArrayList<>();
    for (Json entry : document.items("packages")) {
      String marker = entry.text("marker");
      if (marker != null && GroupMarker.excludes(marker, groups)) {
        continue;
      }
      Json vcs = entry.get("vcs").orElse(new Json.Null());
      List<Need> needs = new ArrayList<>();
      for (Json need : entry.items("dependencies")) {
        String name = need.text("name");
        if (name != null) {
          needs.add(new Need(name, need.text("version"), false));
        }
      }
      locked.add(
          new LockedDistribution(
                  LockedDistribution.text(entry, "name"),
                  version(entry),
                  Repository.at(
                      LockedDistribution.text(vcs, "type"),
                      LockedDistribution.text(vcs, "url"),
                      LockedDistribution.text(vcs, "commit-id")),
                  needs)
              .archives(digests(entry))
              .asOwn(entry.get("directory").isPresent()));
    }
    return locked;
  }

  /// A tool may leave the version out, and is told to where it is not sure; the name of the archive
  /// that it wants installed still has it.
  private static String version(Json entry) {
    String written = LockedDistribution.text(entry, "version");
    String name = LockedDistribution.text(entry, "name");
    for (Json file : written.isEmpty() ? files(entry) : List.<Json>of()) {
      for (String member : List.of("name", "url", "path")) {
        String version = ArchiveName.version(name, LockedDistribution.text(file, member));
        if (version != null) {
          return version;
        }
      }
    }
    return written;
  }

  private static List<Json> files(Json entry) {
    List<Json> files = new ArrayList<>(entry.items("wheels"));
    entry.get("sdist").ifPresent(files::add);
    entry.get("archive").ifPresent(files::add);
    return files;
  }

  private static List<@Nullable String> digests(Json entry) {
    List<@Nullable String> digests = new ArrayList<>();
    for (Json file : files(entry)) {
      String sha256 = file.get("hashes").map(hashes -> hashes.text("sha256")).orElse(null);
      digests.add(sha256 == null ? null : "sha256:" + sha256);
    }
    return digests;
  }
}
