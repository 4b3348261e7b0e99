package dev.drydock.server.jobs;

import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;

/// For jobs that run seldom: one that fails is tried again soon, after 10 seconds and then each
/// time twice as long, and not only when its time comes round, which may be tomorrow.
record RetrySoon(Schedule schedule) implements FailureHandler<Void> {
  private static final Duration FIRST = Duration.ofSeconds(10);
  private static final int MOST_DOUBLINGS = 12;

  @Override
  public void onFailure(ExecutionComplete complete, ExecutionOperations<Void> operations) {
    int failures = complete.getExecution().consecutiveFailures;
    Instant soon = complete.getTimeDone().plus(wait(failures));
    Instant regular = schedule.getNextExecutionTime(complete);
    operations.reschedule(complete, soon.isBefore(regular) ? soon : regular);
  }

  /// @param failures in a row, before this one
  static Duration wait(int failures) {
    return FIRST.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
  }
}
