package dev.drydock.project.npm;

import dev.drydock.project.declaration.Names;
import dev.drydock.project.requirement.RequirementSyntax;

/// Names of packages in npm's registry: `lodash`, `@babel/core`.
final class NpmNames implements Names {
  private static final int LONGEST = 214;

  @Override
  public String ecosystem() {
    return "npm";
  }

  @Override
  public String canonical(String name) {
    return name;
  }

  @Override
  public boolean isName(String name) {
    int slash = name.indexOf('/');
    boolean scoped = name.startsWith("@");
    return name.length() <= LONGEST
        && scoped == slash >= 0
        && (scoped
            ? isPart(name.substring(1, slash)) && isPart(name.substring(slash + 1))
            : isPart(name));
  }

  /// Old packages have capital letters.
  private static boolean isPart(String part) {
    return !part.isEmpty()
        && part.charAt(0) != '.'
        && part.chars()
            .allMatch(
                c ->
                    c >= 'a' && c <= 'z'
                        || c >= 'A' && c <= 'Z'
                        || c >= '0' && c <= '9'
                        || c == '-'
                        || c == '_'
                        || c == '.'
                        || c == '~');
  }

  @Override
  public boolean isVersion(String version) {
    return RequirementSyntax.NPM.isVersion(version);
  }
}
