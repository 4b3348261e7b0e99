package dev.drydock.catalog.ruby;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.bom.Purl;
import dev.drydock.image.LayerEntry;
import java.util.List;
import java.util.Map;

/// How a gem becomes a component, and where installed ones lie.
final class Gems {
  /// The folder in which RubyGems keeps the specifications of installed gems.
  static final String SPECIFICATIONS = "specifications/";

  static final String SPECIFICATION = ".gemspec";

  private Gems() {}

  /// Whether this is the specification of an installed gem, or of one that comes with Ruby, which
  /// is in `specifications/default`.
  static boolean installed(String path) {
    int at = path.lastIndexOf("/" + SPECIFICATIONS);
    return path.endsWith(SPECIFICATION) && (at >= 0 || path.startsWith(SPECIFICATIONS));
  }

  /// @param qualifiers of the purl
  static Component component(
      String name,
      String version,
      Map<String, String> qualifiers,
      List<String> licences,
      LayerEntry file,
      Evidence evidence) {
    return new Component(
        name,
        version,
        Purl.of("gem", null, name, version, qualifiers),
        null,
        licences,
        List.of(new Location(file.path(), file.layer())),
        evidence);
  }
}
