package dev.drydock.server.team;

import dev.drydock.server.access.Caller;
import dev.drydock.server.access.Caller.Place;
import dev.drydock.server.access.Permission;
import dev.drydock.server.access.Reach;
import dev.drydock.server.audit.AuditLog;
import dev.drydock.server.web.Page;
import dev.drydock.server.web.PageRequest;
import dev.drydock.server.web.Problem;
import dev.drydock.server.web.Versions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The projects of teams, in the database.
@Component
class Projects {
  private static final String COLUMNS =
      "p.name, t.name as team, p.title, p.source, p.version, p.created_at";

  private final JdbcClient database;
  private final Teams teams;
  private final AuditLog audit;
  private final Clock clock;

  Projects(JdbcClient database, Teams teams, AuditLog audit, Clock clock) {
    this.database = database;
    this.teams = teams;
    this.audit = audit;
    this.clock = clock;
  }

  /// What can be said of a project.
  record Details(String title, String source) {}

  /// @param team only those of that team; `null` for all that the caller may see
  Page<Project> list(Caller caller, int organisation, @Nullable String team, PageRequest request) {
    Reach reach = caller.reach(Permission.READ, organisation);
    List<Project> found =
        database
            .sql(
                "select "
                    + COLUMNS
                    + """
                     from project p join team t on t.id = p.team_id
                    where p.organisation_id = :organisation and p.name > :after
                      and (:everything or p.team_id = any(:teams) or p.id = any(:projects))
                      and (:team::text is null or t.name = :team)
                    order by p.name limit :fetch
                    """)
            .param("organisation", organisation)
            .param("after", request.key(""))
            .param("everything", reach.everything())
            .param("teams", reach.teamIds())
            .param("projects", reach.projectIds())
            .param("team", team)
            .param("fetch", request.fetch())
            .query(Projects::read)
            .list();
    return Page.of(found, request, project -> List.of(project.name()));
  }

  Project get(int organisation, String name) {
    return database
        .sql(
            "select "
                + COLUMNS
                + " from project p join team t on t.id = p.team_id where p.organisation_id = ? and p.name = ?")
        .params(organisation, name)
        .query(Projects::read)
        .optional()
        .orElseThrow(() -> Problem.notFound("There is no project " + name));
  }

  /// Makes a project; the same again changes nothing.
  ///
  /// @return whether it is new
  /// @throws Problem 409 where the organisation has another of that name
  @Transactional
  public boolean create(
      Caller caller, int organisation, String team, String name, Details details) {
    SourceAddress.checked(details.source());
    int made =
        database
            .sql(
                """
                insert into project (organisation_id, team_id, name, title, source, created_at)
                values (?, ?, ?, ?, ?, ?) on conflict do nothing
                """)
            .params(
                organisation,
                teams.id(organisation, team),
                name,
                details.title(),
                details.source(),
                Timestamp.from(clock.instant()))
            .update();
    Project project = get(organisation, name);
    if (made == 1) {
      audit.record(caller, organisation, "project.created", "project/" + name, null, project);
    } else if (!project.team().equals(team)
        || !new Details(project.title(), project.source()).equals(details)) {
      throw Problem.conflict(
          "The organisation has a project "
              + name
              + " already: project names are unique within it, so take another name or edit that one");
    }
    return made == 1;
  }

  @Transactional
  public Project edit(Caller caller, int organisation, String name, int version, Details details) {
    SourceAddress.checked(details.source());
    Project before = get(organisation, name);
    int edited =
        database
            .sql(
                """
                update project set title = ?, source = ?, version = version + 1
                where organisation_id = ? and name = ? and version = ?
                """)
            .params(details.title(), details.source(), organisation, name, version)
            .update();
    if (edited == 0) {
      throw Versions.changed();
    }
    Project after = get(organisation, name);
    audit.record(caller, organisation, "project.edited", "project/" + name, before, after);
    return after;
  }

  /// Gives a project to another team, with all that it has. That the caller looks after the team it
  /// comes from says the matrix; of the other team this asks.
  @Transactional
  public Project move(Caller caller, int organisation, String name, int version, String team) {
    int target = teams.id(organisation, team);
    if (!caller.may(Permission.MANAGE, Place.team(organisation, target))) {
      throw Problem.forbidden(
          "A project is given to a team by somebody who looks after both: ask a maintainer of "
              + team);
    }
    Project before = get(organisation, name);
    int edited =
        database
            .sql(
                """
                update project set team_id = ?, version = version + 1
                where organisation_id = ? and name = ? and version = ?
                """)
            .params(target, organisation, name, version)
            .update();
    if (edited == 0) {
      throw Versions.changed();
    }
    Project after = get(organisation, name);
    audit.record(caller, organisation, "project.moved", "project/" + name, before, after);
    return after;
  }

  /// @throws Problem 409 while it has repositories
  @Transactional
  public void delete(Caller caller, int organisation, String name, int version) {
    Project before = get(organisation, name);
    int id =
        database
            .sql(
                "select id from project where organisation_id = ? and name = ? and version = ? for update")
            .params(organisation, name, version)
            .query(Integer.class)
            .optional()
            .orElseThrow(Versions::changed);
    Remains.of(database, "repositories", "select count(*) from repository where project_id = ?", id)
        .refuse("The project", "give them to another project or delete them");
    database.sql("delete from project where id = ?").param(id).update();
    audit.record(caller, organisation, "project.deleted", "project/" + name, before, null);
  }

  private static Project read(ResultSet row, int number) throws SQLException {
    return new Project(
        row.getString("name"),
        row.getString("team"),
        row.getString("title"),
        row.getString("source"),
        row.getInt("version"),
        row.getTimestamp("created_at").toInstant());
  }
}
