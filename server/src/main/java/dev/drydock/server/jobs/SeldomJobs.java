package dev.drydock.server.jobs;

import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.helper.Tasks.RecurringTaskBuilder;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;

/// Jobs that run so seldom that one which failed must not wait for its next time.
public final class SeldomJobs {
  private SeldomJobs() {}

  public static RecurringTaskBuilder<Void> recurring(String name, Schedule schedule) {
    return Tasks.recurring(name, schedule).onFailure(new RetrySoon(schedule));
  }
}
