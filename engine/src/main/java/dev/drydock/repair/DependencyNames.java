package dev.drydock.repair;

import dev.drydock.bom.PythonName;
import java.util.Locale;

/// Names of packages, as each ecosystem compares them.
final class DependencyNames {
  private DependencyNames() {}

  /// The form in which two spellings of one name are equal; for PyPI that of [PEP
  /// 503](https://peps.python.org/pep-0503/#normalized-names).
  static String canonical(String type, String name) {
    return switch (type) {
      case "pypi" -> PythonName.normalised(name);
      case "nuget", "composer" -> name.toLowerCase(Locale.ROOT);
      default -> name;
    };
  }
}
