package dev.drydock.bom;

import java.util.Locale;

/// The name of a Python distribution, which has many spellings.
public final class PythonName {
  private PythonName() {}

  /// The one that indexes have ([PEP 503](https://peps.python.org/pep-0503/#normalized-names)), and
  /// purls of the type `pypi`: lower case, each run of `-`, `_`, `.` one hyphen.
  public static String normalised(String name) {
    StringBuilder out = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c != '-' && c != '_' && c != '.') {
        out.append(c);
      } else if (out.isEmpty() || out.charAt(out.length() - 1) != '-') {
        out.append('-');
      }
    }
    return out.toString().toLowerCase(Locale.ROOT);
  }
}
