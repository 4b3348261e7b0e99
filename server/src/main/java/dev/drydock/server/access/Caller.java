package dev.drydock.server.access;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who asks, and what they were granted.
///
/// @param account its id
/// @param name as logs and the audit log write it
/// @param token the id of the API token; `null` where a person has signed in
/// @param grants all of which count together
public record Caller(int account, String name, @Nullable Integer token, List<Grant> grants) {
  public Caller {
    grants = List.copyOf(grants);
  }

  /// A role in a place.
  ///
  /// @param organisation `null` for all of them
  /// @param team `null` for all of the organisation
  /// @param project `null` for all of the team; only tokens are narrowed so far
  public record Grant(
      Role role,
      @Nullable Integer organisation,
      @Nullable Integer team,
      @Nullable Integer project) {

    /// What this grant and `limit` both give; empty where they are of different places.
    public Optional<Grant> within(Grant limit) {
      if (differ(organisation, limit.organisation)
          || differ(team, limit.team)
          || differ(project, limit.project)) {
        return Optional.empty();
      }
      return Optional.of(
          new Grant(
              role.compareTo(limit.role) < 0 ? role : limit.role,
              organisation == null ? limit.organisation : organisation,
              team == null ? limit.team : team,
              project == null ? limit.project : project));
    }

    private static boolean differ(@Nullable Integer one, @Nullable Integer other) {
      return one != null && other != null && !one.equals(other);
    }

    boolean covers(Place place) {
      return (organisation == null || organisation.equals(place.organisation()))
          && (team == null || place.teams().contains(team))
          && (project == null || place.projects().contains(project));
    }
  }

  /// Where something is, by ids.
  ///
  /// @param organisation `null` for what concerns the whole server
  /// @param teams whose it is, all of them; empty for what is the organisation's
  /// @param projects likewise
  public record Place(@Nullable Integer organisation, Set<Integer> teams, Set<Integer> projects) {
    public Place {
      teams = Set.copyOf(teams);
      projects = Set.copyOf(projects);
    }

    public static Place server() {
      return new Place(null, Set.of(), Set.of());
    }

    public static Place organisation(int id) {
      return new Place(id, Set.of(), Set.of());
    }

    public static Place team(int organisation, int team) {
      return new Place(organisation, Set.of(team), Set.of());
    }

    public static Place project(int organisation, int team, int project) {
      return new Place(organisation, Set.of(team), Set.of(project));
    }
  }

  /// The server itself, where nobody asked: at the first start, or for an identity provider.
  public static Caller server() {
    return new Caller(0, "drydock", null, List.of());
  }

  /// The highest role that reaches all of a place; empty for none.
  public Optional<Role> role(Place place) {
    return grants.stream()
        .filter(grant -> grant.covers(place))
        .map(Grant::role)
        .max(Comparator.naturalOrder());
  }

  /// Whether one of the grants gives `permission` there.
  public boolean may(Permission permission, Place place) {
    return grants.stream().anyMatch(grant -> grant.role().has(permission) && grant.covers(place));
  }

  /// Whether anything at all of an organisation may be seen: its name, its list of teams.
  public boolean belongsTo(int organisation) {
    return grants.stream()
        .anyMatch(
            grant -> grant.organisation() == null || grant.organisation().equals(organisation));
  }

  /// How far a permission reaches within an organisation, for lists.
  public Reach reach(Permission permission, int organisation) {
    Set<Integer> teams = new HashSet<>();
    Set<Integer> projects = new HashSet<>();
    boolean everything = false;
    for (Grant grant : grants) {
      if (!grant.role().has(permission)
          || (grant.organisation() != null && grant.organisation() != organisation)) {
        continue;
      }
      if (grant.project() != null) {
        projects.add(grant.project());
      } else if (grant.team() != null) {
        teams.add(grant.team());
      } else {
        everything = true;
      }
    }
    return new Reach(everything, teams, projects);
  }
}
