package dev.drydock.server.gate;

import dev.drydock.server.web.Problem;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Finds places by their names. The matrix of access has let the caller pass already, so that a
/// place that is missing here went away meanwhile.
@Component
class Lineages {
  private final JdbcClient database;

  Lineages(JdbcClient database) {
    this.database = database;
  }

  Lineage organisation(String organisation) {
    return database
        .sql("select id from organisation where name = ?")
        .param(organisation)
        .query(Integer.class)
        .optional()
        .map(id -> Lineage.organisation(id, organisation))
        .orElseThrow(() -> Problem.notFound("There is no organisation " + organisation));
  }

  Lineage team(String organisation, String team) {
    Lineage above = organisation(organisation);
    return database
        .sql("select id from team where organisation_id = ? and name = ?")
        .params(above.organisation().id(), team)
        .query(Integer.class)
        .optional()
        .map(id -> above.team(id, team))
        .orElseThrow(() -> Problem.notFound("There is no team " + team));
  }

  Lineage project(String organisation, String project) {
    return found("o.name = ? and p.name = ?", organisation, project)
        .orElseThrow(() -> Problem.notFound("There is no project " + project));
  }

  /// The project that has a repository.
  Optional<Lineage> repository(String organisation, String repository) {
    return found(
        "o.name = ? and p.id = (select r.project_id from repository r where r.organisation_id = o.id and r.name = ?)",
        organisation,
        repository);
  }

  /// @param id of a project
  Optional<Lineage> project(int id) {
    return found("p.id = ?", id);
  }

  private Optional<Lineage> found(String condition, Object... parameters) {
    return database
        .sql(
            """
            select o.id, o.name, t.id as team_id, t.name as team, p.id as project_id, p.name as project
            from project p join team t on t.id = p.team_id join organisation o on o.id = p.organisation_id
            where\s"""
                + condition)
        .params(parameters)
        .query(
            (row, number) ->
                Lineage.organisation(row.getInt("id"), row.getString("name"))
                    .team(row.getInt("team_id"), row.getString("team"))
                    .project(row.getInt("project_id"), row.getString("project")))
        .optional();
  }
}
