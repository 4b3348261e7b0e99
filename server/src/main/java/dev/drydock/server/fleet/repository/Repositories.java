package dev.drydock.server.fleet.repository;

import dev.drydock.server.access.Caller;
import dev.drydock.server.access.Caller.Place;
import dev.drydock.server.access.Permission;
import dev.drydock.server.audit.AuditLog;
import dev.drydock.server.fleet.Owners;
import dev.drydock.server.fleet.Owners.Project;
import dev.drydock.server.fleet.Times;
import dev.drydock.server.web.Page;
import dev.drydock.server.web.PageRequest;
import dev.drydock.server.web.Problem;
import dev.drydock.server.web.Versions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The repositories of projects, in the database.
@Component
class Repositories {
  private static final String COLUMNS =
      """
      select r.id, r.name, p.name as project, t.name as team, r.version, r.created_at,
        (select count(*) from repository_image i where i.repository_id = r.id and i.watched) as images
      from repository r join project p on p.id = r.project_id join team t on t.id = p.team_id
      """;

  private final JdbcClient database;
  private final Owners owners;
  private final AuditLog audit;

  Repositories(JdbcClient database, Owners owners, AuditLog audit) {
    this.database = database;
    this.owners = owners;
    this.audit = audit;
  }

  Page<RepositoryItem> list(Project project, PageRequest request) {
    List<RepositoryItem> found =
        database
            .sql(COLUMNS + " where r.project_id = ? and r.name > ? order by r.name limit ?")
            .params(project.id(), request.key(""), request.fetch())
            .query((row, _) -> item(row))
            .list();
    return Page.of(found, request, repository -> List.of(repository.name()));
  }

  Project project(int organisation, String name) {
    return owners
        .project(organisation, name)
        .orElseThrow(() -> Problem.notFound("There is no project " + name));
  }

  /// Gives a repository to another project, with all that it has: images, what is known of them,
  /// what gates said. That the caller looks after the project it comes from says the matrix; of the
  /// other one this asks. Uploads and other moves of it wait meanwhile.
  ///
  /// @param version that the caller has read
  @Transactional
  public RepositoryItem move(Caller caller, Project from, String name, int version, String to) {
    Project target = project(from.organisation(), to);
    Place place = new Place(target.organisation(), Set.of(target.teamId()), Set.of(target.id()));
    if (!caller.may(Permission.MANAGE, place)) {
      throw Problem.forbidden(
          "A repository is given to a project by somebody who looks after both: ask a maintainer of the team "
              + target.team());
    }
    int id = hold(from, name);
    RepositoryItem before = get(id);
    int moved =
        database
            .sql(
                "update repository set project_id = ?, version = version + 1 where id = ? and version = ?")
            .params(target.id(), id, version)
            .update();
    if (moved == 0) {
      throw Versions.changed();
    }
    database
        .sql("update gate_verdict set project_id = ? where repository_id = ? and project_id <> ?")
        .params(target.id(), id, target.id())
        .update();
    RepositoryItem after = get(id);
    audit.record(
        caller, from.organisation(), "repository.moved", "repository/" + name, before, after);
    return after;
  }

  private int hold(Project project, String name) {
    return database
        .sql("select id from repository where project_id = ? and name = ? for no key update")
        .params(project.id(), name)
        .query(Integer.class)
        .optional()
        .orElseThrow(
            () -> Problem.notFound("The project " + project.name() + " has no repository " + name));
  }

  private RepositoryItem get(int id) {
    return database
        .sql(COLUMNS + " where r.id = ?")
        .param(id)
        .query((row, _) -> item(row))
        .single();
  }

  private static RepositoryItem item(ResultSet row) throws SQLException {
    return new RepositoryItem(
        row.getString("name"),
        row.getString("project"),
        row.getString("team"),
        row.getInt("images"),
        row.getInt("version"),
        Times.read(row, "created_at"));
  }
}
