package dev.drydock.server.fault;

import org.springframework.jdbc.core.simple.JdbcClient;

/// What a server is about at a moment, as the database tells it.
enum Phase {
  INGEST,
  MONITORING,
  ALERTING,
  /// Nothing is left to do: whoever is killed now loses least.
  IDLE;

  private static final String UNMATCHED =
      """
      select exists (select from advisory_generation where matched_at is null)
        or exists (select from scheduled_tasks where task_name = 'advisory-refresh' and (picked or execution_time <= now()))
      """;

  private static final String UNTOLD =
      """
      select exists (select from advisory_generation where announced_at is null)
        or exists (select from alert where message_id is null)
        or exists (select from alert_message where state <> 'sent')
      """;

  /// @param uploading whether images are being sent
  static Phase of(JdbcClient database, boolean uploading) {
    if (uploading) {
      return INGEST;
    }
    if (is(database, UNMATCHED)) {
      return MONITORING;
    }
    return is(database, UNTOLD) ? ALERTING : IDLE;
  }

  private static boolean is(JdbcClient database, String question) {
    return database.sql(question).query(Boolean.class).single();
  }
}
