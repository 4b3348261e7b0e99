package dev.drydock.server.connect;

import dev.drydock.server.connect.Connection.Rule;
import dev.drydock.server.connect.webhook.RegistryKind;
import dev.drydock.server.fleet.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The tables `registry_connection` and `connection_rule`.
@Component
class ConnectionStore {
  private static final String SELECT =
      """
      select c.id, c.organisation_id, c.name, c.kind, c.registry, c.plain_http, c.username, c.password,
        c.webhook_secret, p.name as project, c.discovery_minutes, c.discovered_at, c.discovery_failure, c.version
      from registry_connection c left join project p on p.id = c.project_id
      """;

  private final JdbcClient database;
  private final Clock clock;

  ConnectionStore(JdbcClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  List<Connection> list(int organisation, String after, int limit) {
    return withRules(
        database
            .sql(SELECT + " where c.organisation_id = ? and c.name > ? order by c.name limit ?")
            .params(organisation, after, limit)
            .query(ConnectionStore::read)
            .list());
  }

  Optional<Connection> find(int organisation, String name) {
    return first(
        database
            .sql(SELECT + " where c.organisation_id = ? and c.name = ?")
            .params(organisation, name)
            .query(ConnectionStore::read)
            .list());
  }

  Optional<Connection> find(String organisation, String name) {
    return first(
        database
            .sql(
                SELECT
                    + " join organisation o on o.id = c.organisation_id where o.name = ? and c.name = ?")
            .params(organisation, name)
            .query(ConnectionStore::read)
            .list());
  }

  Optional<Connection> find(int id) {
    return first(
        database.sql(SELECT + " where c.id = ?").param(id).query(ConnectionStore::read).list());
  }

  private Optional<Connection> first(List<Connection> found) {
    return withRules(found).stream().findFirst();
  }

  private static Connection read(ResultSet row, int number) throws SQLException {
    return new Connection(
        row.getInt("id"),
        row.getInt("organisation_id"),
        row.getString("name"),
        RegistryKind.of(row.getString("kind")),
        row.getString("registry"),
        row.getBoolean("plain_http"),
        row.getString("username"),
        row.getBytes("password"),
        row.getBytes("webhook_secret"),
        List.of(),
        row.getString("project"),
        (Integer) row.getObject("discovery_minutes"),
        Times.readNullable(row, "discovered_at"),
        row.getString("discovery_failure"),
        row.getInt("version"));
  }

  private List<Connection> withRules(List<Connection> found) {
    if (found.isEmpty()) {
      return found;
    }
    Map<Integer, List<Rule>> rules = new HashMap<>();
    database
        .sql(
            """
            select r.connection_id, r.pattern, p.name from connection_rule r
              join project p on p.id = r.project_id
            where r.connection_id = any(?) order by r.connection_id, r.position
            """)
        .param(found.stream().map(Connection::id).toArray(Integer[]::new))
        .query(
            row -> {
              rules
                  .computeIfAbsent(row.getInt("connection_id"), _ -> new ArrayList<>())
                  .add(
                      new Rule(
                          new RepositoryPattern(row.getString("pattern")), row.getString("name")));
            });
    return found.stream()
        .map(one -> one.withRules(rules.getOrDefault(one.id(), List.of())))
        .toList();
  }

  /// @return the id; empty where there is one of that name
  Optional<Integer> insert(Connection made, @Nullable Integer project) {
    return database
        .sql(
            """
            insert into registry_connection (organisation_id, name, kind, registry, plain_http, username, password,
              webhook_secret, project_id, discovery_minutes, discovery_at, created_at)
            values (:organisation, :name, :kind, :registry, :plain, :user, :password, :secret, :project, :discovery,
              case when :discovery is null then null else cast(:now as timestamptz) end, :now)
            on conflict (organisation_id, name) do nothing returning id
            """)
        .param("organisation", made.organisation())
        .param("name", made.name())
        .param("kind", made.kind().word())
        .param("registry", made.registry())
        .param("plain", made.plain())
        .param("user", made.user())
        .param("password", made.password(), Types.BINARY)
        .param("secret", made.webhookSecret(), Types.BINARY)
        .param("project", project, Types.INTEGER)
        .param("discovery", made.discovery(), Types.INTEGER)
        .param("now", Times.of(Times.now(clock)))
        .query(Integer.class)
        .optional();
  }

  /// @return false where somebody was faster
  boolean update(Connection edited, @Nullable Integer project) {
    return database
            .sql(
                """
                update registry_connection set kind = :kind, registry = :registry, plain_http = :plain,
                  username = :user, password = :password, webhook_secret = :secret, project_id = :project,
                  discovery_minutes = :discovery,
                  discovery_at = case when :discovery is null then null else cast(:now as timestamptz) end,
                  discovery_failure = '', version = version + 1
                where id = :id and version = :version
                """)
            .param("kind", edited.kind().word())
            .param("registry", edited.registry())
            .param("plain", edited.plain())
            .param("user", edited.user())
            .param("password", edited.password(), Types.BINARY)
            .param("secret", edited.webhookSecret(), Types.BINARY)
            .param("project", project, Types.INTEGER)
            .param("discovery", edited.discovery(), Types.INTEGER)
            .param("now", Times.of(Times.now(clock)))
            .param("id", edited.id())
            .param("version", edited.version())
            .update()
        == 1;
  }

  /// @param projects the ids of the rules' projects, in their order
  void rules(int connection, List<Rule> rules, List<Integer> projects) {
    database.sql("delete from connection_rule where connection_id = ?").param(connection).update();
    for (int i = 0; i < rules.size(); i++) {
      database
          .sql(
              "insert into connection_rule (connection_id, position, pattern, project_id) values (?, ?, ?, ?)")
          .params(connection, i, rules.get(i).pattern().text(), projects.get(i))
          .update();
    }
  }

  boolean delete(int id, int version) {
    return database
            .sql("delete from registry_connection where id = ? and version = ?")
            .params(id, version)
            .update()
        == 1;
  }

  /// Takes the connections whose registries are to be looked at, each for one looker: the next look
  /// is set before this one begins.
  List<Connection> due() {
    Instant now = Times.now(clock);
    List<Integer> ids =
        database
            .sql(
                """
                update registry_connection set discovery_at = :now + make_interval(mins => discovery_minutes)
                where id in (select id from registry_connection
                  where discovery_at <= :now and discovery_minutes is not null
                  order by discovery_at limit 10 for update skip locked)
                returning id
                """)
            .param("now", Times.of(now), Types.TIMESTAMP_WITH_TIMEZONE)
            .query((row, _) -> row.getInt(1))
            .list();
    return ids.stream().flatMap(id -> find(id).stream()).toList();
  }

  /// Lets the next look begin now, if there are looks.
  void lookNow(int id) {
    database
        .sql(
            "update registry_connection set discovery_at = ? where id = ? and discovery_minutes is not null")
        .params(Times.of(Times.now(clock)), id)
        .update();
  }

  /// @param failure one line; empty where it went well
  void looked(int id, String failure) {
    database
        .sql(
            """
            update registry_connection set discovery_failure = :failure,
              discovered_at = case when :failure = '' then cast(:now as timestamptz) else discovered_at end
            where id = :id
            """)
        .param("failure", failure)
        .param("now", Times.of(Times.now(clock)))
        .param("id", id)
        .update();
  }
}
