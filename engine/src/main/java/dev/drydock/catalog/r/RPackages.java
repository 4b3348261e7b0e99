package dev.drydock.catalog.r;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.bom.Purl;
import dev.drydock.image.LayerEntry;
import java.util.List;

/// What both R catalogers share: how a package becomes a component.
final class RPackages {
  private RPackages() {}

  /// @param type of the purl
  static Component component(
      String type,
      String name,
      String version,
      List<String> licences,
      LayerEntry file,
      Evidence evidence) {
    return new Component(
        name,
        version,
        Purl.of(type, null, name, version),
        null,
        licences,
        List.of(new Location(file.path(), file.layer())),
        evidence);
  }

  /// Whether R would take it for the name of a package (Writing R Extensions, 1.1.1): letters,
  /// digits and dots.
  static boolean name(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!Character.isLetterOrDigit(c) && c != '.') {
        return false;
      }
    }
    return !name.isEmpty() && name.length() <= 200;
  }

  /// Numbers with `.` and `-` between them.
  static boolean version(String version) {
    for (int i = 0; i < version.length(); i++) {
      char c = version.charAt(i);
      if ((c < '0' || c > '9') && c != '.' && c != '-') {
        return false;
      }
    }
    return !version.isEmpty() && version.length() <= 200;
  }
}
