package dev.drydock.server.gate;

import dev.drydock.server.access.Caller.Place;
import dev.drydock.server.gate.PolicyPlace.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A place with those that it inherits policies from.
///
/// @param teamName the team's name; `null` of an organisation
/// @param team `null` of an organisation
/// @param project `null` of an organisation or a team
record Lineage(
    PolicyPlace organisation,
    @Nullable String teamName,
    @Nullable PolicyPlace team,
    @Nullable PolicyPlace project) {

  static Lineage organisation(int id, String name) {
    return new Lineage(new PolicyPlace(Level.ORGANISATION, id, name), null, null, null);
  }

  Lineage team(int id, String name) {
    PolicyPlace team = new PolicyPlace(Level.TEAM, id, organisation.name() + "/teams/" + name);
    return new Lineage(organisation, name, team, null);
  }

  Lineage project(int id, String name) {
    PolicyPlace project =
        new PolicyPlace(Level.PROJECT, id, organisation.name() + "/projects/" + name);
    return new Lineage(organisation, teamName, team, project);
  }

  /// The most general first.
  List<PolicyPlace> places() {
    List<PolicyPlace> places = new ArrayList<>(List.of(organisation));
    if (team != null) {
      places.add(team);
    }
    if (project != null) {
      places.add(project);
    }
    return places;
  }

  /// The place itself.
  PolicyPlace place() {
    return places().getLast();
  }

  /// The project of a lineage that has one.
  PolicyPlace requireProject() {
    return Objects.requireNonNull(project, "a project's lineage");
  }

  /// For questions about what somebody may do there.
  Place access() {
    if (team == null) {
      return Place.organisation(organisation.id());
    }
    return project == null
        ? Place.team(organisation.id(), team.id())
        : Place.project(organisation.id(), team.id(), project.id());
  }
}
