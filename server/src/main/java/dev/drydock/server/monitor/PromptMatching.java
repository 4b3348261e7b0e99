package dev.drydock.server.monitor;

import dev.drydock.server.advisory.GenerationBegun;
import dev.drydock.server.jobs.JobStarter;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Lets nobody wait for the next regular look.
@Component
class PromptMatching {
  private final JobStarter jobs;

  PromptMatching(JobStarter jobs) {
    this.jobs = jobs;
  }

  @EventListener
  void begun(GenerationBegun event) {
    jobs.start(MonitorJobs.MATCHING);
  }
}
