package dev.drydock.server.maturity;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.drydock.server.jobs.SeldomJobs;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Measures on its own.
@Configuration(proxyBeanMethods = false)
class MaturityJobs {
  private static final int HOURS = 4;

  @Bean
  Task<Void> maturityJob(Maturity maturity) {
    return SeldomJobs.recurring("maturity", FixedDelay.ofHours(HOURS))
        .execute((_, _) -> maturity.measureAll());
  }
}
