package dev.drydock.server.gate;

import dev.drydock.server.access.Caller;
import dev.drydock.server.gate.PolicyPlace.Level;
import dev.drydock.server.web.Page;
import dev.drydock.server.web.PageRequest;
import dev.drydock.server.web.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The policies of all places, with all their versions.
@Component
class PolicyStore {
  private final JdbcClient database;

  PolicyStore(JdbcClient database) {
    this.database = database;
  }

  /// Nobody else edits policies of the organisation or decides on its exceptions until the
  /// transaction ends: each edit is held against all that lies below it.
  void lock(int organisation) {
    database
        .sql("select id from organisation where id = ? for no key update")
        .param(organisation)
        .query(Integer.class)
        .single();
  }

  /// What counts in a place.
  PolicyVersion newest(PolicyPlace place) {
    return database
        .sql(select(place) + " order by version desc limit 1")
        .param(place.id())
        .query(PolicyStore::version)
        .optional()
        .orElse(PolicyVersion.NONE);
  }

  /// @throws Problem where there is no such version
  PolicyVersion version(PolicyPlace place, int version) {
    return database
        .sql(select(place) + " and version = ?")
        .params(place.id(), version)
        .query(PolicyStore::version)
        .optional()
        .orElseThrow(() -> Problem.notFound("There is no version " + version + " of this policy"));
  }

  /// All versions, the newest first.
  Page<PolicyVersion> versions(PolicyPlace place, PageRequest page) {
    return Page.of(
        database
            .sql(select(place) + " and version < ? order by version desc limit ?")
            .params(place.id(), before(page), page.fetch())
            .query(PolicyStore::version)
            .list(),
        page,
        version -> List.of(Integer.toString(version.version())));
  }

  private static int before(PageRequest page) {
    try {
      return Integer.parseInt(page.key(Integer.toString(Integer.MAX_VALUE)));
    } catch (NumberFormatException e) {
      throw new Problem(HttpStatus.BAD_REQUEST, "after is not from this list");
    }
  }

  private static String select(PolicyPlace place) {
    String from =
        "select version, document, reason, account, written_at from policy_version where ";
    return switch (place.level()) {
      case ORGANISATION -> from + "team_id is null and project_id is null and organisation_id = ?";
      case TEAM -> from + "team_id = ?";
      case PROJECT -> from + "project_id = ?";
    };
  }

  private static PolicyVersion version(ResultSet row, int number) throws SQLException {
    return new PolicyVersion(
        row.getInt("version"),
        row.getString("document"),
        row.getString("reason"),
        row.getString("account"),
        row.getTimestamp("written_at").toInstant());
  }

  /// @param document `null` to take it away
  void add(
      Lineage lineage,
      int version,
      @Nullable String document,
      String reason,
      Caller caller,
      Instant now) {
    PolicyPlace place = lineage.place();
    database
        .sql(
            """
            insert into policy_version
              (organisation_id, team_id, project_id, version, document, reason, account_id, account, written_at)
            values (:organisation, :team, :project, :version, :document, :reason, :account, :name, :now)
            """)
        .param("organisation", lineage.organisation().id())
        .param("team", place.level() == Level.TEAM ? place.id() : null)
        .param("project", place.level() == Level.PROJECT ? place.id() : null)
        .param("version", version)
        .param("document", document)
        .param("reason", reason)
        .param("account", caller.account())
        .param("name", caller.name())
        .param("now", Timestamp.from(now))
        .update();
  }

  /// A place, whatever it is called.
  record Key(Level level, int id) {
    static Key of(PolicyPlace place) {
      return new Key(place.level(), place.id());
    }
  }

  /// The documents of an organisation and of all teams and projects in it that have one.
  Map<Key, String> documents(int organisation) {
    Map<Key, String> documents = new HashMap<>();
    database
        .sql(
            """
            select team_id, project_id, document from (
              select distinct on (team_id, project_id) team_id, project_id, document from policy_version
              where organisation_id = ? order by team_id, project_id, version desc) newest
            where document is not null
            """)
        .param(organisation)
        .query(
            row -> {
              Integer team = row.getObject("team_id", Integer.class);
              Integer project = row.getObject("project_id", Integer.class);
              Level level =
                  project != null ? Level.PROJECT : team != null ? Level.TEAM : Level.ORGANISATION;
              int id = project != null ? project : team != null ? team : organisation;
              documents.put(new Key(level, id), row.getString("document"));
            });
    return documents;
  }
}
