package dev.drydock.report;

import dev.drydock.bom.Distribution;
import dev.drydock.fix.Action;
import dev.drydock.fix.BaseCandidate;
import dev.drydock.fix.Removal;
import dev.drydock.fix.Replacement;
import dev.drydock.fix.Upgrade;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an action is called, wherever one is named.
public final class ActionWords {
  private ActionWords() {}

  /// In the imperative, without a full stop: `Upgrade lodash 4.17.20 → 4.17.21`.
  ///
  /// @param distribution that its packages are of
  public static String title(Action action, @Nullable Distribution distribution) {
    return switch (action.kind()) {
      case CHANGE_BASE -> base(action);
      case UPGRADE_PACKAGES -> packages(action, distribution);
      case UPGRADE_DEPENDENCY -> dependency(action);
      case REPLACE -> replacement(action);
      case REMOVE -> removal(action);
    };
  }

  private static String base(Action action) {
    BaseCandidate base = action.base();
    return base == null ? "Change the base image" : "Build on " + base.reference();
  }

  private static String packages(Action action, @Nullable Distribution distribution) {
    if (action.upgrades().size() == 1) {
      return dependency(action);
    }
    String whose = distribution == null ? "" : firstWord(distribution.name()) + " ";
    return "Upgrade " + action.upgrades().size() + " " + whose + "packages";
  }

  private static String firstWord(String name) {
    int space = name.indexOf(' ');
    return space < 0 ? name : name.substring(0, space);
  }

  private static String dependency(Action action) {
    Set<String> from = new LinkedHashSet<>();
    Set<String> to = new LinkedHashSet<>();
    for (Upgrade upgrade : action.upgrades()) {
      if (!upgrade.from().isEmpty()) {
        from.add(upgrade.from());
      }
      to.add(upgrade.to());
    }
    return "Upgrade "
        + action.upgrades().getFirst().name()
        + (from.isEmpty() ? "" : " " + String.join(", ", from))
        + " → "
        + String.join(", ", to);
  }

  private static String replacement(Action action) {
    Replacement replacement = action.replacement();
    return replacement == null
        ? "Replace a package"
        : "Replace "
            + replacement.name()
            + " by "
            + replacement.replacement()
            + " "
            + replacement.version();
  }

  /// Up to three by name.
  private static String removal(Action action) {
    Removal removal = action.removal();
    if (removal == null) {
      return "Remove packages";
    }
    List<String> names = removal.names();
    int last = names.size() - 1;
    return "Remove "
        + switch (names.size()) {
          case 1 -> names.getFirst() + ", which";
          case 2, 3 ->
              String.join(", ", names.subList(0, last)) + " and " + names.get(last) + ", which";
          default -> names.size() + " packages (" + removal.purpose().words() + ") that";
        }
        + " no other package needs";
  }

  /// What the title does not name by itself: the packages of a group, the first ones first.
  public static List<String> names(Action action) {
    if (action.removal() != null) {
      return action.removal().names().size() > 3 ? action.removal().names() : List.of();
    }
    if (action.upgrades().size() < 2 || action.kind() != Action.Kind.UPGRADE_PACKAGES) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    for (Upgrade upgrade : action.upgrades()) {
      names.add(upgrade.name());
    }
    return names;
  }
}
