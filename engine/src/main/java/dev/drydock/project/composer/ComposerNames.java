package dev.drydock.project.composer;

import dev.drydock.project.declaration.Names;
import dev.drydock.project.requirement.RequirementSyntax;
import java.util.Locale;

/// Names of Composer's packages, `vendor/name`.
final class ComposerNames implements Names {
  private static final int LONGEST = 200;

  @Override
  public String ecosystem() {
    return "Composer";
  }

  @Override
  public String canonical(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  @Override
  public boolean isName(String name) {
    int slash = name.indexOf('/');
    return slash > 0
        && slash < name.length() - 1
        && name.length() <= LONGEST
        && name.indexOf('/', slash + 1) < 0
        && name.chars().allMatch(ComposerNames::isTaken);
  }

  private static boolean isTaken(int c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '-'
        || c == '_'
        || c == '.'
        || c == '/';
  }

  @Override
  public boolean isVersion(String version) {
    return RequirementSyntax.COMPOSER.isVersion(version);
  }
}
