package dev.drydock.server.gate;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.drydock.server.jobs.RetrySoon;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What the gate does on its own.
@Configuration(proxyBeanMethods = false)
class GateJobs {

  @Bean
  Task<Void> endingExceptionsJob(ExceptionEnds ends) {
    FixedDelay schedule = FixedDelay.ofHours(1);
    return Tasks.recurring("exception-ends", schedule)
        .onFailure(new RetrySoon(schedule))
        .execute((_, _) -> ends.look());
  }
}
