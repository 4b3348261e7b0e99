package dev.drydock.server.monitor;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// When the fleet is matched again: at once where a generation begins on this replica; where that
/// was missed, some seconds later.
@Configuration(proxyBeanMethods = false)
class MonitorJobs {
  static final String MATCHING = "generation-matching";
  private static final Duration AT_LATEST = Duration.ofSeconds(5);

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
}
