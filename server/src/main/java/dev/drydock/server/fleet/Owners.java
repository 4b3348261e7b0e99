package dev.drydock.server.fleet;

import dev.drydock.server.web.Problem;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Organisations, teams and projects by the names that paths have.
@Component
public class Owners {
  private final JdbcClient database;

  Owners(JdbcClient database) {
    this.database = database;
  }

  /// A project, and whose it is.
  public record Project(int organisation, int id, String name, int teamId, String team) {}

  /// @throws Problem 404 where there is none
  public int organisation(String name) {
    return database
        .sql("select id from organisation where name = ?")
        .param(name)
        .query(Integer.class)
        .optional()
        .orElseThrow(() -> Problem.notFound("There is no organisation of this name"));
  }

  public Optional<Integer> team(int organisation, String name) {
    return database
        .sql("select id from team where organisation_id = ? and name = ?")
        .params(organisation, name)
        .query(Integer.class)
        .optional();
  }

  public Optional<Project> project(int organisation, String name) {
    return project("p.organisation_id = ? and p.name = ?", organisation, name);
  }

  /// The project that a repository belongs to.
  public Optional<Project> projectOf(int organisation, String repository) {
    return project(
        "p.id = (select project_id from repository where organisation_id = ? and name = ?)",
        organisation,
        repository);
  }

  private Optional<Project> project(String condition, Object... parameters) {
    return database
        .sql(
            "select p.organisation_id, p.id, p.name, t.id as team_id, t.name as team"
                + " from project p join team t on t.id = p.team_id where "
                + condition)
        .params(parameters)
        .query(
            (row, number) ->
                new Project(
                    row.getInt("organisation_id"),
                    row.getInt("id"),
                    row.getString("name"),
                    row.getInt("team_id"),
                    row.getString("team")))
        .optional();
  }
}
