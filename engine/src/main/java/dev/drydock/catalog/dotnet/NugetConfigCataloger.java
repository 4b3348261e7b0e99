package dev.drydock.catalog.dotnet;

import dev.drydock.bom.Component.Evidence;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.FileCataloger;
import dev.drydock.catalog.FileNames;
import dev.drydock.document.Xml;
import dev.drydock.document.XmlReader;
import dev.drydock.image.FileContent;
import dev.drydock.image.LayerEntry;
import dev.drydock.limits.Limits;
import java.io.IOException;

/// Finds NuGet packages in a `packages.config` (NuGet documentation, "packages.config reference"),
/// the list of an older project:
///
///     <packages><package id="Newtonsoft.Json" version="6.0.4" targetFramework="net45" /></packages>
///
/// Packages for development only are left out.
public final class NugetConfigCataloger implements FileCataloger {
  private static final String NAME = "nuget-config";
  private static final String FILE = "packages.config";

  private final Limits limits;
  private final XmlReader reader;

  public NugetConfigCataloger(Limits limits) {
    this.limits = limits;
    this.reader = new XmlReader(limits);
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
    Xml root = reader.read(content.bytes(limits.documentBytes(), file.path()), file.path());
    NugetPackages packages = new NugetPackages(file, new Evidence(NAME, FILE));
    for (Xml one : root.children()) {
      if (one.name().equals("package")
          && !"true".equalsIgnoreCase(one.attribute("developmentDependency"))) {
        packages.add(one.attribute("id"), one.attribute("version"));
      }
    }
    packages.report(out);
  }
}
