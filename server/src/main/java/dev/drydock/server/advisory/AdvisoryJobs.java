package dev.drydock.server.advisory;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.drydock.server.jobs.SeldomJobs;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// When advisories are refreshed.
@Configuration(proxyBeanMethods = false)
class AdvisoryJobs {
  static final String REFRESH = "advisory-refresh";

  @Bean
  RecurringTask<Void> advisoryRefreshTask(AdvisorySettings settings, AdvisoryRefresh refresh) {
    return SeldomJobs.recurring(REFRESH, FixedDelay.of(settings.refresh()))
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
