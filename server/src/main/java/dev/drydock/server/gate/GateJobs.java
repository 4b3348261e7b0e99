package dev.drydock.server.gate;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.drydock.server.jobs.RetrySoon;
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
    FixedDelay schedule = FixedDelay.ofHours(1);
    return Tasks.recurring("exception-ends", schedule)
        .onFailure(new RetrySoon(schedule))
        .execute((_, _) -> ends.look());
  }
}
