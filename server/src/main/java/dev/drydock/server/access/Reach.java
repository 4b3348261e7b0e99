package dev.drydock.server.access;

import java.util.Set;

/// How far a permission of somebody reaches within one organisation, for lists that show only what
/// may be seen: `where (:everything or team_id = any(:teams) or project_id = any(:projects))`.
///
/// @param everything all teams and projects, those to come too
/// @param teams whole teams
/// @param projects single projects, of tokens that are narrowed to one
public record Reach(boolean everything, Set<Integer> teams, Set<Integer> projects) {
  public Reach {
    teams = Set.copyOf(teams);
    projects = Set.copyOf(projects);
  }

  /// For `any(:teams)`.
  public Integer[] teamIds() {
    return teams.toArray(Integer[]::new);
  }

  /// For `any(:projects)`.
  public Integer[] projectIds() {
    return projects.toArray(Integer[]::new);
  }

  /// Whether a row of that project is shown.
  public boolean covers(int team, int project) {
    return everything || teams.contains(team) || projects.contains(project);
  }
}
