package dev.drydock.repair;

import dev.drydock.fix.Action;
import dev.drydock.fix.Upgrade;

/// The name of an action that stays the same from scan to scan, whatever the versions are by then:
/// a branch has its name from it.
public final class ActionKey {
  private ActionKey() {}

  public static String of(Action action, Project project) {
    String recipe = project.recipe() == null ? "" : " of " + project.recipe().path();
    String origin = action.origin() == null ? "" : " " + action.origin().word();
    return switch (action.kind()) {
      case CHANGE_BASE -> "base image" + recipe;
      case UPGRADE_PACKAGES -> "packages" + origin + recipe;
      case UPGRADE_DEPENDENCY -> "upgrade " + subject(action);
      case REPLACE -> "replace " + subject(action);
    };
  }

  private static String subject(Action action) {
    Upgrade first = action.upgrades().getFirst();
    return first.type() + " " + first.name();
  }
}
