package dev.drydock.catalog.dotnet;

import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.Document;
import dev.drydock.catalog.DocumentCataloger;
import dev.drydock.document.Xml;
import dev.drydock.image.LayerEntry;
import dev.drydock.limits.Limits;
import java.io.IOException;

/// Finds NuGet packages in a `packages.config` (NuGet documentation, "packages.config reference"),
/// the list of an older project:
///
///     <packages><package id="Newtonsoft.Json" version="6.0.4" targetFramework="net45" /></packages>
///
/// Packages for development only are left out.
public final class NugetConfigCataloger extends DocumentCataloger {
  public NugetConfigCataloger(Limits limits) {
    super("nuget-config", limits, "packages.config");
  }

  @Override
  public boolean wants(LayerEntry file) {
    return file.size() > 0 && namedInAnyCase(file.path());
  }

  @Override
  protected void read(Document document, Discoveries out) throws IOException {
    Xml root = document.xml();
    NugetPackages packages = new NugetPackages(document, out);
    for (Xml one : root.children()) {
      if (one.name().equals("package")
          && !"true".equalsIgnoreCase(one.attribute("developmentDependency"))) {
        packages.add(one.attribute("id"), one.attribute("version"));
      }
    }
  }
}
