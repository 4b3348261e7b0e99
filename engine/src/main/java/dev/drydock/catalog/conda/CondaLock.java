package dev.drydock.catalog.conda;

import dev.drydock.catalog.Document;
import dev.drydock.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The packages of conda in its three kinds of lock files, and in an [EnvironmentFile].
///
/// `pixi.lock` (pixi documentation, "The lock file"), where older versions have `kind` and `url`:
///
///     packages:
///     - conda: https://conda.anaconda.org/conda-forge/linux-64/bzip2-1.0.8-hda65f42_9.conda
///       sha256: …
///       depends: [libgcc >=14]
///
/// `conda-lock.yml` (conda-lock documentation, "Unified lockfile"):
///
///     package:
///     - {name: bzip2, version: 1.0.8, manager: conda, platform: linux-64, category: main,
///        url: https://…/bzip2-1.0.8-hda65f42_9.conda, hash: {sha256: …}, dependencies: {libgcc: ''}}
///
/// An explicit list (conda documentation, "Building identical conda environments"):
///
///     @EXPLICIT
///     https://conda.anaconda.org/conda-forge/linux-64/bzip2-1.0.8-hda65f42_9.conda#MD5
final class CondaLock {
  static final List<String> FILES =
      List.of(
          "pixi.lock",
          "*conda-lock.yml",
          "*conda-lock.yaml",
          "conda.lock",
          "conda-*.lock",
          "environment.yml",
          "environment.yaml");

  private static final String EXPLICIT = "@EXPLICIT";
  private static final Json NOTHING = new Json.Null();

  private CondaLock() {}

  private static boolean explicit(String name) {
    return name.equals("conda.lock") || name.startsWith("conda-") && name.endsWith(".lock");
  }

  /// What is pinned for Linux and is not for development alone.
  static List<LockedPackage> read(Document document) throws IOException {
    if (explicit(document.name())) {
      return listed(document.text());
    }
    if (CondaFiles.environment(document.name())) {
      return EnvironmentFile.read(document);
    }
    List<LockedPackage> locked = new ArrayList<>();
    Json lock = document.yaml();
    boolean unified = CondaFiles.condaLock(document.name());
    for (Json entry : lock.items(unified ? "package" : "packages")) {
      LockedPackage one = unified ? ofCondaLock(entry) : ofPixi(entry);
      if (one != null) {
        locked.add(one);
      }
    }
    return locked;
  }

  private static @Nullable LockedPackage ofPixi(Json entry) {
    String address = "conda".equals(entry.text("kind")) ? entry.text("url") : entry.text("conda");
    List<String> needs = new ArrayList<>();
    for (String need : entry.texts("depends")) {
      int blank = need.indexOf(' ');
      needs.add(blank < 0 ? need : need.substring(0, blank));
    }
    return address == null ? null : LockedPackage.at(address, members(entry, entry), needs);
  }

  private static @Nullable LockedPackage ofCondaLock(Json entry) {
    String address = entry.text("url");
    return address == null
            || !"conda".equals(entry.text("manager"))
            || "dev".equals(entry.text("category"))
        ? null
        : LockedPackage.at(
            address,
            members(entry, entry.get("hash").orElse(NOTHING)),
            List.copyOf(entry.get("dependencies").orElse(NOTHING).members().keySet()));
  }

  private static Map<String, String> members(Json entry, Json hashes) {
    Map<String, String> members = new HashMap<>();
    put(entry, "license", members);
    put(hashes, "md5", members);
    put(hashes, "sha256", members);
    return members;
  }

  private static void put(Json entry, String name, Map<String, String> members) {
    String value = entry.text(name);
    if (value != null) {
      members.put(name, value.strip());
    }
  }

  private static List<LockedPackage> listed(String text) {
    List<LockedPackage> locked = new ArrayList<>();
    boolean explicit = false;
    for (String line : (Iterable<String>) text.lines().map(String::strip)::iterator) {
      explicit |= line.equals(EXPLICIT);
      if (explicit && line.startsWith("http")) {
        int hash = line.indexOf('#');
        LockedPackage one =
            LockedPackage.at(
                hash < 0 ? line : line.substring(0, hash),
                hash < 0 ? Map.of() : Map.of("md5", line.substring(hash + 1)),
                List.of());
        if (one != null) {
          locked.add(one);
        }
      }
    }
    return locked;
  }
}
