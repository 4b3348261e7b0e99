package dev.drydock.server.gate;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.drydock.server.jobs.SeldomJobs;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What the gate does on its own.
@Configuration(proxyBeanMethods = false)
class GateJobs {
  private static final Duration EXCUSES = Duration.ofSeconds(5);

  @Bean
  Task<Void> projectExcusesJob(ProjectExcuses excuses) {
    return Tasks.recurring("project-excuses", FixedDelay.of(EXCUSES))
        .execute((_, _) -> excuses.lookAtChanged());
  }

  @Bean
  Task<Void> endingExceptionsJob(ExceptionEnds ends) {
    return SeldomJobs.recurring("exception-ends", FixedDelay.ofHours(1))
        .execute((_, _) -> ends.look());
  }
}
