package dev.drydock.server.advisory;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/// Whether advisories arrive, for who watches the server.
@Component
class AdvisoryMetrics implements MeterBinder {
  private final RefreshCondition condition;
  private final HeldBack heldBack;
  private final Clock clock;

  AdvisoryMetrics(RefreshCondition condition, HeldBack heldBack, Clock clock) {
    this.condition = condition;
    this.heldBack = heldBack;
    this.clock = clock;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("drydock.advisories.failing", this, AdvisoryMetrics::failing)
        .description("For how long advisories could not be refreshed; 0 while all is well")
        .baseUnit("seconds")
        .register(registry);
    Gauge.builder("drydock.advisories.held.back", heldBack, held -> held.heldBack().size())
        .description("Feeds whose new advisories are held back, since much is missing in them")
        .baseUnit("feeds")
        .register(registry);
  }

  private double failing() {
    Instant since = condition.get().failingSince();
    return since == null
        ? 0
        : Math.max(0, Duration.between(since, clock.instant()).toMillis() / 1000.0);
  }
}
