package dev.drydock.catalog.bitnami;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.bom.Purl;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.Document;
import dev.drydock.catalog.DocumentCataloger;
import dev.drydock.image.LayerEntry;
import dev.drydock.json.Json;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads what Bitnami's images say of themselves below `opt/bitnami`: `.bitnami_components.json`,
/// one for the image, and `.spdx-NAME.spdx` beside each component, an SPDX 2.3 document in JSON
/// that also lists what the component was built from.
///
/// ```
/// {"postgresql":{"arch":"amd64","distro":"debian-11","type":"NAMI","version":"11.22.0-4"}}
/// ```
///
/// A version's last part is Bitnami's revision of the build.
public final class BitnamiCataloger extends DocumentCataloger {
  static final String NAME = "bitnami";
  private static final String ROOT = "opt/bitnami/";
  private static final String COMPONENTS = ".bitnami_components.json";

  public BitnamiCataloger(Limits limits) {
    super(NAME, limits, COMPONENTS, ".spdx-*.spdx");
  }

  @Override
  public boolean wants(LayerEntry file) {
    String path = file.path();
    return super.wants(file)
        && path.startsWith(ROOT)
        && (path.endsWith(".spdx") || path.length() == ROOT.length() + COMPONENTS.length());
  }

  @Override
  protected void read(Document document, Discoveries out) throws IOException {
    if (document.path().endsWith(".spdx")) {
      BitnamiSpdx.read(document.json(), document.file(), out);
    } else {
      components(document.json(), document.file(), out);
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
