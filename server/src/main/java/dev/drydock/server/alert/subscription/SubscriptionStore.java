package dev.drydock.server.alert.subscription;

import dev.drydock.server.alert.subscription.Schedule.QuietHours;
import dev.drydock.server.alert.subscription.Schedule.Rhythm;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/// Keeps subscriptions.
@Component
public class SubscriptionStore {
  private final JdbcClient database;
  private final Clock clock;

  SubscriptionStore(JdbcClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// A subscription as it is kept.
  ///
  /// @param channel `null` where it was removed
  @SuppressWarnings("ArrayRecordComponent") // rows are not compared
  record Row(
      int id,
      String title,
      @Nullable Integer channel,
      String channelName,
      String[] kinds,
      Integer[] projects,
      String[] environments,
      int severity,
      int priority,
      boolean fixable,
      Schedule schedule,
      boolean paused,
      int version) {}

  private static final String SELECT =
      """
      select s.id, s.title, s.channel_id, coalesce(c.name, '') as channel_name, s.kinds, s.projects, s.environments, s.severity,
        s.priority, s.fixable, s.schedule, s.hour, s.weekday, s.time_zone, s.quiet_from, s.quiet_until, s.paused, s.version
      from subscription s left join alert_channel c on c.id = s.channel_id
      where s.removed_at is null and s.organisation_id = :organisation and s.team_id is not distinct from :team
      """;

  private static Row row(ResultSet row, int number) throws SQLException {
    return new Row(
        row.getInt("id"),
        row.getString("title"),
        (Integer) row.getObject("channel_id"),
        row.getString("channel_name"),
        (String[]) row.getArray("kinds").getArray(),
        (Integer[]) row.getArray("projects").getArray(),
        (String[]) row.getArray("environments").getArray(),
        row.getInt("severity"),
        row.getInt("priority"),
        row.getBoolean("fixable"),
        schedule(row),
        row.getBoolean("paused"),
        row.getInt("version"));
  }

  private static Schedule schedule(ResultSet row) throws SQLException {
    int from = row.getInt("quiet_from");
    boolean quiet = !row.wasNull();
    return new Schedule(
        Rhythm.valueOf(row.getString("schedule").toUpperCase(Locale.ROOT)),
        DayOfWeek.of(row.getInt("weekday")),
        row.getInt("hour"),
        ZoneId.of(row.getString("time_zone")),
        quiet ? new QuietHours(from, row.getInt("quiet_until")) : null);
  }

  /// The schedules of all that do not want everything at once, by id.
  public Map<Integer, Schedule> schedules() {
    Map<Integer, Schedule> schedules = new HashMap<>();
    database
        .sql(
            """
            select id, schedule, hour, weekday, time_zone, quiet_from, quiet_until from subscription
            where removed_at is null and (schedule <> 'immediate' or quiet_from is not null)
            """)
        .query(
            row -> {
              schedules.put(row.getInt("id"), schedule(row));
            });
    return schedules;
  }

  private StatementSpec of(Owner owner, String sql) {
    return database
        .sql(sql)
        .param("organisation", owner.organisation())
        .param("team", owner.team(), Types.INTEGER);
  }

  List<Row> list(Owner owner, int after, int limit) {
    return of(owner, SELECT + " and s.id > :after order by s.id limit :limit")
        .param("after", after)
        .param("limit", limit)
        .query(SubscriptionStore::row)
        .list();
  }

  Optional<Row> find(Owner owner, int id) {
    return of(owner, SELECT + " and s.id = :id")
        .param("id", id)
        .query(SubscriptionStore::row)
        .optional();
  }

  int count(Owner owner) {
    return of(
            owner,
            """
            select count(*) from subscription
            where removed_at is null and organisation_id = :organisation and team_id is not distinct from :team
            """)
        .query(Integer.class)
        .single();
  }

  /// @param projects ids
  int insert(Owner owner, int channel, SubscriptionRequest request, Integer[] projects) {
    return values(
            of(
                owner,
                """
                insert into subscription (organisation_id, team_id, title, channel_id, kinds, projects, environments, severity,
                  priority, fixable, schedule, hour, weekday, time_zone, quiet_from, quiet_until, paused, created_at)
                values (:organisation, :team, :title, :channel, :kinds, :projects, :environments, :severity,
                  :priority, :fixable, :schedule, :hour, :weekday, :zone, :from, :until, :paused, :now)
                returning id
                """),
            channel,
            request,
            projects)
        .param("now", Timestamp.from(clock.instant()))
        .query(Integer.class)
        .single();
  }

  /// @return false where somebody else was faster
  boolean update(
      Owner owner,
      int id,
      int version,
      int channel,
      SubscriptionRequest request,
      Integer[] projects) {
    return values(
                of(
                    owner,
                    """
                    update subscription set title = :title, channel_id = :channel, kinds = :kinds, projects = :projects,
                      environments = :environments, severity = :severity, priority = :priority, fixable = :fixable,
                      schedule = :schedule, hour = :hour, weekday = :weekday, time_zone = :zone, quiet_from = :from,
                      quiet_until = :until, paused = :paused, version = version + 1
                    where id = :id and version = :version and removed_at is null
                      and organisation_id = :organisation and team_id is not distinct from :team
                    """),
                channel,
                request,
                projects)
            .param("id", id)
            .param("version", version)
            .update()
        == 1;
  }

  private static StatementSpec values(
      StatementSpec statement, int channel, SubscriptionRequest request, Integer[] projects) {
    Schedule schedule = request.when();
    QuietHours quiet = schedule.quiet();
    return statement
        .param("title", request.title() == null ? "" : request.title())
        .param("channel", channel)
        .param("kinds", request.kindWords())
        .param("projects", projects)
        .param("environments", request.environmentNames())
        .param("severity", request.severityNumber())
        .param("priority", request.priorityNumber())
        .param("fixable", request.onlyFixable())
        .param("schedule", schedule.rhythm().name().toLowerCase(Locale.ROOT))
        .param("hour", schedule.hour())
        .param("weekday", schedule.weekday().getValue())
        .param("zone", schedule.zone().getId())
        .param("from", quiet == null ? null : quiet.from(), Types.SMALLINT)
        .param("until", quiet == null ? null : quiet.until(), Types.SMALLINT)
        .param("paused", request.isPaused());
  }

  /// What was told by it stays; what was not yet told is told to nobody.
  ///
  /// @return false where somebody else was faster
  boolean remove(Owner owner, int id, int version) {
    Timestamp now = Timestamp.from(clock.instant());
    int removed =
        of(
                owner,
                """
                update subscription set removed_at = :now, channel_id = null, version = version + 1
                where id = :id and version = :version and removed_at is null
                  and organisation_id = :organisation and team_id is not distinct from :team
                """)
            .param("now", now)
            .param("id", id)
            .param("version", version)
            .update();
    if (removed == 0) {
      return false;
    }
    database
        .sql("delete from alert where subscription_id = ? and message_id is null")
        .param(id)
        .update();
    database
        .sql(
            "update alert_message set state = 'withdrawn', ended_at = ? where subscription_id = ? and state in ('waiting', 'dead')")
        .params(now, id)
        .update();
    return true;
  }
}
