package dev.drydock.server.alert.making;

import dev.drydock.server.alert.subscription.SubscriptionStore;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// When each subscription that does not want everything at once is told of what happens now: time
/// zones and quiet hours are reckoned here, and given to the database as a temporary table.
@Component
class DueTimes {
  private final JdbcClient database;
  private final SubscriptionStore subscriptions;

  DueTimes(JdbcClient database, SubscriptionStore subscriptions) {
    this.database = database;
    this.subscriptions = subscriptions;
  }

  /// Also takes the subscriptions as they are at this moment for all that follows in the
  /// transaction.
  void prepare(Instant now) {
    database
        .sql(
            """
            create temporary table subscription_due
              (subscription_id int primary key, due_at timestamptz not null) on commit drop
            """)
        .update();
    List<Integer> ids = new ArrayList<>();
    List<Timestamp> times = new ArrayList<>();
    subscriptions
        .schedules()
        .forEach(
            (id, schedule) -> {
              ids.add(id);
              times.add(Timestamp.from(schedule.due(now)));
            });
    database
        .sql("insert into subscription_due select * from unnest(:ids, :times)")
        .param("ids", ids.toArray(Integer[]::new))
        .param("times", times.toArray(Timestamp[]::new))
        .update();
    database
        .sql(
            """
            create temporary table told_subscription on commit drop as
            select id, organisation_id, team_id, kinds, projects, environments, severity, priority, fixable from subscription
            where removed_at is null and not paused and channel_id is not null
            """)
        .update();
    database.sql("analyze told_subscription").update();
  }
}
