package dev.drydock.server.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Runs every [Task] bean, one replica at a time for each instance. A replica that dies is noticed
/// by its missing heartbeats, and its jobs are run again: they must bear that.
@Configuration(proxyBeanMethods = false)
class JobsConfiguration {
  private static final int AT_ONCE = 8;
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);
  private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(20);

  @Bean(destroyMethod = "stop")
  Scheduler scheduler(DataSource dataSource, List<Task<?>> tasks) {
    List<RecurringTask<?>> recurring = new ArrayList<>();
    List<Task<?>> others = new ArrayList<>();
    for (Task<?> task : tasks) {
      if (task instanceof RecurringTask<?> regular) {
        recurring.add(regular);
      } else {
        others.add(task);
      }
    }
    return Scheduler.create(dataSource, others)
        .startTasks(recurring)
        .schedulerName(new SchedulerName.Fixed(UUID.randomUUID().toString()))
        .executorService(Executors.newVirtualThreadPerTaskExecutor())
        .threads(AT_ONCE)
        .pollingInterval(POLL)
        .heartbeatInterval(HEARTBEAT)
        .missedHeartbeatsLimit(4)
        .enableImmediateExecution()
        .shutdownMaxWait(PATIENCE_AT_STOP)
        .build();
  }

  @Bean
  ApplicationListener<ApplicationReadyEvent> startOfJobs(Scheduler scheduler) {
    return _ -> scheduler.start();
  }
}
