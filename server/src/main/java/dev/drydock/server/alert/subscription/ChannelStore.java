package dev.drydock.server.alert.subscription;

import dev.drydock.server.alert.channel.Channel;
import dev.drydock.server.alert.channel.ChannelKind;
import dev.drydock.server.alert.channel.ChannelSettings;
import dev.drydock.server.alert.channel.InvalidChannelException;
import dev.drydock.server.secret.Secrets;
import dev.drydock.server.secret.UnreadableSecretException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Keeps channels, all that they need sealed.
@Component
public class ChannelStore {
  private final JdbcClient database;
  private final Secrets secrets;
  private final JsonMapper mapper;
  private final Clock clock;

  ChannelStore(JdbcClient database, Secrets secrets, JsonMapper mapper, Clock clock) {
    this.database = database;
    this.secrets = secrets;
    this.mapper = mapper;
    this.clock = clock;
  }

  /// A channel as it is kept.
  ///
  /// @param settings sealed
  @SuppressWarnings("ArrayRecordComponent") // rows are not compared
  public record Row(
      int id,
      Owner owner,
      String name,
      ChannelKind kind,
      byte[] settings,
      int version,
      int failures,
      @Nullable Timestamp restsUntil,
      String lastFailure) {}

  private static final String COLUMNS =
      "id, organisation_id, team_id, name, kind, settings, version, failures, rests_until, last_failure";

  private static final RowMapper<Row> ROW =
      (row, _) ->
          new Row(
              row.getInt("id"),
              new Owner(row.getInt("organisation_id"), (Integer) row.getObject("team_id")),
              row.getString("name"),
              ChannelKind.of(row.getString("kind")),
              row.getBytes("settings"),
              row.getInt("version"),
              row.getInt("failures"),
              row.getTimestamp("rests_until"),
              row.getString("last_failure"));

  List<Row> list(Owner owner, String after, int limit) {
    return database
        .sql(
            "select "
                + COLUMNS
                + """
                 from alert_channel
                where organisation_id = :organisation and team_id is not distinct from :team and name > :after
                order by name limit :limit
                """)
        .param("organisation", owner.organisation())
        .param("team", owner.team(), Types.INTEGER)
        .param("after", after)
        .param("limit", limit)
        .query(ROW)
        .list();
  }

  public Optional<Row> find(Owner owner, String name) {
    return database
        .sql(
            "select "
                + COLUMNS
                + " from alert_channel where organisation_id = :organisation and team_id is not distinct from :team and name = :name")
        .param("organisation", owner.organisation())
        .param("team", owner.team(), Types.INTEGER)
        .param("name", name)
        .query(ROW)
        .optional();
  }

  public Optional<Row> find(int id) {
    return database
        .sql("select " + COLUMNS + " from alert_channel where id = ?")
        .param(id)
        .query(ROW)
        .optional();
  }

  /// @throws UnreadableSecretException where the operator's key is not there any more
  public Channel open(Row row) throws UnreadableSecretException {
    try {
      return row.kind().open(settings(row));
    } catch (InvalidChannelException e) {
      throw new IllegalStateException("A channel was kept that is none: " + row.id(), e);
    }
  }

  ChannelSettings settings(Row row) throws UnreadableSecretException {
    return mapper.readValue(
        secrets.open(row.settings(), context(row.owner(), row.name())), ChannelSettings.class);
  }

  private byte[] sealed(Owner owner, String name, ChannelSettings settings) {
    return secrets.seal(mapper.writeValueAsString(settings), context(owner, name));
  }

  private static String context(Owner owner, String name) {
    return "alert-channel/"
        + owner.organisation()
        + "/"
        + (owner.team() == null ? "" : owner.team())
        + "/"
        + name;
  }

  /// @return false where there is one of that name
  boolean insert(Owner owner, String name, ChannelKind kind, ChannelSettings settings) {
    return database
            .sql(
                """
                insert into alert_channel (organisation_id, team_id, name, kind, settings, created_at)
                values (:organisation, :team, :name, :kind, :settings, :now)
                on conflict do nothing
                """)
            .param("organisation", owner.organisation())
            .param("team", owner.team(), Types.INTEGER)
            .param("name", name)
            .param("kind", kind.word())
            .param("settings", sealed(owner, name, settings))
            .param("now", Timestamp.from(clock.instant()))
            .update()
        == 1;
  }

  /// A channel that was edited is tried at once, however often it failed before.
  ///
  /// @return false where somebody else was faster
  boolean update(Row row, int version, ChannelKind kind, ChannelSettings settings) {
    return database
            .sql(
                """
                update alert_channel set kind = :kind, settings = :settings, version = version + 1,
                  failures = 0, rests_until = null, last_failure = ''
                where id = :id and version = :version
                """)
            .param("kind", kind.word())
            .param("settings", sealed(row.owner(), row.name(), settings))
            .param("id", row.id())
            .param("version", version)
            .update()
        == 1;
  }

  /// How many subscriptions tell by it.
  int users(Row row) {
    return database
        .sql("select count(*) from subscription where channel_id = ? and removed_at is null")
        .param(row.id())
        .query(Integer.class)
        .single();
  }

  boolean delete(Row row, int version) {
    return database
            .sql("delete from alert_channel where id = ? and version = ?")
            .params(row.id(), version)
            .update()
        == 1;
  }

  /// Seals anew what older keys have sealed, so that these can be given up.
  ///
  /// @return how many that were
  public int sealAnew() throws UnreadableSecretException {
    int count = 0;
    for (Row row :
        database.sql("select " + COLUMNS + " from alert_channel order by id").query(ROW).list()) {
      if (!secrets.isCurrent(row.settings())) {
        count +=
            database
                .sql("update alert_channel set settings = ? where id = ? and version = ?")
                .params(sealed(row.owner(), row.name(), settings(row)), row.id(), row.version())
                .update();
      }
    }
    return count;
  }
}
