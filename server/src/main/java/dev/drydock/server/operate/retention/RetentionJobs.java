package dev.drydock.server.operate.retention;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import dev.drydock.server.jobs.SeldomJobs;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// When what has grown old is removed: at night, before the day's notices are made.
@Configuration(proxyBeanMethods = false)
class RetentionJobs {
  private static final LocalTime EARLY = LocalTime.of(2, 40);

  @Bean
  RecurringTask<Void> retentionTask(Retention retention) {
    return SeldomJobs.recurring("retention", Schedules.daily(ZoneOffset.UTC, EARLY))
        .execute((_, _) -> retention.run());
  }
}
