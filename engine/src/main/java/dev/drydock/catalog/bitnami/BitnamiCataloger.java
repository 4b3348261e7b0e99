package dev.drydock.catalog.bitnami;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.bom.Purl;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.FileCataloger;
import dev.drydock.catalog.FileNames;
import dev.drydock.image.FileContent;
import dev.drydock.image.LayerEntry;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads what Bitnami's images say of themselves below `opt/bitnami`: `.bitnami_components.json`,
/// one for the image, and `.spdx-NAME.spdx` beside each component, an SPDX 2.3 document in JSON
/// that also lists what the component was built from.
///
/// ```
/// {"postgresql":{"arch":"amd64","distro":"debian-11","type":"NAMI","version":"11.22.0-4"}}
/// ```
///
/// A version's last part is Bitnami's revision of the build.
public final class BitnamiCataloger implements FileCataloger {
  static final String NAME = "bitnami";
  private static final String ROOT = "opt/bitnami/";
  private static final String COMPONENTS = ".bitnami_components.json";

  private final Limits limits;
  private final JsonReader reader;

  public BitnamiCataloger(Limits limits) {
    this.limits = limits;
    this.reader = new JsonReader(limits);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public FileNames fileNames() {
    return new FileNames(Set.of(COMPONENTS), Set.of("spdx"));
  }

  @Override
  public boolean wants(LayerEntry file) {
    String path = file.path();
    if (!path.startsWith(ROOT)) {
      return false;
    }
    int name = path.lastIndexOf('/') + 1;
    return path.endsWith(".spdx")
        ? path.startsWith(".spdx-", name)
        : name == ROOT.length() && path.startsWith(COMPONENTS, name);
  }

  @Override
  public void catalog(LayerEntry file, FileContent content, Discoveries out) throws IOException {
    Json document = reader.read(content.bytes(limits.documentBytes(), file.path()), file.path());
    if (file.path().endsWith(".spdx")) {
      BitnamiSpdx.read(document, file, out);
    } else {
      components(document, file, out);
    }
  }

  private static void components(Json document, LayerEntry file, Discoveries out)
      throws IOException {
    if (!(document instanceof Json.Obj)) {
      throw new IOException(file.path() + " is no list of components");
    }
    for (Map.Entry<String, Json> entry : document.members().entrySet()) {
      String version = entry.getValue().text("version");
      if (entry.getKey().isBlank() || version == null || version.isBlank()) {
        out.unreadable(file.path(), "has an entry with no name or no version; left out");
      } else {
        Map<String, String> qualifiers = new HashMap<>();
        for (String name : List.of("arch", "distro")) {
          String value = entry.getValue().text(name);
          qualifiers.put(name, value == null ? "" : value);
        }
        Purl purl = Purl.of(NAME, null, entry.getKey(), version, qualifiers);
        out.add(component(entry.getKey(), purl, List.of(), file));
      }
    }
  }

  static Component component(String name, Purl purl, List<String> licences, LayerEntry file) {
    String version = purl.version();
    return new Component(
        name,
        version == null ? "" : version,
        purl,
        null,
        licences,
        List.of(new Location(file.path(), file.layer())),
        new Evidence(NAME, file.path().endsWith(".spdx") ? "SPDX document" : "component list"));
  }
}
