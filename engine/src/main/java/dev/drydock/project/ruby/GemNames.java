package dev.drydock.project.ruby;

import dev.drydock.project.declaration.Names;
import dev.drydock.project.requirement.RequirementSyntax;

/// Names of gems.
final class GemNames implements Names {
  private static final int LONGEST = 200;

  @Override
  public String ecosystem() {
    return "RubyGems";
  }

  @Override
  public String canonical(String name) {
    return name;
  }

  @Override
  public boolean isName(String name) {
    return !name.isEmpty()
        && name.length() <= LONGEST
        && name.charAt(0) != '.'
        && name.charAt(0) != '-'
        && name.chars()
            .allMatch(
                c ->
                    c >= 'a' && c <= 'z'
                        || c >= 'A' && c <= 'Z'
                        || c >= '0' && c <= '9'
                        || c == '-'
                        || c == '_'
                        || c == '.');
  }

  @Override
  public boolean isVersion(String version) {
    return RequirementSyntax.GEM.isVersion(version);
  }
}
