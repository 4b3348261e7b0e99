package dev.drydock.server.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Runs recurring jobs before their time.
@Component
public class JobStarter {
  private static final int ATTEMPTS = 3;

  private final ObjectProvider<Scheduler> scheduler;
  private final Clock clock;

  JobStarter(ObjectProvider<Scheduler> scheduler, Clock clock) {
    this.scheduler = scheduler;
    this.clock = clock;
  }

  /// @param name of the task
  /// @return whether it begins anew; where it does not, it is under way, or jobs have not been
  ///   started yet and it begins with them
  public boolean start(String name) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        return scheduler
            .getObject()
            .reschedule(TaskInstanceId.of(name, RecurringTask.INSTANCE), clock.instant());
      } catch (TaskInstanceCurrentlyExecutingException | TaskInstanceNotFoundException _) {
        return false;
      } catch (ExecutionException _) {
        // somebody gave it another date, or began it, between the look and the update: look again
      }
    }
    return false; // whoever is so quick has it in hand
  }
}
