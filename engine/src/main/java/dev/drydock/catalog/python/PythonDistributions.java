package dev.drydock.catalog.python;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.bom.Purl;
import dev.drydock.catalog.Discoveries;
import java.util.List;
import java.util.Map;

/// What all Python catalogers share: how metadata becomes a component.
final class PythonDistributions {
  private static final String[] EXTENSIONS = {".dist-info", ".egg-info", ".egg", ".whl"};

  private PythonDistributions() {}

  /// Reports the distribution that `metadata` is of. Python itself is none: its interpreter's own
  /// `Python.egg-info` is passed over. What has no version is reported as unreadable.
  ///
  /// @param folder the last part of the path of the file or folder that the distribution is: where
  ///   the metadata has no version, it may be in there
  static void report(
      PythonMetadata metadata,
      String folder,
      Map<String, String> qualifiers,
      Location location,
      Evidence evidence,
      Discoveries out) {
    String name = metadata.name();
    String version = metadata.version();
    if (name.isEmpty()) {
      out.unreadable(location.path(), "names no Python distribution: it has no header Name");
      return;
    }
    if (name.equalsIgnoreCase("python")) {
      return;
    }
    if (version.isEmpty()) {
      version = versionOf(folder);
    }
    if (version.isEmpty()) {
      out.unreadable(location.path(), "tells no version of the Python distribution " + name);
      return;
    }
    out.add(component(name, version, qualifiers, metadata.licences(), location, evidence));
  }

  /// @param version `""` where only a commit is known
  static Component component(
      String name,
      String version,
      Map<String, String> qualifiers,
      List<String> licences,
      Location location,
      Evidence evidence) {
    return new Component(
        name,
        version,
        Purl.of("pypi", null, name, version, qualifiers),
        null,
        licences,
        List.of(location),
        evidence);
  }

  /// The second part of `name-version[-py3.9].egg-info`; `""` where it is no version.
  private static String versionOf(String folder) {
    String stem = folder;
    for (String extension : EXTENSIONS) {
      if (stem.endsWith(extension)) {
        stem = stem.substring(0, stem.length() - extension.length());
      }
    }
    int from = stem.indexOf('-') + 1;
    int hyphen = stem.indexOf('-', from);
    int to = hyphen < 0 ? stem.length() : hyphen;
    return from > 0 && to > from && Character.isDigit(stem.charAt(from))
        ? stem.substring(from, to)
        : "";
  }
}
