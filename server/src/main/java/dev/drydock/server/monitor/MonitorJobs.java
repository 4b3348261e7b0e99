package dev.drydock.server.monitor;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import dev.drydock.server.jobs.SeldomJobs;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// When the fleet is looked at. It is matched again at once where a generation begins on this
/// replica; where that was missed, some seconds later.
@Configuration(proxyBeanMethods = false)
class MonitorJobs {
  static final String MATCHING = "generation-matching";
  private static final Duration AT_LATEST = Duration.ofSeconds(5);
  private static final Duration BASES = Duration.ofHours(1);
  private static final Duration TAGS = Duration.ofMinutes(15);
  private static final LocalTime EARLY = LocalTime.of(4, 40);

  @Bean
  RecurringTask<Void> generationMatchingTask(Monitoring monitoring) {
    return Tasks.recurring(MATCHING, FixedDelay.of(AT_LATEST))
        .execute(
            (_, _) -> {
              try {
                monitoring.run();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  @Bean
  RecurringTask<Void> lifecycleNoticesTask(LifecycleNotices notices) {
    return SeldomJobs.recurring("lifecycle-notices", Schedules.daily(ZoneOffset.UTC, EARLY))
        .execute((_, _) -> notices.run());
  }

  @Bean
  RecurringTask<Void> tagNoticesTask(TagNotices notices) {
    return Tasks.recurring("tag-notices", FixedDelay.of(TAGS)).execute((_, _) -> notices.run());
  }

  @Bean
  RecurringTask<Void> baseNoticesTask(BaseNotices notices) {
    return SeldomJobs.recurring("base-notices", FixedDelay.of(BASES))
        .execute((_, _) -> notices.run());
  }
}
