package dev.drydock.catalog.npm;

import dev.drydock.bom.Component.Evidence;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.FileCataloger;
import dev.drydock.catalog.FileNames;
import dev.drydock.image.FileContent;
import dev.drydock.image.LayerEntry;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import java.io.IOException;

/// Finds npm packages by their `package.json`: installed ones, right below a `node_modules`, and
/// applications, outside of any.
///
/// Both need name and version. Those that lie deeper within an installed package are not packages
/// but its test data and entry points. What a `package.json` depends on is not taken for installed.
public final class NpmPackageCataloger implements FileCataloger {
  private static final String NAME = "npm-package";
  private static final String FILE = "package.json";

  private final Limits limits;
  private final JsonReader reader;

  public NpmPackageCataloger(Limits limits) {
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
    String path = file.path();
    return path.endsWith(FILE)
        && (path.length() == FILE.length() || path.charAt(path.length() - FILE.length() - 1) == '/')
        && (NpmPackages.modules(path) < 0 || NpmPackages.installed(path));
  }

  @Override
  public void catalog(LayerEntry file, FileContent content, Discoveries out) throws IOException {
    byte[] document = content.bytes(limits.documentBytes(), file.path());
    if (document.length == 0) {
      return;
    }
    PackageJson json = PackageJson.parse(reader, document, file.path());
    if (json.name().isEmpty() || json.version().isEmpty() || json.otherKind()) {
      return;
    }
    out.add(
        NpmPackages.component(
            json.name(),
            json.version(),
            NpmPackages.purl(json.name(), json.version(), null),
            json.licences(),
            file,
            new Evidence(NAME, FILE)));
  }
}
