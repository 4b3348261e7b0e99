package dev.drydock.server.component;

import dev.drydock.server.jobs.Removal;
import dev.drydock.server.jobs.RetentionSettings;
import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Periods of findings that ended long ago. What is open stays.
@Component
@Order(5)
class OldPeriods implements Removal {
  private static final int SIZE = 5_000;

  private final JdbcClient database;

  OldPeriods(JdbcClient database) {
    this.database = database;
  }

  @Override
  public String what() {
    return "findings";
  }

  @Override
  public Steps begin(RetentionSettings kept, Instant now) {
    Timestamp before = Timestamp.from(now.minus(kept.findings()));
    return Removal.whileAny(
        () ->
            database
                .sql(
                    """
                  delete from component_finding where (component_id, vulnerability_id, since) in (
                    select component_id, vulnerability_id, since from component_finding
                    where until < ? order by until limit ? for update skip locked)
                  """)
                .params(before, SIZE)
                .update());
  }
}
