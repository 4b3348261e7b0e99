package dev.drydock.server.alert.making;

import dev.drydock.server.monitor.GenerationMatched;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Makes alerts as soon as this replica has matched a generation. Where that fails, the job that
/// looks every second does it.
@Component
class PromptMaking {
  private static final Logger LOG = LoggerFactory.getLogger(PromptMaking.class);

  private final AlertMaker maker;

  PromptMaking(AlertMaker maker) {
    this.maker = maker;
  }

  @EventListener
  void matched(GenerationMatched event) {
    Thread.ofVirtual().name("alerts of generation " + event.generation()).start(this::make);
  }

  private void make() {
    try {
      maker.makeAll();
    } catch (RuntimeException e) {
      LOG.warn("Alerts are made later: {}", e.getMessage());
    }
  }
}
