package dev.drydock.server.alert;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A subscription as its row is; what a test does not say narrows nothing, and tells at once.
public final class TestSubscription {
  private final JdbcClient database;
  private final int organisation;
  private final @Nullable Integer team;
  private String[] kinds = {};
  private Integer[] projects = {};
  private String[] environments = {};
  private int severity = 5;
  private int priority = 2;
  private boolean fixable;
  private String schedule = "immediate";
  private @Nullable Integer quietFrom;
  private @Nullable Integer quietUntil;
  private boolean paused;

  /// @param team `null` for the organisation's
  public TestSubscription(JdbcClient database, int organisation, @Nullable Integer team) {
    this.database = database;
    this.organisation = organisation;
    this.team = team;
  }

  public TestSubscription kinds(String... words) {
    kinds = words;
    return this;
  }

  public TestSubscription projects(Integer... ids) {
    projects = ids;
    return this;
  }

  public TestSubscription environments(String... names) {
    environments = names;
    return this;
  }

  public TestSubscription severity(int number) {
    severity = number;
    return this;
  }

  public TestSubscription priority(int number) {
    priority = number;
    return this;
  }

  public TestSubscription fixable() {
    fixable = true;
    return this;
  }

  public TestSubscription schedule(String word) {
    schedule = word;
    return this;
  }

  public TestSubscription quiet(int from, int until) {
    quietFrom = from;
    quietUntil = until;
    return this;
  }

  public TestSubscription paused() {
    paused = true;
    return this;
  }

  /// @return its id
  public int by(int channel) {
    return database
        .sql(
            """
            insert into subscription (organisation_id, team_id, title, channel_id, kinds, projects, environments, severity, priority,
              fixable, schedule, quiet_from, quiet_until, paused, created_at)
            values (?, ?, 'test', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, now()) returning id
            """)
        .params(
            organisation,
            team,
            channel,
            kinds,
            projects,
            environments,
            severity,
            priority,
            fixable,
            schedule,
            quietFrom,
            quietUntil,
            paused)
        .query(Integer.class)
        .single();
  }
}
