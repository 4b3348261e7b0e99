package dev.drydock.server.alert.retention;

import dev.drydock.server.jobs.Removal;
import dev.drydock.server.jobs.RetentionSettings;
import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What generations changed of which all alerts have been made long ago.
@Component
@Order(7)
class OldChanges implements Removal {
  private static final int SIZE = 5_000;

  private final JdbcClient database;

  OldChanges(JdbcClient database) {
    this.database = database;
  }

  @Override
  public String what() {
    return "finding-changes";
  }

  @Override
  public Steps begin(RetentionSettings kept, Instant now) {
    Timestamp before = Timestamp.from(now.minus(kept.alerts()));
    return Removal.whileAny(
        () ->
            database
                .sql(
                    """
                  delete from finding_change where (generation_id, component_id, vulnerability_id) in (
                    select c.generation_id, c.component_id, c.vulnerability_id
                    from advisory_generation g join finding_change c on c.generation_id = g.id
                    where g.announced_at < ? limit ? for update of c skip locked)
                  """)
                .params(before, SIZE)
                .update());
  }
}
