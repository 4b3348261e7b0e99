package dev.drydock.server.connect;

import dev.drydock.server.fleet.Times;
import dev.drydock.server.jobs.Removal;
import dev.drydock.server.jobs.RetentionSettings;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What registries told, could not be brought in, and nobody wanted tried again.
@Component
@Order(8)
class DeadPushes implements Removal {
  private static final int SIZE = 5_000;

  private final JdbcClient database;

  DeadPushes(JdbcClient database) {
    this.database = database;
  }

  @Override
  public String what() {
    return "dead-pushes";
  }

  @Override
  public Steps begin(RetentionSettings kept, Instant now) {
    OffsetDateTime before = Times.of(now.minus(kept.deadAlerts()));
    return Removal.whileAny(
        () ->
            database
                .sql(
                    """
                  delete from push where id in (
                    select id from push where state = 'dead' and ended_at < ? limit ? for update skip locked)
                  """)
                .params(before, SIZE)
                .update());
  }
}
