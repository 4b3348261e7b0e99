package dev.drydock.server.fleet.retention;

import dev.drydock.server.fleet.Times;
import dev.drydock.server.jobs.Removal;
import dev.drydock.server.jobs.RetentionSettings;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What was with images that are still there: all but the last of its kind, since whether an image
/// is watched depends on whether anything ever pointed to it.
final class OldHistory implements Removal {
  private static final int SIZE = 2_000;

  private final JdbcClient database;
  private final String what;
  private final String statement;

  /// @param statement removes at most `:size` rows that ended before `:before`
  OldHistory(JdbcClient database, String what, String statement) {
    this.database = database;
    this.what = what;
    this.statement = statement;
  }

  @Override
  public String what() {
    return what;
  }

  @Override
  public Steps begin(RetentionSettings kept, Instant now) {
    OffsetDateTime before = Times.of(now.minus(kept.history()));
    return Removal.whileAny(
        () -> database.sql(statement).param("before", before).param("size", SIZE).update());
  }
}
