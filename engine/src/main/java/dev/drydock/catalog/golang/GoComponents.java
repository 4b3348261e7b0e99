package dev.drydock.catalog.golang;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.bom.ModulePackages;
import dev.drydock.bom.Purl;
import dev.drydock.image.LayerEntry;
import java.util.List;

/// How a Go module becomes a component, whatever told of it.
final class GoComponents {
  static final String STANDARD_LIBRARY = ModulePackages.STANDARD_LIBRARY;

  private GoComponents() {}

  /// @param path of the module
  /// @param version with its `v`; `""` where nothing tells it
  static Component component(String path, String version, LayerEntry file, Evidence evidence) {
    String clean = path;
    while (clean.endsWith("/")) {
      clean = clean.substring(0, clean.length() - 1);
    }
    int slash = clean.lastIndexOf('/');
    String name = clean.isEmpty() ? path : clean.substring(slash + 1);
    return new Component(
        path,
        version,
        Purl.of(
            "golang",
            slash < 0 ? null : clean.substring(0, slash),
            name,
            version.equals(GoModules.DEVELOPMENT) ? null : version),
        null,
        List.of(),
        List.of(new Location(file.path(), file.layer())),
        evidence);
  }
}
