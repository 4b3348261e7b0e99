package dev.drydock.server.alert.outbox;

import dev.drydock.server.access.Caller;
import dev.drydock.server.alert.subscription.Owner;
import dev.drydock.server.audit.AuditLog;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Puts messages that were given up back into the outbox.
@Component
class Redelivery {
  private final JdbcClient database;
  private final AuditLog audit;
  private final Clock clock;

  Redelivery(JdbcClient database, AuditLog audit, Clock clock) {
    this.database = database;
    this.audit = audit;
    this.clock = clock;
  }

  /// Their channels are tried at once, however often they have failed.
  ///
  /// @param keys empty for all that are dead
  /// @return how many are tried again
  @Transactional
  public int redeliver(Caller caller, Owner owner, List<UUID> keys) {
    Timestamp now = Timestamp.from(clock.instant());
    List<Integer> subscriptions =
        database
            .sql(
                """
                update alert_message m set state = 'waiting', attempts = 0, next_at = :now, ended_at = null
                from subscription s
                where s.id = m.subscription_id and s.organisation_id = :organisation and s.team_id is not distinct from :team
                  and s.channel_id is not null and m.state = 'dead' and (:all or m.key = any(:keys))
                returning m.subscription_id
                """)
            .param("now", now)
            .param("organisation", owner.organisation())
            .param("team", owner.team(), Types.INTEGER)
            .param("all", keys.isEmpty())
            .param("keys", keys.toArray(UUID[]::new))
            .query(Integer.class)
            .list();
    if (subscriptions.isEmpty()) {
      return 0;
    }
    database
        .sql(
            """
            update alert_channel set rests_until = null
            where id in (select channel_id from subscription where id = any(:subscriptions))
            """)
        .param("subscriptions", subscriptions.stream().distinct().toArray(Integer[]::new))
        .update();
    audit.record(
        caller,
        owner.organisation(),
        "alerts.redelivered",
        owner.team() == null ? "alerts" : "team-alerts/" + owner.team(),
        null,
        keys);
    return subscriptions.size();
  }
}
