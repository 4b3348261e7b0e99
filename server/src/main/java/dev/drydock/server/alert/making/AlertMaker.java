package dev.drydock.server.alert.making;

import dev.drydock.server.alert.subscription.MatchingStatements;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Makes alerts of what a generation of advisories changed, and of notices. Each batch is one
/// transaction together with the mark that it was announced: killed at any point, it is made anew,
/// and nobody has been told.
@Component
public class AlertMaker {
  private static final int NOTICES_AT_ONCE = 1_000;

  private final JdbcClient database;
  private final TransactionTemplate transactions;
  private final DueTimes dueTimes;
  private final Clock clock;

  AlertMaker(
      JdbcClient database,
      PlatformTransactionManager transactions,
      DueTimes dueTimes,
      Clock clock) {
    this.database = database;
    this.transactions = new TransactionTemplate(transactions);
    this.dueTimes = dueTimes;
    this.clock = clock;
  }

  /// Makes all that is to be made.
  ///
  /// @return how many alerts that was
  public int makeAll() {
    int made = 0;
    Optional<Integer> batch;
    do {
      batch = transactions.execute(_ -> oldestGeneration());
      made += batch.orElse(0);
    } while (batch.isPresent());
    do {
      batch = transactions.execute(_ -> notices());
      made += batch.orElse(0);
    } while (batch.isPresent());
    return made;
  }

  /// Generations are announced one after the other: a thing that two of them change is told of in
  /// their order. Another replica that is at it is left to it.
  private Optional<Integer> oldestGeneration() {
    return database
        .sql(
            """
            select id from advisory_generation where matched_at is not null and announced_at is null
            order by id limit 1 for update skip locked
            """)
        .query(Integer.class)
        .optional()
        .map(this::announce);
  }

  private int announce(int generation) {
    Instant now = clock.instant();
    for (String statement : FindingAlerts.THINGS_AND_COMPONENTS) {
      database
          .sql(statement)
          .param("generation", generation)
          .param("now", Timestamp.from(now))
          .update();
    }
    dueTimes.prepare(now);
    for (String statement : MatchingStatements.PLACES) {
      database.sql(statement).update();
    }
    int made = database.sql(FindingAlerts.ALERTS).param("now", Timestamp.from(now)).update();
    database
        .sql("update advisory_generation set announced_at = ? where id = ?")
        .params(Timestamp.from(now), generation)
        .update();
    return made;
  }

  private Optional<Integer> notices() {
    List<Long> ids =
        database
            .sql(
                "select id from notice where announced_at is null order by id limit ? for update skip locked")
            .param(NOTICES_AT_ONCE)
            .query(Long.class)
            .list();
    if (ids.isEmpty()) {
      return Optional.empty();
    }
    Timestamp now = Timestamp.from(clock.instant());
    Long[] notices = ids.toArray(Long[]::new);
    database.sql(NoticeAlerts.THINGS).param("notices", notices).param("now", now).update();
    dueTimes.prepare(clock.instant());
    int made =
        database.sql(NoticeAlerts.ALERTS).param("notices", notices).param("now", now).update();
    database
        .sql("update notice set announced_at = :now where id = any(:notices)")
        .param("now", now)
        .param("notices", notices)
        .update();
    return Optional.of(made);
  }
}
