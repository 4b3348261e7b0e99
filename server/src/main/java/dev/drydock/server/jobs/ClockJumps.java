package dev.drydock.server.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Looks regularly whether jobs are dated further ahead than they can be, since a clock was put
/// back: they would rest until it has caught up, and a replica that died would count as alive until
/// then. Tells others that the clock went back ([ClockPutBack]). One that is put forward does no
/// harm here: jobs begin early, or once more.
final class ClockJumps implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ClockJumps.class);
  private static final Duration OFTEN = Duration.ofSeconds(5);

  private final Scheduler scheduler;
  private final List<RecurringTask<?>> recurring;
  private final JdbcClient database;
  private final ApplicationEventPublisher events;
  private final Clock clock;
  private @Nullable Instant before;
  private @Nullable Thread thread;

  ClockJumps(
      Scheduler scheduler,
      List<RecurringTask<?>> recurring,
      JdbcClient database,
      ApplicationEventPublisher events,
      Clock clock) {
    this.scheduler = scheduler;
    this.recurring = List.copyOf(recurring);
    this.database = database;
    this.events = events;
    this.clock = clock;
  }

  void begin() {
    thread = Thread.ofVirtual().name("clock-jumps").start(this::look);
  }

  private void look() {
    try {
      while (true) {
        try {
          mend();
        } catch (RuntimeException e) {
          LOG.warn("Whether jobs are dated ahead is looked at later: {}", e.getMessage());
        }
        Thread.sleep(OFTEN);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Takes back what lies ahead.
  void mend() {
    Instant now = clock.instant();
    ClockPutBack put = new ClockPutBack(now);
    if (before == null || now.isBefore(before)) {
      events.publishEvent(put);
      scheduler.triggerCheckForDueExecutions(); // it waits until the clock says so
    }
    before = now; // not where that failed: then it is told again
    int ahead =
        database
            .sql(
                """
                update scheduled_tasks set last_heartbeat = :now, execution_time = least(execution_time, :now)
                where picked and last_heartbeat > :latest
                """)
            .param("now", Timestamp.from(now))
            .param("latest", Timestamp.from(put.latest()))
            .update();
    if (ahead > 0) {
      LOG.warn("{} jobs were under way in the future: was the clock put back?", ahead);
    }
    for (RecurringTask<?> task : recurring) {
      try {
        task.onStartup(scheduler, clock::instant); // dates it back where it is later than ever next
      } catch (TaskInstanceCurrentlyExecutingException _) {
        // it is under way: all is well
      }
    }
  }

  @Override
  public void close() {
    Thread running = thread;
    if (running != null) {
      running.interrupt();
    }
  }
}
