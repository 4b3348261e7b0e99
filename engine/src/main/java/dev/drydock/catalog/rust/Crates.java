package dev.drydock.catalog.rust;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.bom.Purl;
import dev.drydock.image.LayerEntry;
import java.util.List;
import java.util.Map;

/// How a crate becomes a component.
final class Crates {
  private Crates() {}

  /// @param qualifiers of the purl
  static Component component(
      String name,
      String version,
      Map<String, String> qualifiers,
      LayerEntry file,
      Evidence evidence) {
    return new Component(
        name,
        version,
        Purl.of("cargo", null, name, version, qualifiers),
        null,
        List.of(),
        List.of(new Location(file.path(), file.layer())),
        evidence);
  }
}
