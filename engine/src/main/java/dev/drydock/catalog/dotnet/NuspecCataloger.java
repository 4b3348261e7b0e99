package dev.drydock.catalog.dotnet;

import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.Document;
import dev.drydock.catalog.DocumentCataloger;
import dev.drydock.document.Xml;
import dev.drydock.image.LayerEntry;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds NuGet packages that lie unpacked in a packages folder, `ID/VERSION/ID.nuspec`: that of a
/// user, `.nuget/packages`, or the fallback folder of an SDK (NuGet documentation, ".nuspec
/// reference").
///
///     <package><metadata><id>Serilog</id><version>2.10.0</version>
///       <license type="expression">Apache-2.0</license></metadata></package>
///
/// A `.nuspec` anywhere else describes a package that somebody may build.
public final class NuspecCataloger extends DocumentCataloger {
  public NuspecCataloger(Limits limits) {
    super("nuspec", limits, "*.nuspec");
  }

  @Override
  public boolean wants(LayerEntry file) {
    return file.size() > 0 && installedVersion(file.path()) != null;
  }

  /// The version that the folder of an unpacked package names; `null` for other files.
  private static @Nullable String installedVersion(String path) {
    int name = path.lastIndexOf('/') + 1;
    int version = name < 2 ? 0 : path.lastIndexOf('/', name - 2) + 1;
    int id = version < 2 ? -1 : path.lastIndexOf('/', version - 2) + 1;
    int length = path.length() - ".nuspec".length() - name;
    return id >= 0
            && length == version - 1 - id
            && path.regionMatches(true, id, path, name, length)
            && path.charAt(version) >= '0'
            && path.charAt(version) <= '9'
        ? path.substring(version, name - 1)
        : null;
  }

  @Override
  protected void read(Document document, Discoveries out) throws IOException {
    Xml root = document.xml();
    Xml metadata = root.child("metadata").orElse(root);
    String id = metadata.text("id");
    String folder = installedVersion(document.path());
    String version = metadata.text("version");
    NugetPackages packages = new NugetPackages(document.file(), document.evidence("nuspec"), out);
    if (id != null && folder != null) {
      // the folder has the version in NuGet's normal form, in lower case
      boolean same = version != null && version.equalsIgnoreCase(folder);
      packages.add(id, same ? version : folder, licences(metadata), List.of());
    }
  }

  private static List<String> licences(Xml metadata) {
    return metadata
        .child("license")
        .filter(licence -> "expression".equals(licence.attribute("type")))
        .map(Xml::text)
        .filter(text -> !text.isEmpty())
        .map(List::of)
        .orElse(List.of());
  }
}
