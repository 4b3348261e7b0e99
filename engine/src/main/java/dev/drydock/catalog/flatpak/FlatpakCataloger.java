package dev.drydock.catalog.flatpak;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.bom.Purl;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.FileCataloger;
import dev.drydock.catalog.FileNames;
import dev.drydock.document.Xml;
import dev.drydock.document.XmlReader;
import dev.drydock.image.FileContent;
import dev.drydock.image.LayerEntry;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Reads the metainfo that an application exports, of those that Flatpak has deployed below
/// `flatpak/app/ID/ARCH/BRANCH/COMMIT`, for all users or for one
/// ([AppStream](https://www.freedesktop.org/software/appstream/docs/chap-Metadata.html)).
///
/// ```
/// <component type="desktop-application"><id>org.gimp.GIMP</id>
///   <releases><release version="2.10.38" date="2024-05-02"/>…</releases></component>
/// ```
///
/// Releases are listed newest first, so the first is the one that is there.
public final class FlatpakCataloger implements FileCataloger {
  private static final String NAME = "flatpak";
  private static final String APPLICATIONS = "flatpak/app/";
  private static final List<String> FOLDERS =
      List.of("/export/share/metainfo/", "/export/share/appdata/");

  private final Limits limits;
  private final XmlReader reader;

  public FlatpakCataloger(Limits limits) {
    this.limits = limits;
    this.reader = new XmlReader(limits);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public FileNames fileNames() {
    return FileNames.ending("xml");
  }

  @Override
  public boolean wants(LayerEntry file) {
    String path = file.path();
    if (!path.endsWith(".metainfo.xml") && !path.endsWith(".appdata.xml")) {
      return false;
    }
    int applications = path.indexOf(APPLICATIONS);
    if (applications < 0 || (applications > 0 && path.charAt(applications - 1) != '/')) {
      return false;
    }
    int name = path.lastIndexOf('/') + 1;
    for (String folder : FOLDERS) {
      if (path.startsWith(folder, name - folder.length())) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void catalog(LayerEntry file, FileContent content, Discoveries out) throws IOException {
    Xml root = reader.read(content.bytes(limits.documentBytes(), file.path()), file.path());
    String id = root.text("id");
    String version =
        root.child("releases")
            .flatMap(releases -> releases.child("release"))
            .map(release -> release.attribute("version"))
            .orElse("");
    if (id == null || version.isBlank()) {
      throw new IOException(file.path() + " tells no id or no release of its application");
    }
    String licence = root.text("project_license");
    out.add(
        new Component(
            id,
            version,
            Purl.of(NAME, null, id, version, Map.of()),
            null,
            licence == null ? List.of() : List.of(licence),
            List.of(new Location(file.path(), file.layer())),
            new Evidence(NAME, "metainfo")));
  }
}
