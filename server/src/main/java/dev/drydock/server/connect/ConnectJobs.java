package dev.drydock.server.connect;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What happens by itself.
@Configuration(proxyBeanMethods = false)
class ConnectJobs {
  private static final int OFTEN_SECONDS = 1;
  private static final int LOOK_SECONDS = 15;

  @Bean
  RecurringTask<Void> pushTask(PushWork work) {
    return Tasks.recurring("registry-pushes", FixedDelay.ofSeconds(OFTEN_SECONDS))
        .execute((_, _) -> work.begin());
  }

  @Bean
  RecurringTask<Void> discoveryTask(Discovery discovery) {
    return Tasks.recurring("registry-discovery", FixedDelay.ofSeconds(LOOK_SECONDS))
        .execute(
            (_, _) -> {
              try {
                discovery.lookAtDue();
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
              }
            });
  }

  @Bean
  RecurringTask<Void> pushRemovalTask(PushQueue queue) {
    return Tasks.recurring("registry-push-removal", FixedDelay.ofHours(1))
        .execute((_, _) -> queue.forget());
  }
}
