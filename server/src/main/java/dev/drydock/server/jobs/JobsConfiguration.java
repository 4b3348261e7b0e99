package dev.drydock.server.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Runs every [Task] bean, one replica at a time for each instance. A replica that dies is noticed
/// by its missing heartbeats within [#HEARTBEAT] times six, and its jobs are run again: they must
/// bear that.
@Configuration(proxyBeanMethods = false)
class JobsConfiguration {
  private static final int AT_ONCE = 8;
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration HEARTBEAT = Duration.ofSeconds(2);
  private static final int MISSED = 4;
  private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(20);

  @Bean(destroyMethod = "stop")
  Scheduler scheduler(DataSource dataSource, List<Task<?>> tasks, Clock clock) {
    List<Task<?>> others = new ArrayList<>(tasks);
    List<RecurringTask<?>> recurring = recurring(tasks);
    others.removeAll(recurring);
    return Scheduler.create(dataSource, others)
        .startTasks(recurring)
        .schedulerName(new SchedulerName.Fixed(UUID.randomUUID().toString()))
        .executorService(Executors.newVirtualThreadPerTaskExecutor())
        .clock(clock::instant)
        .threads(AT_ONCE)
        .pollingInterval(POLL)
        .heartbeatInterval(HEARTBEAT)
        .missedHeartbeatsLimit(MISSED)
        .enableImmediateExecution()
        .shutdownMaxWait(PATIENCE_AT_STOP)
        .build();
  }

  private static List<RecurringTask<?>> recurring(List<Task<?>> tasks) {
    List<RecurringTask<?>> recurring = new ArrayList<>();
    for (Task<?> task : tasks) {
      if (task instanceof RecurringTask<?> regular) {
        recurring.add(regular);
      }
    }
    return recurring;
  }

  @Bean
  ClockJumps clockJumps(
      Scheduler scheduler,
      List<Task<?>> tasks,
      JdbcClient database,
      ApplicationEventPublisher events,
      Clock clock) {
    return new ClockJumps(scheduler, recurring(tasks), database, events, clock);
  }

  @Bean
  ApplicationListener<ApplicationReadyEvent> startOfJobs(Scheduler scheduler, ClockJumps jumps) {
    return _ -> {
      scheduler.start();
      jumps.begin();
    };
  }
}
