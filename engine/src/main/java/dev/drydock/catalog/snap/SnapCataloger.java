package dev.drydock.catalog.snap;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.bom.Purl;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.FileCataloger;
import dev.drydock.catalog.FileNames;
import dev.drydock.document.YamlReader;
import dev.drydock.image.FileContent;
import dev.drydock.image.LayerEntry;
import dev.drydock.json.Json;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Reads `meta/snap.yaml`, which is in every snap ([snap
/// format](https://snapcraft.io/docs/snap-format)): of snaps that are unpacked below
/// `snap/NAME/REVISION`, and of an image whose root is a snap.
public final class SnapCataloger implements FileCataloger {
  private static final String NAME = "snap";
  private static final String FILE = "meta/snap.yaml";
  private static final List<String> PARENTS = List.of("snap/", "var/lib/snapd/snap/");

  private final Limits limits;
  private final YamlReader reader;

  public SnapCataloger(Limits limits) {
    this.limits = limits;
    this.reader = new YamlReader(limits);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public FileNames fileNames() {
    return FileNames.named("snap.yaml");
  }

  @Override
  public boolean wants(LayerEntry file) {
    String path = file.path();
    if (path.equals(FILE)) {
      return true;
    }
    for (String parent : PARENTS) {
      if (path.startsWith(parent)) {
        int name = path.indexOf('/', parent.length());
        int revision = name < 0 ? -1 : path.indexOf('/', name + 1);
        return revision > 0 && path.length() == revision + 1 + FILE.length() && path.endsWith(FILE);
      }
    }
    return false;
  }

  @Override
  public void catalog(LayerEntry file, FileContent content, Discoveries out) throws IOException {
    Json snap = reader.read(content.bytes(limits.documentBytes(), file.path()), file.path());
    String name = snap.text("name");
    String version = snap.text("version");
    if (name == null || name.isBlank() || version == null || version.isBlank()) {
      throw new IOException(file.path() + " tells no name or no version of its snap");
    }
    List<String> architectures = snap.texts("architectures");
    String licence = snap.text("license");
    out.add(
        new Component(
            name,
            version,
            Purl.of(
                NAME,
                null,
                name,
                version,
                architectures.size() == 1 ? Map.of("arch", architectures.getFirst()) : Map.of()),
            null,
            licence == null || licence.isBlank() || licence.equals("unset")
                ? List.of()
                : List.of(licence),
            List.of(new Location(file.path(), file.layer())),
            new Evidence(NAME, "snap.yaml")));
  }
}
