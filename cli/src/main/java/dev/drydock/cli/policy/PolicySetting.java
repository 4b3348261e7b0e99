package dev.drydock.cli.policy;

import dev.drydock.cli.command.Invocation;
import dev.drydock.policy.rule.Scope;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Whose image is judged, of which branch and for where: as options say, else as the CI system does
/// that this runs in.
public final class PolicySetting {
  /// Where CI systems say which branch is built; the source branch of a pull request first.
  private static final List<String> BRANCHES =
      List.of(
          "GITHUB_HEAD_REF",
          "GITHUB_REF_NAME",
          "CI_COMMIT_REF_NAME",
          "CHANGE_BRANCH",
          "BRANCH_NAME",
          "GIT_BRANCH",
          "CIRCLE_BRANCH",
          "BITBUCKET_BRANCH",
          "BUILD_SOURCEBRANCHNAME");

  private static final List<String> ENVIRONMENTS =
      List.of("DRYDOCK_ENVIRONMENT", "CI_ENVIRONMENT_NAME");
  private static final List<String> TEAMS = List.of("DRYDOCK_TEAM");

  private PolicySetting() {}

  public static Scope.Setting of(Map<String, String> environment, Invocation invocation) {
    return new Scope.Setting(
        first(invocation.value("--team"), environment, TEAMS),
        first(invocation.value("--branch"), environment, BRANCHES),
        first(invocation.value("--environment"), environment, ENVIRONMENTS));
  }

  private static @Nullable String first(
      @Nullable String given, Map<String, String> environment, List<String> names) {
    if (given != null) {
      return given;
    }
    for (String name : names) {
      String value = environment.get(name);
      if (value != null && !value.isBlank()) {
        return value;
      }
    }
    return null;
  }
}
