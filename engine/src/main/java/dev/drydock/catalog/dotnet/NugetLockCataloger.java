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

/// Finds NuGet packages in a `packages.lock.json` of version 1 or 2 (NuGet documentation, "Locking
/// dependencies"), and what they need:
///
///     {"version": 2, "dependencies": {"net8.0": {
///       "AutoMapper": {"type": "Direct", "resolved": "13.0.1",
///                      "dependencies": {"Microsoft.Extensions.Options": "6.0.0"}}}}}
///
/// Packages of every framework count; other projects of the same solution do not.
public final class NugetLockCataloger extends DocumentCataloger {
  public NugetLockCataloger(Limits limits) {
    super("nuget-lock", limits, "packages.lock.json");
  }

  @Override
  public boolean wants(LayerEntry file) {
    return file.size() > 0 && namedInAnyCase(file.path());
  }

  @Override
  protected void read(Document document, Discoveries out) throws IOException {
    Map<String, Json> frameworks =
        document.json().get("dependencies").map(Json::members).orElse(Map.of());
    NugetPackages packages = new NugetPackages(document, out);
    for (Map.Entry<String, Json> framework : frameworks.entrySet()) {
      for (Map.Entry<String, Json> entry : framework.getValue().members().entrySet()) {
        Json locked = entry.getValue();
        if (!"Project".equalsIgnoreCase(locked.text("type"))) {
          packages.add(
              framework.getKey(),
              entry.getKey(),
              locked.text("resolved"),
              locked.get("dependencies").map(needs -> needs.members().keySet()).orElse(Set.of()));
        }
      }
    }
    packages.finish();
  }
}
