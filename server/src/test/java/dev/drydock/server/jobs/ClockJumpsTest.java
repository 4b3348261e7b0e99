package dev.drydock.server.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.drydock.server.TestDatabase;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/// A clock that is put back by an hour while jobs run, and while none does.
class ClockJumpsTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final ShiftedClock clock = new ShiftedClock();
  private final AtomicInteger runs = new AtomicInteger();
  private final List<Object> events = new ArrayList<>();
  private Scheduler scheduler;
  private JdbcClient database;
  private ClockJumps jumps;

  @BeforeEach
  void prepare() {
    DataSource source = TestDatabase.source();
    new ResourceDatabasePopulator(new ClassPathResource("db/migration/V5__jobs.sql"))
        .execute(source);
    database = JdbcClient.create(source);
    RecurringTask<Void> task =
        Tasks.recurring("often", FixedDelay.ofSeconds(1)).execute((_, _) -> runs.incrementAndGet());
    scheduler =
        Scheduler.create(source)
            .startTasks(task)
            .clock(clock::instant)
            .pollingInterval(Duration.ofMillis(50))
            .heartbeatInterval(Duration.ofMillis(100))
            .missedHeartbeatsLimit(4)
            .build();
    jumps = new ClockJumps(scheduler, List.of(task), database, events::add, clock);
  }

  @AfterEach
  void stop() {
    jumps.close();
    scheduler.stop();
  }

  /// A clock that runs, and can be put wrong.
  private static final class ShiftedClock extends Clock {
    private volatile Duration shift = Duration.ZERO;

    @Override
    public Instant instant() {
      return Clock.systemUTC().instant().plus(shift);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void jobsGoOnAlthoughTheClockIsPutBackUnderThem() throws InterruptedException {
    scheduler.start();
    jumps.begin();
    awaitRuns(1);
    clock.shift = HOUR.negated();
    awaitRuns(runs.get() + 3); // more than what had begun already
  }

  @Test
  void whoDiedInTheFutureIsKnownToBeDead() throws InterruptedException {
    database
        .sql(
            """
            insert into scheduled_tasks (task_name, task_instance, execution_time, picked, picked_by, last_heartbeat, version)
            values ('often', 'recurring', :then, true, 'dead', :then, 7)
            """)
        .param("then", Timestamp.from(clock.instant().plus(HOUR)))
        .update();
    scheduler.start();
    jumps.begin();
    awaitRuns(2);
  }

  @Test
  void othersAreToldAtTheStartAndWheneverItGoesBack() {
    scheduler.start();
    jumps.mend();
    assertThat(events).as("it may have been put back before the start").hasSize(1);
    clock.shift = HOUR;
    jumps.mend();
    assertThat(events).hasSize(1);
    clock.shift = Duration.ZERO;
    jumps.mend();
    jumps.mend();
    assertThat(events).hasSize(2);
    assertThat(((ClockPutBack) events.getLast()).now()).isBefore(clock.instant().plus(HOUR));
  }

  private void awaitRuns(int count) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (runs.get() < count) {
      assertThat(System.nanoTime()).as("%d runs", runs.get()).isLessThan(end);
      Thread.sleep(20);
    }
  }
}
