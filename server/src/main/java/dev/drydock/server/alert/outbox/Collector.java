package dev.drydock.server.alert.outbox;

import dev.drydock.server.alert.channel.ChannelKind;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Gathers alerts that are due into messages.
///
/// An alert is in one message and stays there: whatever is made while a digest is gathered goes
/// into the next one, and nothing is left between two. The steps are temporary tables with
/// statistics of their own, since it may be one alert or fifty thousand.
@Component
public class Collector {
  /// More separate messages at once nobody reads: from then on they come as one.
  private static final int MOST_SEPARATE = 5;

  private static final int AT_ONCE = 50_000;

  private static final String DUE =
      """
      create temporary table due_alert on commit drop as
      select a.subscription_id, a.thing_id, t.fix_group, s.schedule = 'immediate' as immediate, c.kind = any(:separating) as separating
      from alert a
        join alert_thing t on t.id = a.thing_id
        join subscription s on s.id = a.subscription_id
        join alert_channel c on c.id = s.channel_id
      where a.message_id is null and a.due_at <= :now
      order by a.due_at limit :limit for update of a skip locked
      """;

  /// What is so no more is told to nobody who has not been told yet.
  private static final String OVER =
      """
      delete from alert a using alert_thing t join notice n on n.id = t.notice_id
      where a.thing_id = t.id and a.message_id is null and a.due_at <= :now and n.ended_at is not null
      """;

  /// Whether the groups of a subscription come apart.
  private static final String GROUPED =
      """
      create temporary table grouped_alert on commit drop as
      select d.subscription_id, d.thing_id, case when p.apart then d.fix_group else '' end as fix_group
      from due_alert d
        join (select subscription_id, bool_or(separating) or bool_or(immediate) and count(distinct fix_group) <= :most as apart
              from due_alert group by subscription_id) p on p.subscription_id = d.subscription_id
      """;

  private static final String BATCHES =
      """
      create temporary table alert_batch on commit drop as
      select subscription_id, fix_group, nextval(pg_get_serial_sequence('alert_message', 'id')) as id
      from (select distinct subscription_id, fix_group from grouped_alert) g
      """;

  private static final String MESSAGES =
      """
      insert into alert_message (id, subscription_id, fix_group, next_at, made_at) overriding system value
      select id, subscription_id, nullif(fix_group, ''), :now, :now from alert_batch
      """;

  private static final List<String> STEPS =
      List.of(
          "set local work_mem = '64MB'",
          OVER,
          DUE,
          "analyze due_alert",
          GROUPED,
          "analyze grouped_alert",
          BATCHES,
          "analyze alert_batch",
          MESSAGES);

  private static final String ASSIGNMENT =
      """
      update alert a set message_id = b.id
      from grouped_alert g join alert_batch b on b.subscription_id = g.subscription_id and b.fix_group = g.fix_group
      where a.subscription_id = g.subscription_id and a.thing_id = g.thing_id
      """;

  private final JdbcClient database;
  private final Clock clock;

  Collector(JdbcClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// @return how many alerts found their message
  @Transactional
  public int collect() {
    Timestamp now = Timestamp.from(clock.instant());
    boolean due =
        database
            .sql("select exists (select from alert where message_id is null and due_at <= ?)")
            .param(now)
            .query(Boolean.class)
            .single();
    if (!due) {
      return 0; // nearly always: no tables are made then
    }
    for (String step : STEPS) {
      database
          .sql(step)
          .param("separating", separating())
          .param("now", now)
          .param("limit", AT_ONCE)
          .param("most", MOST_SEPARATE)
          .update();
    }
    return database.sql(ASSIGNMENT).update();
  }

  /// Where each group has a place of its own.
  private static String[] separating() {
    return Stream.of(ChannelKind.values())
        .filter(ChannelKind::separating)
        .map(ChannelKind::word)
        .toArray(String[]::new);
  }
}
