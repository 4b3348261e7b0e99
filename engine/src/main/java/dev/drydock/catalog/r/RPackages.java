package dev.drydock.catalog.r;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.bom.Purl;
import dev.drydock.catalog.FileTree;
import dev.drydock.image.LayerEntry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What the R catalogers share: how packages are described, and how one becomes a component.
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

  /// The names of packages with a `DESCRIPTION`, which lies in a folder of the package's name.
  static Set<String> installed(FileTree tree) {
    Set<String> names = new HashSet<>();
    tree.files(
        file -> {
          String path = file.path();
          if (path.endsWith("/DESCRIPTION")) {
            int end = path.length() - "/DESCRIPTION".length();
            names.add(path.substring(path.lastIndexOf('/', end - 1) + 1, end));
          }
          return false;
        });
    return names;
  }

  /// Fields by their name in lower case (Debian control format: `Name: value`, continued lines
  /// begin with white space); the first of a name counts.
  static Map<String, String> fields(String text) {
    Map<String, String> fields = new HashMap<>();
    String name = "";
    StringBuilder value = new StringBuilder();
    for (String line : (Iterable<String>) text.lines()::iterator) {
      boolean goesOn = line.startsWith(" ") || line.startsWith("\t");
      int colon = line.indexOf(':');
      if (goesOn) {
        value.append(value.isEmpty() ? "" : " ").append(line.strip());
      } else if (colon > 0) {
        fields.putIfAbsent(name, value.toString());
        name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        value.setLength(0);
        value.append(line.substring(colon + 1).strip());
      }
    }
    fields.putIfAbsent(name, value.toString());
    return fields;
  }
}
