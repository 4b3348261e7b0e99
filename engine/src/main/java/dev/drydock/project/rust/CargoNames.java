package dev.drydock.project.rust;

import dev.drydock.project.declaration.Names;
import dev.drydock.project.requirement.RequirementSyntax;
import java.util.Locale;

/// Names of crates. No two in crates.io differ in `-` and `_` or in case only.
final class CargoNames implements Names {
  private static final int LONGEST = 64;

  @Override
  public String ecosystem() {
    return "Cargo";
  }

  @Override
  public String canonical(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public boolean isName(String name) {
    return !name.isEmpty()
        && name.length() <= LONGEST
        && name.chars()
            .allMatch(
                c ->
                    c >= 'a' && c <= 'z'
                        || c >= 'A' && c <= 'Z'
                        || c >= '0' && c <= '9'
                        || c == '-'
                        || c == '_');
  }

  @Override
  public boolean isVersion(String version) {
    return RequirementSyntax.CARGO.isVersion(version);
  }
}
