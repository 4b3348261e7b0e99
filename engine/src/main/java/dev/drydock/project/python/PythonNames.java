package dev.drydock.project.python;

import dev.drydock.project.declaration.Names;
import dev.drydock.project.requirement.RequirementSyntax;

/// Names of Python's projects, compared as the [name
/// normalization](https://packaging.python.org/en/latest/specifications/name-normalization/) (PEP
/// 503) says: `Foo_Bar` is `foo-bar`.
final class PythonNames implements Names {
  private static final int LONGEST = 200;

  @Override
  public String ecosystem() {
    return "Python";
  }

  @Override
  public String canonical(String name) {
    StringBuilder canonical = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '-' || c == '_' || c == '.') {
        if (canonical.isEmpty() || canonical.charAt(canonical.length() - 1) != '-') {
          canonical.append('-');
        }
      } else {
        canonical.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
      }
    }
    return canonical.toString();
  }

  @Override
  public boolean isName(String name) {
    return !name.isEmpty()
        && name.length() <= LONGEST
        && name.chars().allMatch(PythonNames::isNameCharacter)
        && isLetterOrDigit(name.charAt(0))
        && isLetterOrDigit(name.charAt(name.length() - 1));
  }

  static boolean isNameCharacter(int c) {
    return isLetterOrDigit(c) || c == '-' || c == '_' || c == '.';
  }

  static boolean isLetterOrDigit(int c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
  }

  @Override
  public boolean isVersion(String version) {
    return RequirementSyntax.PEP440.isVersion(version);
  }
}
