package dev.drydock.catalog.rust;

import dev.drydock.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a `Cargo.toml` says that a package needs (The Cargo Book, "Specifying Dependencies"):
///
///     [package]
///     name = "app"
///     [dependencies]
///     log = "0.4"
///     [target.'cfg(unix)'.dev-dependencies]
///     renamed = { package = "pretty_assertions", version = "1" }
///     inherited = { workspace = true }
///
/// @param name `null` of a workspace that is no package itself
/// @param renamed packages that a workspace calls otherwise, by the names that its members inherit
record CargoManifest(
    @Nullable String name, List<Need> needed, List<Need> developed, Map<String, String> renamed) {
  private static final List<String> NEEDED =
      List.of("dependencies", "build-dependencies", "build_dependencies");
  private static final List<String> DEVELOPED = List.of("dev-dependencies", "dev_dependencies");

  /// @param inherited whether the workspace says what it is
  private record Need(String name, boolean inherited) {}

  static CargoManifest of(Json document) {
    List<Json> holders = new ArrayList<>();
    holders.add(document);
    document.get("target").ifPresent(targets -> holders.addAll(targets.members().values()));
    Map<String, String> renamed = new HashMap<>();
    document
        .get("workspace")
        .flatMap(workspace -> workspace.get("dependencies"))
        .ifPresent(
            all ->
                all.members()
                    .forEach(
                        (key, one) -> {
                          String name = one.text("package");
                          if (name != null) {
                            renamed.put(key, name);
                          }
                        }));
    String name = document.get("package").map(own -> own.text("name")).orElse(null);
    return new CargoManifest(name, needs(holders, NEEDED), needs(holders, DEVELOPED), renamed);
  }

  private static List<Need> needs(List<Json> holders, List<String> tables) {
    List<Need> needs = new ArrayList<>();
    for (Json holder : holders) {
      for (String table : tables) {
        holder
            .get(table)
            .ifPresent(all -> all.members().forEach((key, one) -> needs.add(need(key, one))));
      }
    }
    return needs;
  }

  private static Need need(String key, Json one) {
    String name = one.text("package");
    return new Need(name == null ? key : name, name == null && one.isTrue("workspace"));
  }

  /// Packages that it needs for development and for nothing else.
  ///
  /// @param root the manifest of its workspace
  Set<String> onlyDeveloped(CargoManifest root) {
    Set<String> names = new HashSet<>();
    developed.forEach(need -> names.add(root.named(need)));
    needed.forEach(need -> names.remove(root.named(need)));
    return names;
  }

  private String named(Need need) {
    return need.inherited ? renamed.getOrDefault(need.name, need.name) : need.name;
  }
}
