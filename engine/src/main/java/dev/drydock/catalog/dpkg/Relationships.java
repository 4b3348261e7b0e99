package dev.drydock.catalog.dpkg;

import java.util.ArrayList;
import java.util.List;

/// The names in a field that tells of other packages (Debian Policy, 7.1): groups with a comma
/// between, of which one of several alternatives is enough.
///
///     libc6 (>= 2.34), debconf (>= 0.5) | debconf-2.0, python3:any
///
/// Versions and architectures are passed over: what is installed fulfils them.
final class Relationships {
  /// More than any real package has.
  private static final int MOST_GROUPS = 5_000;

  private Relationships() {}

  static List<List<String>> groups(String field) {
    List<List<String>> groups = new ArrayList<>();
    for (int from = 0; from < field.length() && groups.size() < MOST_GROUPS; ) {
      int comma = field.indexOf(',', from);
      int to = comma < 0 ? field.length() : comma;
      List<String> alternatives = alternatives(field, from, to);
      if (!alternatives.isEmpty()) {
        groups.add(alternatives);
      }
      from = to + 1;
    }
    return groups;
  }

  private static List<String> alternatives(String field, int start, int end) {
    List<String> alternatives = new ArrayList<>(1);
    for (int from = start; from < end; ) {
      int bar = field.indexOf('|', from);
      int to = bar < 0 || bar > end ? end : bar;
      while (from < to && field.charAt(from) == ' ') {
        from++;
      }
      int name = from;
      while (name < to && " (:[<".indexOf(field.charAt(name)) < 0) {
        name++;
      }
      if (name > from) {
        alternatives.add(field.substring(from, name));
      }
      from = to + 1;
    }
    return alternatives;
  }
}
