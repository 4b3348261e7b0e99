package dev.drydock.catalog.julia;

import dev.drydock.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The packages of a `Manifest.toml` of format 1 or 2 (Pkg documentation, "Manifest.toml"):
///
///     julia_version = "1.8.5"
///     manifest_format = "2.0"
///     [[deps.JSON]]
///     deps = ["Dates", "Parsers"]
///     git-tree-sha1 = "31e996f0a15c7b280ba9f76636b3ff9e2ae58c9a"
///     uuid = "682c06a0-de6a-54ab-a142-c8b1cf79cde6"
///     version = "0.21.4"
///
/// In format 1 `[[JSON]]` stands at the top. What has no version of its own belongs to Julia's
/// standard library and has the version of Julia, which format 1 does not tell.
///
/// Other tools have a `Manifest.toml` too: without a word about the format, only what has a UUID is
/// a package. With it, one that somebody wrote wrongly does not hide a package.
record JuliaManifest(List<Resolved> packages) {
  private static final int UUID_LENGTH = 36;

  JuliaManifest {
    packages = List.copyOf(packages);
  }

  /// @param uuid `""` where there is none, or something else in its place
  /// @param version `""` where the manifest does not tell
  /// @param needs UUIDs
  record Resolved(String name, String uuid, String version, List<String> needs) {
    Resolved {
      needs = List.copyOf(needs);
    }

    /// What others need it by.
    String key() {
      return uuid.isEmpty() ? name + " " + version : uuid;
    }
  }

  static JuliaManifest of(Json document) {
    String julia = text(document, "julia_version");
    boolean nested = document.get("manifest_format").isPresent();
    Map<String, Json> entries =
        nested ? document.get("deps").orElse(new Json.Null()).members() : document.members();
    Map<String, List<String>> uuids = new HashMap<>();
    for (Map.Entry<String, Json> entry : entries.entrySet()) {
      for (Json one : entry.getValue().items()) {
        uuids.computeIfAbsent(entry.getKey(), _ -> new ArrayList<>()).add(uuid(one));
      }
    }
    List<Resolved> packages = new ArrayList<>();
    for (Map.Entry<String, Json> entry : entries.entrySet()) {
      for (Json one : entry.getValue().items()) {
        boolean identified = uuid(one).length() == UUID_LENGTH;
        boolean told = identified || nested && !text(one, "version").isEmpty();
        if (told && !entry.getKey().isBlank()) {
          String uuid = identified ? uuid(one) : "";
          packages.add(new Resolved(entry.getKey(), uuid, version(one, julia), needs(one, uuids)));
        }
      }
    }
    return new JuliaManifest(packages);
  }

  private static String version(Json entry, String julia) {
    String version = text(entry, "version");
    boolean elsewhere =
        entry.get("git-tree-sha1").isPresent()
            || entry.get("path").isPresent()
            || entry.get("repo-url").isPresent();
    return version.isEmpty() && !elsewhere ? julia : version;
  }

  /// Names, or where several packages share one, a table from name to UUID.
  private static List<String> needs(Json entry, Map<String, List<String>> uuids) {
    List<String> needs = new ArrayList<>();
    for (String name : entry.texts("deps")) {
      List<String> named = uuids.getOrDefault(name, List.of());
      if (named.size() == 1) {
        needs.add(named.getFirst());
      }
    }
    for (Json uuid : entry.get("deps").orElse(new Json.Null()).members().values()) {
      uuid.text().ifPresent(text -> needs.add(text.strip().toLowerCase(Locale.ROOT)));
    }
    return needs;
  }

  private static String uuid(Json entry) {
    return text(entry, "uuid").toLowerCase(Locale.ROOT);
  }

  private static String text(Json entry, String name) {
    String text = entry.text(name);
    return text == null ? "" : text.strip();
  }
}
