package dev.drydock.server.fleet;

import java.util.function.Supplier;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Runs work in a transaction, and once more where another one was in the way: a deadlock that the
/// database has ended, a row that somebody took away just then.
@Component
public class Repetition {
  private static final int TIMES = 4;

  private final TransactionTemplate transactions;

  Repetition(PlatformTransactionManager manager) {
    this.transactions = new TransactionTemplate(manager);
  }

  /// @param work may run several times; nothing of it is left but of the last time
  public <T> T run(Supplier<T> work) {
    for (int time = 1; time < TIMES; time++) {
      try {
        return once(work);
      } catch (ConcurrencyFailureException | DataIntegrityViolationException _) {
        // what was in the way has been committed by now
      }
    }
    return once(work);
  }

  @SuppressWarnings("NullAway") // the callback's result is the work's own
  private <T> T once(Supplier<T> work) {
    return transactions.execute(_ -> work.get());
  }
}
