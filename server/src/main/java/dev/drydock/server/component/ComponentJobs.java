package dev.drydock.server.component;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import dev.drydock.server.jobs.RetrySoon;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// When what nobody needs any more is removed.
@Configuration(proxyBeanMethods = false)
class ComponentJobs {
  private static final LocalTime EARLY = LocalTime.of(3, 20);

  @Bean
  RecurringTask<Void> componentSweepTask(ComponentSweep sweep) {
    Schedule schedule = Schedules.daily(ZoneOffset.UTC, EARLY);
    return Tasks.recurring("component-sweep", schedule)
        .onFailure(new RetrySoon(schedule))
        .execute((_, _) -> sweep.run());
  }
}
