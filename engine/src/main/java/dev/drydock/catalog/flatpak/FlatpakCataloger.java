package dev.drydock.catalog.flatpak;

import dev.drydock.bom.Purl;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.Document;
import dev.drydock.catalog.DocumentCataloger;
import dev.drydock.document.Xml;
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
public final class FlatpakCataloger extends DocumentCataloger {
  private static final String NAME = "flatpak";
  private static final String APPLICATIONS = "flatpak/app/";
  private static final List<String> FOLDERS =
      List.of("/export/share/metainfo/", "/export/share/appdata/");

  public FlatpakCataloger(Limits limits) {
    super(NAME, limits, "*.metainfo.xml", "*.appdata.xml");
  }

  @Override
  public boolean wants(LayerEntry file) {
    String path = file.path();
    if (!super.wants(file)) {
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
  protected void read(Document document, Discoveries out) throws IOException {
    Xml root = document.xml();
    String id = root.text("id");
    String version =
        root.child("releases")
            .flatMap(releases -> releases.child("release"))
            .map(release -> release.attribute("version"))
            .orElse("");
    if (id == null || version.isBlank()) {
      throw new IOException(document.path() + " tells no id or no release of its application");
    }
    String licence = root.text("project_license");
    out.add(
        document.component(
            id,
            version,
            Purl.of(NAME, null, id, version, Map.of()),
            licence == null ? List.of() : List.of(licence),
            document.evidence("metainfo")));
  }
}
