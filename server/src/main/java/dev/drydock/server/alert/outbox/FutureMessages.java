package dev.drydock.server.alert.outbox;

import dev.drydock.server.alert.AlertSettings;
import dev.drydock.server.jobs.ClockPutBack;
import java.sql.Timestamp;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What was made in the future, since the clock was put back after it: it would wait until the
/// clock has caught up. What is left of its lease or its rest is at most a lease then.
///
/// Digests and quiet hours are appointments by the clock on the wall; they stay.
@Component
class FutureMessages {
  private static final Logger LOG = LoggerFactory.getLogger(FutureMessages.class);

  private final JdbcClient database;
  private final AlertSettings settings;

  FutureMessages(JdbcClient database, AlertSettings settings) {
    this.database = database;
    this.settings = settings;
  }

  @EventListener
  @Transactional
  public void mend(ClockPutBack event) {
    Instant now = event.now();
    int messages =
        database
            .sql(
                """
                update alert_message set next_at = least(next_at, :lease), made_at = :now
                where state = 'waiting' and next_at > :latest and made_at > :latest
                """)
            .param("now", Timestamp.from(now))
            .param("latest", Timestamp.from(event.latest()))
            .param("lease", Timestamp.from(now.plus(settings.lease())))
            .update();
    int alerts =
        database
            .sql(
                """
                update alert a set due_at = :now
                from alert_thing t, subscription s
                where a.message_id is null and a.due_at > :latest and t.id = a.thing_id and t.made_at > :latest
                  and s.id = a.subscription_id and s.schedule = 'immediate' and s.quiet_from is null
                """)
            .param("now", Timestamp.from(now))
            .param("latest", Timestamp.from(event.latest()))
            .update();
    if (messages + alerts > 0) {
      LOG.warn(
          "{} messages and {} alerts were dated in the future: was the clock put back?",
          messages,
          alerts);
    }
  }
}
