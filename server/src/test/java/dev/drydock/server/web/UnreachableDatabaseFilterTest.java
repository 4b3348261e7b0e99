package dev.drydock.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.TransactionSystemException;

/// What tells that a database is away, in all the disguises in which it comes.
class UnreachableDatabaseFilterTest {

  private static boolean means(Exception e) {
    return UnreachableDatabaseFilter.means(new IllegalStateException("wrapped", e));
  }

  @Test
  void knowsADatabaseThatIsAway() {
    assertThat(means(new SQLTransientConnectionException("none left"))).isTrue();
    assertThat(means(new SQLException("shut down", "57P01"))).isTrue();
    assertThat(means(new SQLException("starts", "57P03"))).isTrue();
    assertThat(means(new SQLException("broken", "08006"))).isTrue();
  }

  @Test
  void knowsItBehindTheRollbackThatFailedAfterIt() {
    SQLException closed = new SQLException("Connection is closed");
    assertThat(means(new UncategorizedSQLException("JDBC rollback", null, closed))).isTrue();
    TransactionSystemException rollback =
        new TransactionSystemException("rollback", new SQLException("what follows"));
    assertThat(means(rollback)).isFalse();
    rollback.initApplicationException(
        new IllegalStateException(new SQLException("broken", "08006")));
    assertThat(means(rollback)).isTrue();
  }

  @Test
  void doesNotTakeOtherFailuresForIt() {
    assertThat(means(new SQLException("no such table", "42P01"))).isFalse();
    assertThat(means(new SQLException("cancelled", "57014"))).isFalse();
    assertThat(means(new SQLException("nothing known"))).isFalse();
    assertThat(UnreachableDatabaseFilter.means(null)).isFalse();
  }
}
