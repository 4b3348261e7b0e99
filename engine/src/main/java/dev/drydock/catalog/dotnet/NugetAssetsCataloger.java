package dev.drydock.catalog.dotnet;

import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.Document;
import dev.drydock.catalog.DocumentCataloger;
import dev.drydock.image.LayerEntry;
import dev.drydock.json.Json;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/// Finds NuGet packages in a `project.assets.json`, which `dotnet restore` leaves in a project's
/// `obj` folder:
///
///     {"version": 3, "targets": {"net8.0": {
///       "Serilog/2.10.0": {"type": "package", "dependencies": {"Other": "1.0.0"}}}},
///      "libraries": {"Serilog/2.10.0": {"type": "package", "path": "serilog/2.10.0"}}}
///
/// Packages of every target count; other projects of the same solution do not.
public final class NugetAssetsCataloger extends DocumentCataloger {
  public NugetAssetsCataloger(Limits limits) {
    super("nuget-assets", limits, "project.assets.json");
  }

  @Override
  public boolean wants(LayerEntry file) {
    return file.size() > 0 && namedInAnyCase(file.path());
  }

  @Override
  protected void read(Document document, Discoveries out) throws IOException {
    Map<String, Json> targets = document.json().get("targets").map(Json::members).orElse(Map.of());
    NugetPackages packages = new NugetPackages(document, out);
    for (Map.Entry<String, Json> target : targets.entrySet()) {
      for (Map.Entry<String, Json> entry : target.getValue().members().entrySet()) {
        Json library = entry.getValue();
        int slash = entry.getKey().indexOf('/');
        if (slash > 0 && "package".equalsIgnoreCase(library.text("type"))) {
          packages.add(
              target.getKey(),
              entry.getKey().substring(0, slash),
              entry.getKey().substring(slash + 1),
              library.get("dependencies").map(needs -> needs.members().keySet()).orElse(Set.of()));
        }
      }
    }
    packages.finish();
  }
}
