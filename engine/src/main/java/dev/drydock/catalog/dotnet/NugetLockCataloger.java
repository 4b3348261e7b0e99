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
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Finds NuGet packages in a `packages.lock.json` of version 1 or 2 (NuGet documentation, "Locking
/// dependencies"), and what they need:
///
///     {"version": 2, "dependencies": {"net8.0": {
///       "AutoMapper": {"type": "Direct", "resolved": "13.0.1",
///                      "dependencies": {"Microsoft.Extensions.Options": "6.0.0"}}}}}
///
/// Packages of every framework count; other projects of the same solution do not.
public final class NugetLockCataloger implements FileCataloger {
  private static final String NAME = "nuget-lock";
  private static final String FILE = "packages.lock.json";

  private final Limits limits;
  private final JsonReader reader;

  public NugetLockCataloger(Limits limits) {
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
    byte[] document = content.bytes(limits.documentBytes(), file.path());
    Json frameworks =
        reader.read(document, file.path()).get("dependencies").orElse(new Json.Null());
    NugetPackages packages = new NugetPackages(file, new Evidence(NAME, FILE));
    Map<String, Map<String, Component>> resolved = new HashMap<>();
    frameworks
        .members()
        .forEach((framework, named) -> resolved.put(framework, packages(named, packages)));
    packages.report(out);
    frameworks
        .members()
        .forEach(
            (framework, named) ->
                dependencies(named, resolved.getOrDefault(framework, Map.of()), out));
  }

  /// The packages of one framework by id in lower case.
  private static Map<String, Component> packages(Json framework, NugetPackages packages) {
    Map<String, Component> byId = new HashMap<>();
    framework
        .members()
        .forEach(
            (id, entry) -> {
              Component component =
                  "Project".equalsIgnoreCase(entry.text("type"))
                      ? null
                      : packages.add(id, entry.text("resolved"));
              if (component != null) {
                byId.put(lower(id), component);
              }
            });
    return byId;
  }

  private static void dependencies(Json framework, Map<String, Component> byId, Discoveries out) {
    framework
        .members()
        .forEach(
            (id, entry) -> {
              Component from = byId.get(lower(id));
              Map<String, Json> needs =
                  entry.get("dependencies").map(Json::members).orElse(Map.of());
              for (String need : needs.keySet()) {
                Component to = byId.get(lower(need));
                if (from != null && to != null) {
                  out.dependency(from, to);
                }
              }
            });
  }

  private static String lower(String id) {
    return id.toLowerCase(Locale.ROOT);
  }
}
