package dev.drydock.catalog.maven;

import dev.drydock.bom.Purl;
import java.util.List;

/// The Maven coordinates of an archive, and what told them.
///
/// @param group `""` where nothing tells it
/// @param source `pom.properties`, `repository layout`, `manifest`, `file name` or `digest`
record Coordinates(
    String group, String artifact, String version, String source, List<String> licences) {

  /// `group:artifact`, or the artifact alone.
  String name() {
    return group.isEmpty() ? artifact : group + ":" + artifact;
  }

  Purl purl() {
    return Purl.of("maven", group, artifact, version);
  }

  /// The same for versions that Maven holds for equal because of their last zeros: `2.17`,
  /// `2.17.0`.
  String key() {
    String normal = version;
    while (normal.endsWith(".0")) {
      normal = normal.substring(0, normal.length() - 2);
    }
    return name() + "@" + normal;
  }
}
