package dev.drydock.server.advisory;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// How the last attempts to refresh the advisories went.
@Component
class RefreshCondition {
  private static final int MOST = 1000;

  private final JdbcClient database;
  private final Clock clock;

  RefreshCondition(JdbcClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// @param failingSince `null` while all is well
  /// @param failure why, one line
  record Condition(
      @Nullable Instant attemptedAt,
      @Nullable Instant succeededAt,
      @Nullable Instant failingSince,
      @Nullable String failure) {}

  Condition get() {
    return database
        .sql("select attempted_at, succeeded_at, failing_since, failure from advisory_refresh")
        .query(
            (row, number) ->
                new Condition(
                    instant(row.getTimestamp("attempted_at")),
                    instant(row.getTimestamp("succeeded_at")),
                    instant(row.getTimestamp("failing_since")),
                    row.getString("failure")))
        .single();
  }

  void succeeded() {
    database
        .sql(
            "update advisory_refresh set attempted_at = :now, succeeded_at = :now, failing_since = null, failure = null")
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  void failed(String why) {
    database
        .sql(
            """
            update advisory_refresh
            set attempted_at = :now, failing_since = coalesce(failing_since, :now), failure = :why
            """)
        .param("now", Timestamp.from(clock.instant()))
        .param("why", why.length() > MOST ? why.substring(0, MOST) : why)
        .update();
  }

  private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
    return timestamp == null ? null : timestamp.toInstant();
  }
}
