package dev.drydock.server.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.drydock.server.TestDatabase;
import dev.drydock.server.alert.MovableClock;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/// A job that runs every hour, and fails.
class RetrySoonTest {

  @Test
  void whatFailsIsTriedAgainSoonAndAtItsTimeAtTheLatest() throws InterruptedException {
    DataSource source = TestDatabase.source();
    new ResourceDatabasePopulator(new ClassPathResource("db/migration/V5__jobs.sql"))
        .execute(source);
    JdbcClient database = JdbcClient.create(source);
    MovableClock clock = new MovableClock(Instant.parse("2026-11-29T10:00:00Z"));
    List<Instant> attempts = new CopyOnWriteArrayList<>();
    FixedDelay schedule = FixedDelay.ofSeconds(30);
    Scheduler scheduler =
        Scheduler.create(source)
            .startTasks(
                Tasks.recurring("seldom", schedule)
                    .onFailure(new RetrySoon(schedule))
                    .execute(
                        (_, _) -> {
                          attempts.add(clock.instant());
                          throw new IllegalStateException("the database is away");
                        }))
            .clock(clock::instant)
            .pollingInterval(Duration.ofMillis(20))
            .build();
    Instant begin = clock.instant();
    scheduler.start();
    try {
      for (int wait : new int[] {10, 20, 30, 30}) {
        Instant now = clock.instant();
        long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!next(database).equals(now.plusSeconds(wait))) {
          assertThat(System.nanoTime()).isLessThan(end);
          Thread.sleep(10);
        }
        clock.forward(Duration.ofSeconds(wait));
      }
    } finally {
      scheduler.stop();
    }
    assertThat(attempts)
        .startsWith(begin, begin.plusSeconds(10), begin.plusSeconds(30), begin.plusSeconds(60));
  }

  private static Instant next(JdbcClient database) {
    return database
        .sql("select execution_time from scheduled_tasks where not picked")
        .query(Timestamp.class)
        .optional()
        .map(Timestamp::toInstant)
        .orElse(Instant.MIN);
  }
}
