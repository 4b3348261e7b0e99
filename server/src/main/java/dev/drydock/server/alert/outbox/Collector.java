package dev.drydock.server.alert.outbox;

import dev.drydock.server.alert.channel.ChannelKind;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Gathers alerts that are due into messages.
///
/// An alert is in one message and stays there: whatever is made while a digest is gathered goes into
/// the next one, and nothing is left between two.
@Component
public class Collector {
  /// More separate messages at once nobody reads: from then on they come as one.
  private static final int MOST_SEPARATE = 5;

  private static final int AT_ONCE = 50_000;

  private final JdbcClient database;
  private final Clock clock;

  Collector(JdbcClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// @return how many alerts found their message
  @Transactional
  public int collect() {
    return database
        .sql(
            """
            with due as materialized (
              select a.id, a.subscription_id, t.fix_group, s.schedule = 'immediate' as immediate,
                c.kind = any(:separating) as separating
              from alert a
                join alert_thing t on t.id = a.thing_id
                join subscription s on s.id = a.subscription_id
                join alert_channel c on c.id = s.channel_id
              where a.message_id is null and a.due_at <= :now
              order by a.due_at limit :limit for update of a skip locked
            ), apart as materialized (
              select subscription_id, bool_or(separating) or bool_or(immediate) and count(distinct fix_group) <= :most as apart
              from due group by subscription_id
            ), batch as materialized (
              select subscription_id, fix_group, nextval(pg_get_serial_sequence('alert_message', 'id')) as id
              from (select distinct d.subscription_id, case when p.apart then d.fix_group end as fix_group
                    from due d join apart p on p.subscription_id = d.subscription_id)
            ), made as (
              insert into alert_message (id, subscription_id, fix_group, next_at, made_at) overriding system value
              select id, subscription_id, fix_group, :now, :now from batch
            )
            update alert a set message_id = b.id
            from due d join batch b on b.subscription_id = d.subscription_id and (b.fix_group is null or b.fix_group = d.fix_group)
            where a.id = d.id
            """)
        .param("separating", separating())
        .param("now", Timestamp.from(clock.instant()))
        .param("limit", AT_ONCE)
        .param("most", MOST_SEPARATE)
        .update();
  }

  /// Where each group has a place of its own.
  private static String[] separating() {
    return Stream.of(ChannelKind.values())
        .filter(ChannelKind::separating)
        .map(ChannelKind::word)
        .toArray(String[]::new);
  }
}
