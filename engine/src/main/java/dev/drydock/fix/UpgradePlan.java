package dev.drydock.fix;

import java.util.List;

/// What to upgrade, and what nothing can be done about.
///
/// @param upgrades the one that removes the most risk first
/// @param withoutFix indexes into the findings that no upgrade removes
public record UpgradePlan(List<Upgrade> upgrades, List<Integer> withoutFix) {
  public UpgradePlan {
    upgrades = List.copyOf(upgrades);
    withoutFix = List.copyOf(withoutFix);
  }
}
