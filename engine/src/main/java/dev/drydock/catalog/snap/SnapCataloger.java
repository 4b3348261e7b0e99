package dev.drydock.catalog.snap;

import dev.drydock.bom.Purl;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.Document;
import dev.drydock.catalog.DocumentCataloger;
import dev.drydock.image.LayerEntry;
import dev.drydock.json.Json;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Reads `meta/snap.yaml`, which is in every snap ([snap
/// format](https://snapcraft.io/docs/snap-format)): of snaps that are unpacked below
/// `snap/NAME/REVISION`, and of an image whose root is a snap.
public final class SnapCataloger extends DocumentCataloger {
  private static final String NAME = "snap";
  private static final String FILE = "meta/snap.yaml";
  private static final List<String> PARENTS = List.of("snap/", "var/lib/snapd/snap/");

  public SnapCataloger(Limits limits) {
    super(NAME, limits, FILE);
  }

  @Override
  public boolean wants(LayerEntry file) {
    String path = file.path();
    if (!super.wants(file) || path.equals(FILE)) {
      return file.size() > 0 && path.equals(FILE);
    }
    for (String parent : PARENTS) {
      if (path.startsWith(parent)) {
        int name = path.indexOf('/', parent.length());
        int revision = name < 0 ? -1 : path.indexOf('/', name + 1);
        return revision > 0 && path.length() == revision + 1 + FILE.length();
      }
    }
    return false;
  }

  @Override
  protected void read(Document document, Discoveries out) throws IOException {
    Json snap = document.yaml();
    String name = snap.text("name");
    String version = snap.text("version");
    if (name == null || name.isBlank() || version == null || version.isBlank()) {
      throw new IOException(document.path() + " tells no name or no version of its snap");
    }
    List<String> architectures = snap.texts("architectures");
    String licence = snap.text("license");
    out.add(
        document.component(
            name,
            version,
            Purl.of(
                NAME,
                null,
                name,
                version,
                architectures.size() == 1 ? Map.of("arch", architectures.getFirst()) : Map.of()),
            licence == null || licence.isBlank() || licence.equals("unset")
                ? List.of()
                : List.of(licence),
            document.evidence("snap.yaml")));
  }
}
