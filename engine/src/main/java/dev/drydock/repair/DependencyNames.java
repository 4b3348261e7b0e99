package dev.drydock.repair;

import java.util.Locale;

/// Names of packages, as each ecosystem compares them.
final class DependencyNames {
  private DependencyNames() {}

  /// The form in which two spellings of one name are equal; for PyPI that of [PEP
  /// 503](https://peps.python.org/pep-0503/#normalized-names).
  static String canonical(String type, String name) {
    return switch (type) {
      case "pypi" -> normalized(name);
      case "nuget", "composer" -> name.toLowerCase(Locale.ROOT);
      default -> name;
    };
  }

  private static String normalized(String name) {
    StringBuilder normalized = new StringBuilder(name.length());
    for (char c : name.toLowerCase(Locale.ROOT).toCharArray()) {
      boolean separator = c == '-' || c == '_' || c == '.';
      if (!separator) {
        normalized.append(c);
      } else if (normalized.isEmpty() || normalized.charAt(normalized.length() - 1) != '-') {
        normalized.append('-');
      }
    }
    return normalized.toString();
  }
}
