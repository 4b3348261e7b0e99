package dev.drydock.server.operate.retention;

import dev.drydock.server.jobs.Removal;
import dev.drydock.server.jobs.Removal.Steps;
import dev.drydock.server.jobs.RetentionSettings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Removes what has grown old, in the order in which the capabilities need each other's rows. A
/// night that is cut short is made up for by the next one.
@Component
public class Retention {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  private static final String METRIC = "drydock.retention.removed";

  private final List<Removal> removals;
  private final RetentionSettings settings;
  private final MeterRegistry meters;
  private final Clock clock;

  /// @param removals in their order
  Retention(List<Removal> removals, RetentionSettings settings, MeterRegistry meters, Clock clock) {
    this.removals = List.copyOf(removals);
    this.settings = settings;
    this.meters = meters;
    this.clock = clock;
    this.removals.forEach(this::counter);
  }

  private Counter counter(Removal removal) {
    return Counter.builder(METRIC)
        .description("Rows that were removed since they had grown old")
        .tag("what", removal.what())
        .register(meters);
  }

  public void run() {
    Instant now = clock.instant();
    for (Removal removal : removals) {
      long gone = run(removal, now);
      if (gone > 0) {
        LOG.info("Removed since nobody needs them any more: {} {}", gone, removal.what());
      }
    }
  }

  private long run(Removal removal, Instant now) {
    Counter counter = counter(removal);
    Steps steps = removal.begin(settings, now);
    long gone = 0;
    while (!Thread.currentThread().isInterrupted()) {
      OptionalInt step = steps.next();
      if (step.isEmpty()) {
        break;
      }
      counter.increment(step.getAsInt());
      gone += step.getAsInt();
    }
    return gone;
  }
}
