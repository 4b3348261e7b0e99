package dev.drydock.server.fleet;

import dev.drydock.server.access.Caller;
import dev.drydock.server.access.Permission;
import dev.drydock.server.access.Reach;
import java.util.List;
import java.util.Map;

/// What of an organisation somebody may see. Lists hold what they show against it, within their
/// SQL.
///
/// @param everything of the organisation
/// @param teams all of whose projects are seen
/// @param projects that are seen beside
public record Visibility(boolean everything, List<Integer> teams, List<Integer> projects) {
  public Visibility {
    teams = List.copyOf(teams);
    projects = List.copyOf(projects);
  }

  public static Visibility of(Caller caller, int organisation) {
    Reach reach = caller.reach(Permission.READ, organisation);
    return new Visibility(
        reach.everything(), List.copyOf(reach.teams()), List.copyOf(reach.projects()));
  }

  /// A condition on the table `project`, whose name in the statement is `alias`; it needs
  /// [#parameters].
  public String condition(String alias) {
    return everything
        ? "true"
        : "(%1$s.team_id = any(:seenTeams) or %1$s.id = any(:seenProjects))".formatted(alias);
  }

  public Map<String, Object> parameters() {
    return everything ? Map.of() : Map.of("seenTeams", ints(teams), "seenProjects", ints(projects));
  }

  private static int[] ints(List<Integer> ids) {
    return ids.stream().mapToInt(Integer::intValue).toArray();
  }
}
