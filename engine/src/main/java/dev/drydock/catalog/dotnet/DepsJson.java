package dev.drydock.catalog.dotnet;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.catalog.Discoveries;
import dev.drydock.image.LayerEntry;
import dev.drydock.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A `deps.json`, which .NET's host reads to find the libraries of an application or of a shared
/// framework (.NET, "Runtime configuration files", `NAME.deps.json`):
///
///     {"runtimeTarget": {"name": ".NETCoreApp,Version=v8.0"},
///      "targets": {".NETCoreApp,Version=v8.0": {
///        "App/1.0.0": {"dependencies": {"Serilog": "2.10.0"}, "runtime": {"App.dll": {}}},
///        "Serilog/2.10.0": {"runtime": {"lib/net6.0/Serilog.dll": {"fileVersion": "2.10.0.0"}}}}},
///      "libraries": {"App/1.0.0": {"type": "project"}, "Serilog/2.10.0": {"type": "package"}}}
///
/// @param libraries by name in lower case, in the order of the target
record DepsJson(Map<String, Library> libraries) {
  private static final String RUNTIME_PACK = "runtimepack.";

  /// Kinds of files of a library that are deployed; `compile` and `build` are not.
  private static final List<String> DEPLOYED =
      List.of("runtime", "native", "runtimeTargets", "resources");

  /// What stands for no file at all.
  private static final String NOTHING = "_._";

  private static final int MOST_FILES = 100_000;

  /// A library that was deployed.
  ///
  /// @param files as they may lie beside the document: under their path in the package, or under
  ///   their name alone
  /// @param needs names
  record Library(String name, String version, List<String> files, List<String> needs) {}

  static DepsJson of(Json document) {
    Map<String, Library> libraries = new LinkedHashMap<>();
    Json described = document.get("libraries").orElse(new Json.Null());
    Json target = target(document);
    if (target == null) {
      described
          .members()
          .forEach((key, library) -> add(key, library.text("type"), null, libraries));
    } else {
      target
          .members()
          .forEach(
              (key, assets) -> {
                Json library = described.get(key).orElse(null);
                String type = library == null ? null : library.text("type");
                add(key, type, assets, libraries);
              });
      described
          .members()
          .forEach(
              (key, library) -> {
                if (!inAnyTarget(document, key)) {
                  add(key, library.text("type"), null, libraries);
                }
              });
    }
    return new DepsJson(libraries);
  }

  /// Of what is in none the document says nothing more than that it is a library, so nothing speaks
  /// against its being there.
  private static boolean inAnyTarget(Json document, String library) {
    for (Json target : document.get("targets").map(Json::members).orElse(Map.of()).values()) {
      if (target.members().containsKey(library)) {
        return true;
      }
    }
    return false;
  }

  /// What the application runs on; of a document that names none, its only target.
  private static @Nullable Json target(Json document) {
    Map<String, Json> targets = document.get("targets").map(Json::members).orElse(Map.of());
    Json runtime = document.get("runtimeTarget").orElse(null);
    String name = runtime == null ? null : runtime.text().orElse(runtime.text("name"));
    if (name != null && targets.containsKey(name)) {
      return targets.get(name);
    }
    return targets.size() == 1 ? targets.values().iterator().next() : null;
  }

  /// @param assets `null` where the document does not tell of files
  private static void add(
      String key, @Nullable String type, @Nullable Json assets, Map<String, Library> libraries) {
    int slash = key.indexOf('/');
    boolean counts = "package".equals(type) || "project".equals(type) || "runtimepack".equals(type);
    if (slash <= 0 || slash == key.length() - 1 || !counts) {
      return;
    }
    List<String> files = new ArrayList<>();
    List<String> needs = new ArrayList<>();
    if (assets != null) {
      for (String kind : DEPLOYED) {
        files(kind, assets, files);
      }
      if (files.isEmpty()) {
        return; // a package of packages, or one that only builds
      }
      assets
          .get("dependencies")
          .ifPresent(named -> named.members().keySet().forEach(name -> needs.add(lower(name))));
    }
    String name = key.substring(0, slash);
    if (name.startsWith(RUNTIME_PACK) && "runtimepack".equals(type)) {
      name = name.substring(RUNTIME_PACK.length());
    }
    libraries.putIfAbsent(
        lower(key.substring(0, slash)), new Library(name, key.substring(slash + 1), files, needs));
  }

  private static void files(String kind, Json assets, List<String> files) {
    assets
        .get(kind)
        .ifPresent(
            named ->
                named
                    .members()
                    .forEach(
                        (path, asset) -> {
                          String name = path.substring(path.lastIndexOf('/') + 1);
                          if (!name.equals(NOTHING) && files.size() < MOST_FILES) {
                            String locale = asset.text("locale");
                            files.add(locale == null ? name : locale + "/" + name);
                            files.add(path);
                          }
                        }));
  }

  /// Reports the libraries, each with its files in the folder of `file`, and what they need.
  void report(LayerEntry file, Evidence evidence, Discoveries out) {
    String folder = file.path().substring(0, file.path().lastIndexOf('/') + 1);
    NugetPackages packages = new NugetPackages(file, evidence, out);
    libraries.forEach(
        (key, library) -> {
          List<String> owned = new ArrayList<>();
          for (String name : library.files) {
            if (assembly(name)) {
              owned.add(folder + name);
            }
          }
          Component component = packages.add(library.name, library.version, List.of(), owned);
          if (component != null) {
            packages.needs("", key, component, library.needs);
          }
        });
    packages.finish();
  }

  /// Only these could be found again, and no document may claim what lies elsewhere.
  private static boolean assembly(String path) {
    String lower = lower(path);
    return (lower.endsWith(".dll") || lower.endsWith(".exe")) && !path.contains("..");
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
