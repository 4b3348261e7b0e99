package dev.drydock.catalog.npm;

import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.Document;
import dev.drydock.catalog.DocumentCataloger;
import dev.drydock.image.LayerEntry;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import java.io.IOException;

/// Finds npm packages by their `package.json`: installed ones, right below a `node_modules`, and
/// applications, outside of any.
///
/// Both need name and version; a name that npm would not take is that of test data. Those that lie
/// deeper within an installed package are not packages but its test data and entry points. What a
/// `package.json` depends on is not taken for installed.
///
/// An application that says that it is `private`, or nothing that those say who publish a package,
/// is the project itself. Others may be a published application that was unpacked to run, as Ghost
/// is.
public final class NpmPackageCataloger extends DocumentCataloger {
  private static final String FILE = "package.json";

  public NpmPackageCataloger(Limits limits) {
    super("npm-package", limits, FILE);
  }

  @Override
  public boolean wants(LayerEntry file) {
    String path = file.path();
    return super.wants(file) && (NpmPackages.modules(path) < 0 || NpmPackages.installed(path));
  }

  @Override
  protected void read(Document document, Discoveries out) throws IOException {
    PackageJson json =
        PackageJson.parse(new JsonReader(document.limits()), document.bytes(), document.path());
    boolean own = json.unpublished() && NpmPackages.modules(document.path()) < 0;
    if (!json.reported(own)) {
      return;
    }
    out.add(
        NpmPackages.component(
                json.name(),
                json.version(),
                NpmPackages.purl(json.name(), json.version(), null),
                json.licences(),
                document.file(),
                document.evidence())
            .asOwnProject(own));
  }
}
