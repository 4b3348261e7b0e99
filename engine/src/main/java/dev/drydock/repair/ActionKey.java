package dev.drydock.repair;

import dev.drydock.fix.Action;
import dev.drydock.fix.Upgrade;
import java.util.Comparator;
import java.util.List;

/// The name of an action that stays the same from scan to scan, whatever the versions are by then,
/// and that no other action of the repository has: a branch has its name from it.
public final class ActionKey {
  private ActionKey() {}

  /// @param directory of the project within its repository, empty or with `/` at its end: each of
  ///   several projects has its own Dockerfile, and its own actions
  public static String of(Action action, Project project, String directory) {
    String origin = action.origin() == null ? "" : " of the " + action.origin().word();
    return switch (action.kind()) {
      case CHANGE_BASE -> base(project, directory);
      case UPGRADE_PACKAGES -> "packages" + origin + recipe(project, directory);
      case UPGRADE_DEPENDENCY -> "upgrade " + subject(action) + origin + within(directory);
      case REPLACE -> "replace " + subject(action) + within(directory);
      case REMOVE -> "remove " + purpose(action) + recipe(project, directory);
    };
  }

  /// The name of the image that a project is built to: only a plan for the same one can say which
  /// of its actions are no longer needed.
  ///
  /// @param directory as in [#of(Action, Project, String)]
  /// @param platform of the image, as `linux/amd64`
  public static String scope(Project project, String directory, String platform) {
    return "image" + recipe(project, directory) + " on " + platform;
  }

  /// The name that a change of the base image has.
  ///
  /// @param directory as in [#of(Action, Project, String)]
  public static String base(Project project, String directory) {
    return "base image" + recipe(project, directory);
  }

  /// The names of a group's actions, the one that names the group first: that which stays longest
  /// from scan to scan, whatever else is in the group by then.
  ///
  /// @param directory as in [#of(Action, Project, String)]
  public static List<String> of(List<Action> group, Project project, String directory) {
    return group.stream()
        .sorted(
            Comparator.comparing(Action::kind).thenComparing(one -> of(one, project, directory)))
        .map(one -> of(one, project, directory))
        .distinct()
        .toList();
  }

  /// A Dockerfile makes as many images as it has stages.
  private static String recipe(Project project, String directory) {
    Project.Recipe recipe = project.recipe();
    if (recipe == null) {
      return within(directory);
    }
    String target = recipe.target() == null ? "" : " for " + recipe.target();
    return " in " + directory + recipe.path() + target;
  }

  private static String within(String directory) {
    return directory.isEmpty() ? "" : " in " + directory;
  }

  private static String purpose(Action action) {
    return action.removal() == null ? "packages" : action.removal().purpose().word();
  }

  private static String subject(Action action) {
    Upgrade first = action.upgrades().getFirst();
    return first.type() + " " + first.name();
  }
}
