package dev.drydock.server.advisory;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.drydock.server.jobs.RetrySoon;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// When advisories are refreshed.
@Configuration(proxyBeanMethods = false)
class AdvisoryJobs {
  static final String REFRESH = "advisory-refresh";

  @Bean
  RecurringTask<Void> advisoryRefreshTask(AdvisorySettings settings, AdvisoryRefresh refresh) {
    FixedDelay schedule = FixedDelay.of(settings.refresh());
    return Tasks.recurring(REFRESH, schedule)
        .onFailure(new RetrySoon(schedule))
        .execute(
            (_, _) -> {
              try {
                refresh.run();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }
}
