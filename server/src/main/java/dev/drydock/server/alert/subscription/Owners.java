package dev.drydock.server.alert.subscription;

import dev.drydock.server.web.Problem;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Finds owners and their projects by name.
@Component
public class Owners {
  private final JdbcClient database;

  Owners(JdbcClient database) {
    this.database = database;
  }

  /// @param team `null` for the organisation itself
  public Owner find(String organisation, @Nullable String team) {
    if (team == null) {
      return database
          .sql("select id from organisation where name = ?")
          .param(organisation)
          .query((row, _) -> new Owner(row.getInt("id"), null))
          .optional()
          .orElseThrow(() -> Problem.notFound("There is no organisation " + organisation));
    }
    return database
        .sql(
            """
            select o.id, t.id as team from organisation o join team t on t.organisation_id = o.id
            where o.name = ? and t.name = ?
            """)
        .params(organisation, team)
        .query((row, _) -> new Owner(row.getInt("id"), row.getInt("team")))
        .optional()
        .orElseThrow(() -> Problem.notFound("There is no team " + team + " in " + organisation));
  }

  /// @throws Problem 422 where one of the names is no project of the owner
  Integer[] projects(Owner owner, Collection<String> names) {
    Map<String, Integer> known = new HashMap<>();
    database
        .sql(
            """
            select id, name from project
            where organisation_id = :organisation and (cast(:team as int) is null or team_id = :team) and name = any(:names)
            """)
        .param("organisation", owner.organisation())
        .param("team", owner.team())
        .param("names", names.toArray(String[]::new))
        .query(
            row -> {
              known.put(row.getString("name"), row.getInt("id"));
            });
    for (String name : names) {
      if (!known.containsKey(name)) {
        throw Problem.invalid("There is no project " + name + " here: list its projects to see which");
      }
    }
    return known.values().toArray(Integer[]::new);
  }

  /// The names of projects that still are there.
  List<String> names(Integer[] projects) {
    return database
        .sql("select name from project where id = any(?) order by name")
        .param(projects)
        .query(String.class)
        .list();
  }
}
