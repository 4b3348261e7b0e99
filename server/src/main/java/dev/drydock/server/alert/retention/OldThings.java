package dev.drydock.server.alert.retention;

import dev.drydock.server.jobs.Removal;
import dev.drydock.server.jobs.RetentionSettings;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Things that are over and that no alert tells of.
@Component
@Order(7)
class OldThings implements Removal {
  private static final int SIZE = 500;

  /// SQLSTATE (PostgreSQL, appendix A).
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private static final String UNNEEDED =
      """
       and t.made_at < :before and not exists (select from alert a where a.thing_id = t.id)
        and not exists (select from alert_thing_component c join component_finding f on f.component_id = c.component_id
            and f.vulnerability_id = t.vulnerability_id and f.until is null
          where c.thing_id = t.id)
      """;

  private final JdbcClient database;
  private final TransactionTemplate transactions;

  OldThings(JdbcClient database, PlatformTransactionManager transactions) {
    this.database = database;
    this.transactions = new TransactionTemplate(transactions);
  }

  @Override
  public String what() {
    return "alerted-things";
  }

  @Override
  public Steps begin(RetentionSettings kept, Instant now) {
    Timestamp before = Timestamp.from(now.minus(kept.alerts()));
    List<Long> found =
        database
            .sql("select t.id from alert_thing t where true" + UNNEEDED + "order by t.id")
            .param("before", before)
            .query((row, _) -> row.getLong("id"))
            .list();
    return Removal.through(found, SIZE, some -> remove(some, before));
  }

  /// No foreign key says that an alert has its thing. So nobody makes alerts meanwhile; where
  /// somebody is at it, these things have time until the next night.
  private int remove(List<Long> some, Timestamp before) {
    try {
      return Objects.requireNonNull(
          transactions.execute(
              _ -> {
                database.sql("lock table alert_thing in share row exclusive mode nowait").update();
                return database
                    .sql("delete from alert_thing t where t.id = any(:some)" + UNNEEDED)
                    .param("some", some.toArray(Long[]::new))
                    .param("before", before)
                    .update();
              }));
    } catch (UncategorizedSQLException e) {
      SQLException cause = e.getSQLException();
      if (cause != null && LOCK_NOT_AVAILABLE.equals(cause.getSQLState())) {
        return 0;
      }
      throw e;
    }
  }
}
