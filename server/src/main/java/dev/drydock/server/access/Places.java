package dev.drydock.server.access;

import dev.drydock.server.access.Caller.Place;
import dev.drydock.server.access.Rule.Scope;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Finds out where the thing is that a path names.
@Component
class Places {
  private final JdbcClient database;

  Places(JdbcClient database) {
    this.database = database;
  }

  /// @param variables of the path
  /// @return empty where there is no such thing
  Optional<Place> of(Scope scope, Map<String, String> variables) {
    return switch (scope) {
      case SERVER -> Optional.of(Place.server());
      case ORGANISATION -> organisation(variables).map(Place::organisation);
      case TEAM -> organisation(variables).flatMap(id -> team(id, variable(variables, "team")));
      case PROJECT ->
          organisation(variables).flatMap(id -> project(id, variable(variables, "project")));
      case IMAGE -> organisation(variables).flatMap(id -> image(id, variable(variables, "digest")));
    };
  }

  private static String variable(Map<String, String> variables, String name) {
    String value = variables.get(name);
    if (value == null) {
      throw new IllegalStateException("A rule of the matrix has no {" + name + "} in its path");
    }
    return value;
  }

  Optional<Integer> organisation(Map<String, String> variables) {
    return database
        .sql("select id from organisation where name = ?")
        .param(variable(variables, "organisation"))
        .query(Integer.class)
        .optional();
  }

  private Optional<Place> team(int organisation, String name) {
    return database
        .sql("select id from team where organisation_id = ? and name = ?")
        .params(organisation, name)
        .query(Integer.class)
        .optional()
        .map(team -> new Place(organisation, Set.of(team), Set.of()));
  }

  private Optional<Place> project(int organisation, String name) {
    return database
        .sql("select team_id, id from project where organisation_id = ? and name = ?")
        .params(organisation, name)
        .query(
            (row, number) ->
                new Place(organisation, Set.of(row.getInt("team_id")), Set.of(row.getInt("id"))))
        .optional();
  }

  private Optional<Place> image(int organisation, String digest) {
    Optional<byte[]> bytes = bytes(digest);
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    Set<Integer> teams = new HashSet<>();
    Set<Integer> projects = new HashSet<>();
    database
        .sql(
            """
            select p.team_id, p.id from image i
              join repository_image ri on ri.image_id = i.id
              join repository r on r.id = ri.repository_id
              join project p on p.id = r.project_id
            where i.organisation_id = ? and i.digest = ?
            """)
        .params(organisation, bytes.get())
        .query(
            row -> {
              teams.add(row.getInt("team_id"));
              projects.add(row.getInt("id"));
            });
    return teams.isEmpty()
        ? Optional.empty()
        : Optional.of(new Place(organisation, teams, projects));
  }

  private static Optional<byte[]> bytes(String digest) {
    if (!digest.matches("sha256:[0-9a-f]{64}")) {
      return Optional.empty();
    }
    return Optional.of(HexFormat.of().parseHex(digest.substring("sha256:".length())));
  }
}
