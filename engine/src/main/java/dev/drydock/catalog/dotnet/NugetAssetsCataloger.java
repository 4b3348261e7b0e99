package dev.drydock.catalog.dotnet;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.FileCataloger;
import dev.drydock.catalog.FileNames;
import dev.drydock.image.FileContent;
import dev.drydock.image.LayerEntry;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Finds NuGet packages in a `project.assets.json`, which `dotnet restore` leaves in a project's
/// `obj` folder:
///
///     {"version": 3, "targets": {"net8.0": {
///       "Serilog/2.10.0": {"type": "package", "dependencies": {"Other": "1.0.0"}}}},
///      "libraries": {"Serilog/2.10.0": {"type": "package", "path": "serilog/2.10.0"}}}
///
/// Packages of every target count; other projects of the same solution do not.
public final class NugetAssetsCataloger implements FileCataloger {
  private static final String NAME = "nuget-assets";
  private static final String FILE = "project.assets.json";
  private static final String PACKAGE = "package";

  private final Limits limits;
  private final JsonReader reader;

  public NugetAssetsCataloger(Limits limits) {
    this.limits = limits;
    this.reader = new JsonReader(limits);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public FileNames fileNames() {
    return FileNames.named(FILE);
  }

  @Override
  public boolean wants(LayerEntry file) {
    return file.size() > 0;
  }

  @Override
  public void catalog(LayerEntry file, FileContent content, Discoveries out) throws IOException {
    byte[] bytes = content.bytes(limits.documentBytes(), file.path());
    Json document = reader.read(bytes, file.path());
    NugetPackages packages = new NugetPackages(file, new Evidence(NAME, FILE));
    List<Runnable> dependencies = new ArrayList<>();
    document
        .get("targets")
        .ifPresent(
            targets ->
                targets
                    .members()
                    .values()
                    .forEach(
                        target -> {
                          Map<String, Component> byId = packages(target, packages);
                          dependencies.add(() -> dependencies(target, byId, out));
                        }));
    packages.report(out);
    dependencies.forEach(Runnable::run);
  }

  /// The packages of one target by id in lower case.
  private static Map<String, Component> packages(Json target, NugetPackages packages) {
    Map<String, Component> byId = new HashMap<>();
    target
        .members()
        .forEach(
            (key, entry) -> {
              int slash = key.indexOf('/');
              if (slash > 0 && PACKAGE.equalsIgnoreCase(entry.text("type"))) {
                String id = key.substring(0, slash);
                Component component = packages.add(id, key.substring(slash + 1), List.of());
                if (component != null) {
                  byId.put(id.toLowerCase(Locale.ROOT), component);
                }
              }
            });
    return byId;
  }

  private static void dependencies(Json target, Map<String, Component> byId, Discoveries out) {
    target
        .members()
        .forEach(
            (key, entry) -> {
              int slash = Math.max(key.indexOf('/'), 0);
              Component from = byId.get(key.substring(0, slash).toLowerCase(Locale.ROOT));
              Map<String, Json> needs =
                  entry.get("dependencies").map(Json::members).orElse(Map.of());
              for (String need : needs.keySet()) {
                Component to = byId.get(need.toLowerCase(Locale.ROOT));
                if (from != null && to != null) {
                  out.dependency(from, to);
                }
              }
            });
  }
}
