package dev.drydock.catalog.dotnet;

import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.Document;
import dev.drydock.catalog.DocumentCataloger;
import dev.drydock.image.LayerEntry;
import dev.drydock.limits.Limits;
import java.io.IOException;

/// Finds what a published .NET application, or a shared framework of a .NET installation, consists
/// of, by its [deps.json][DepsJson].
///
/// Only libraries that have files in the target that the application runs on: packages that merely
/// bring other packages, or were needed to build, are not there. Libraries that no target names are
/// listed, too: nothing says that they are not deployed. Their assemblies are theirs: no other
/// cataloger's finding in these files counts.
public final class DotnetDepsCataloger extends DocumentCataloger {

  public DotnetDepsCataloger(Limits limits) {
    super("dotnet-deps", limits, "*.deps.json");
  }

  @Override
  public boolean wants(LayerEntry file) {
    return file.size() > 0 && namedInAnyCase(file.path());
  }

  @Override
  protected void read(Document document, Discoveries out) throws IOException {
    DepsJson.of(document.json()).report(document.file(), document.evidence("deps.json"), out);
  }
}
