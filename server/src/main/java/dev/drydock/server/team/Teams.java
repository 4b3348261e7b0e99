package dev.drydock.server.team;

import dev.drydock.server.access.Caller;
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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The teams of organisations, in the database.
@Component
public class Teams {
  private final JdbcClient database;
  private final AuditLog audit;
  private final Clock clock;

  Teams(JdbcClient database, AuditLog audit, Clock clock) {
    this.database = database;
    this.audit = audit;
    this.clock = clock;
  }

  /// What can be said of a team.
  record Details(String title, String contact) {}

  /// The id of a team.
  ///
  /// @throws Problem 404 where the organisation has none of that name
  public int id(int organisation, String name) {
    return database
        .sql("select id from team where organisation_id = ? and name = ?")
        .params(organisation, name)
        .query(Integer.class)
        .optional()
        .orElseThrow(() -> Problem.notFound("There is no team " + name));
  }

  Page<Team> list(int organisation, PageRequest request) {
    List<Team> found =
        database
            .sql(
                """
                select name, title, contact, version, created_at from team
                where organisation_id = ? and name > ? order by name limit ?
                """)
            .params(organisation, request.key(""), request.fetch())
            .query(Teams::read)
            .list();
    return Page.of(found, request, team -> List.of(team.name()));
  }

  Team get(int organisation, String name) {
    return database
        .sql(
            "select name, title, contact, version, created_at from team where organisation_id = ? and name = ?")
        .params(organisation, name)
        .query(Teams::read)
        .optional()
        .orElseThrow(() -> Problem.notFound("There is no team " + name));
  }

  /// Makes a team; the same again changes nothing.
  ///
  /// @return whether it is new
  @Transactional
  public boolean create(Caller caller, int organisation, String name, Details details) {
    int made =
        database
            .sql(
                """
                insert into team (organisation_id, name, title, contact, created_at) values (?, ?, ?, ?, ?)
                on conflict do nothing
                """)
            .params(
                organisation,
                name,
                details.title(),
                details.contact(),
                Timestamp.from(clock.instant()))
            .update();
    Team team = get(organisation, name);
    if (made == 1) {
      audit.record(caller, organisation, "team.created", "team/" + name, null, team);
    } else if (!new Details(team.title(), team.contact()).equals(details)) {
      throw Problem.conflict("There is a team " + name + " already: edit it, or take another name");
    }
    return made == 1;
  }

  @Transactional
  public Team edit(Caller caller, int organisation, String name, int version, Details details) {
    Team before = get(organisation, name);
    int edited =
        database
            .sql(
                """
                update team set title = ?, contact = ?, version = version + 1
                where organisation_id = ? and name = ? and version = ?
                """)
            .params(details.title(), details.contact(), organisation, name, version)
            .update();
    if (edited == 0) {
      throw Versions.changed();
    }
    Team after = get(organisation, name);
    audit.record(caller, organisation, "team.edited", "team/" + name, before, after);
    return after;
  }

  /// @throws Problem 409 while it has projects
  @Transactional
  public void delete(Caller caller, int organisation, String name, int version) {
    Team before = get(organisation, name);
    int id =
        database
            .sql(
                "select id from team where organisation_id = ? and name = ? and version = ? for update")
            .params(organisation, name, version)
            .query(Integer.class)
            .optional()
            .orElseThrow(Versions::changed);
    Remains.of(database, "projects", "select count(*) from project where team_id = ?", id)
        .refuse("The team", "move them to another team or delete them");
    database.sql("delete from team where id = ?").param(id).update();
    audit.record(caller, organisation, "team.deleted", "team/" + name, before, null);
  }

  private static Team read(ResultSet row, int number) throws SQLException {
    return new Team(
        row.getString("name"),
        row.getString("title"),
        row.getString("contact"),
        row.getInt("version"),
        row.getTimestamp("created_at").toInstant());
  }
}
