package dev.drydock.catalog.alpm;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One file of pacman's local database, `desc` or `files` ([alpm-db
/// specification](https://alpm.archlinux.page/specifications/alpm-db-desc.5.html)): sections, each
/// with a heading between percent signs, its values on a line each, and an empty line after them.
///
/// ```
/// %NAME%
/// gawk
///
/// %LICENSE%
/// GPL-3.0-or-later
/// ```
final class AlpmEntry {
  private static final Set<String> SECTIONS =
      Set.of("NAME", "VERSION", "BASE", "ARCH", "PACKAGER", "LICENSE", "DEPENDS", "PROVIDES");

  /// More values than any section of these has; a forged one shall not cost more.
  private static final int MOST_VALUES = 2_000;

  private final Map<String, List<String>> sections = new HashMap<>();

  private AlpmEntry() {}

  static AlpmEntry parse(byte[] bytes) {
    AlpmEntry entry = new AlpmEntry();
    String text = new String(bytes, StandardCharsets.UTF_8);
    List<String> values = null;
    for (int from = 0; from < text.length(); ) {
      int newline = text.indexOf('\n', from);
      int end = newline < 0 ? text.length() : newline;
      String line = text.substring(from, end).strip();
      from = end + 1;
      if (line.isEmpty()) {
        values = null;
      } else if (heading(line)) {
        String name = line.substring(1, line.length() - 1);
        values =
            SECTIONS.contains(name)
                ? entry.sections.computeIfAbsent(name, _ -> new ArrayList<>(1))
                : null;
      } else if (values != null && values.size() < MOST_VALUES) {
        values.add(line);
      }
    }
    return entry;
  }

  private static boolean heading(String line) {
    return line.length() > 2 && line.charAt(0) == '%' && line.charAt(line.length() - 1) == '%';
  }

  /// The values of a section; none where it is not there.
  List<String> values(String section) {
    return sections.getOrDefault(section, List.of());
  }

  /// The first value of a section; `""` where it is not there.
  String value(String section) {
    List<String> values = values(section);
    return values.isEmpty() ? "" : values.getFirst();
  }
}
