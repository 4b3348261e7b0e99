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
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The organisations of a server, in the database.
@Component
public class Organisations {
  private final JdbcClient database;
  private final AuditLog audit;
  private final Clock clock;

  Organisations(JdbcClient database, AuditLog audit, Clock clock) {
    this.database = database;
    this.audit = audit;
    this.clock = clock;
  }

  /// The id of an organisation.
  ///
  /// @throws Problem 404 where there is none of that name
  public int id(String name) {
    return database
        .sql("select id from organisation where name = ?")
        .param(name)
        .query(Integer.class)
        .optional()
        .orElseThrow(() -> Problem.notFound("There is no organisation " + name));
  }

  Page<Organisation> list(Caller caller, PageRequest request) {
    boolean all = caller.grants().stream().anyMatch(grant -> grant.organisation() == null);
    Integer[] own =
        caller.grants().stream()
            .map(Caller.Grant::organisation)
            .filter(Objects::nonNull)
            .toArray(Integer[]::new);
    List<Organisation> found =
        database
            .sql(
                """
                select name, title, version, created_at from organisation
                where name > :after and (:all or id = any(:own)) order by name limit :fetch
                """)
            .param("after", request.key(""))
            .param("all", all)
            .param("own", own)
            .param("fetch", request.fetch())
            .query(Organisations::read)
            .list();
    return Page.of(found, request, organisation -> List.of(organisation.name()));
  }

  Optional<Organisation> find(String name) {
    return database
        .sql("select name, title, version, created_at from organisation where name = ?")
        .param(name)
        .query(Organisations::read)
        .optional();
  }

  Organisation get(String name) {
    return find(name).orElseThrow(() -> Problem.notFound("There is no organisation " + name));
  }

  /// Makes an organisation; the same again changes nothing.
  ///
  /// @return whether it is new
  /// @throws Problem 409 where there is another of that name
  @Transactional
  public boolean create(Caller caller, String name, String title) {
    int made =
        database
            .sql(
                "insert into organisation (name, title, created_at) values (?, ?, ?) on conflict do nothing")
            .params(name, title, Timestamp.from(clock.instant()))
            .update();
    Organisation organisation = get(name);
    if (made == 1) {
      audit.record(
          caller, null, "organisation.created", "organisation/" + name, null, organisation);
    } else if (!organisation.title().equals(title)) {
      throw Problem.conflict(
          "There is an organisation " + name + " already: edit it, or take another name");
    }
    return made == 1;
  }

  @Transactional
  public Organisation edit(Caller caller, String name, int version, String title) {
    Organisation before = get(name);
    int edited =
        database
            .sql(
                "update organisation set title = ?, version = version + 1 where name = ? and version = ?")
            .params(title, name, version)
            .update();
    if (edited == 0) {
      throw Versions.changed();
    }
    Organisation after = get(name);
    audit.record(caller, id(name), "organisation.edited", "organisation/" + name, before, after);
    return after;
  }

  /// @throws Problem 409 while there is something in it
  @Transactional
  public void delete(Caller caller, String name, int version) {
    Organisation before = get(name);
    int id =
        database
            .sql("select id from organisation where name = ? and version = ? for update")
            .params(name, version)
            .query(Integer.class)
            .optional()
            .orElseThrow(Versions::changed);
    Remains.of(database, "teams", "select count(*) from team where organisation_id = ?", id)
        .refuse("The organisation", "delete them first");
    Remains.of(database, "images", "select count(*) from image where organisation_id = ?", id)
        .refuse("The organisation", "delete them first");
    database.sql("delete from organisation where id = ?").param(id).update();
    audit.record(caller, null, "organisation.deleted", "organisation/" + name, before, null);
  }

  private static Organisation read(ResultSet row, int number) throws SQLException {
    return new Organisation(
        row.getString("name"),
        row.getString("title"),
        row.getInt("version"),
        row.getTimestamp("created_at").toInstant());
  }
}
