package dev.drydock.match;

import dev.drydock.advisory.Affected;
import org.jspecify.annotations.Nullable;

/// Whether an advisory speaks of the module stream that an rpm package was built for.
///
/// A record of a module shows by its versions (`.module_el8…`) and names its streams in its title
/// (`Important: nodejs:18 security update`); OSV has no field for either. Red Hat's own documents
/// have the stream in the package's name.
final class Modularity {
  private static final String MODULE = ".module";

  private Modularity() {}

  /// @param label of the installed package: `nodejs:18:…`; `""` for a package of no module, `null`
  ///   where the database does not know labels: nothing can be excluded then, but that a build of a
  ///   module, which its version shows, is of none
  static boolean fits(@Nullable String label, String version, Affected affected) {
    if (version.contains(MODULE) && (label == null || label.isEmpty())) {
      return streamOfName(affected.name()) != null || isModule(affected);
    }
    if (label == null) {
      return true;
    }
    String named = streamOfName(affected.name());
    if (named != null) {
      return named.equals(streamOf(label));
    }
    boolean module = isModule(affected);
    if (label.isEmpty() || !module) {
      return label.isEmpty() != module;
    }
    String title = affected.advisory().summary();
    return title == null || namesNoStream(title) || names(title, stream(label));
  }

  /// What an empty label means: no module, but on Oracle Linux, whose packages of modules have none
  /// either, nothing.
  static @Nullable String label(@Nullable String label, String ecosystem) {
    return "".equals(label) && ecosystem.startsWith("Oracle Linux") ? null : label;
  }

  /// `nodejs:18` of a label; `null` for a package of no module.
  static @Nullable String streamOf(@Nullable String label) {
    return label == null || label.isEmpty() ? null : stream(label);
  }

  /// Red Hat's own documents name packages of a module with its stream: `nodejs:18/nodejs`.
  private static @Nullable String streamOfName(String name) {
    int slash = name.indexOf('/');
    return slash > 0 && name.lastIndexOf(':', slash) > 0 ? name.substring(0, slash) : null;
  }

  private static boolean isModule(Affected affected) {
    for (Affected.Range range : affected.ranges()) {
      for (Affected.Event event : range.events()) {
        if (event.version().contains(MODULE)) {
          return true;
        }
      }
    }
    return false;
  }

  /// `nodejs:18` of `nodejs:18:8090020231019:a75119d5`.
  private static String stream(String label) {
    int first = label.indexOf(':');
    int second = first < 0 ? -1 : label.indexOf(':', first + 1);
    return second < 0 ? label : label.substring(0, second);
  }

  /// A stream is a colon between two characters that are no blanks.
  private static boolean namesNoStream(String title) {
    for (int i = title.indexOf(':'); i >= 0; i = title.indexOf(':', i + 1)) {
      if (i > 0
          && i + 1 < title.length()
          && title.charAt(i - 1) > ' '
          && title.charAt(i + 1) > ' ') {
        return false;
      }
    }
    return true;
  }

  private static boolean names(String title, String stream) {
    for (int i = title.indexOf(stream); i >= 0; i = title.indexOf(stream, i + 1)) {
      int end = i + stream.length();
      if ((i == 0 || isBorder(title.charAt(i - 1)))
          && (end == title.length() || isBorder(title.charAt(end)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBorder(char c) {
    return c == ' ' || c == ',' || c == '(' || c == ')' || c == ';';
  }
}
