package dev.drydock.server.monitor;

import dev.drydock.advisory.index.AdvisoryIndex;
import dev.drydock.advisory.index.DamagedIndexException;
import dev.drydock.advisory.index.IndexDifference;
import dev.drydock.server.advisory.CurrentAdvisories;
import dev.drydock.server.advisory.CurrentGeneration;
import dev.drydock.server.advisory.EngineRules;
import dev.drydock.server.advisory.Generation;
import dev.drydock.server.advisory.Generations;
import dev.drydock.server.component.ComponentMatching;
import dev.drydock.triage.Prioritisation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// Carries a new generation of advisories through the fleet: what it changed is matched again,
/// nothing else. Bears being killed anywhere, and being run by two replicas at once.
@Component
class Monitoring {
  private static final Logger LOG = LoggerFactory.getLogger(Monitoring.class);

  private final Generations generations;
  private final EngineRules rules;
  private final CurrentAdvisories advisories;
  private final ChangedComponents components;
  private final ComponentUpdate update;
  private final int batchSize;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Monitoring(
      Generations generations,
      EngineRules rules,
      CurrentAdvisories advisories,
      ChangedComponents components,
      ComponentUpdate update,
      MonitorSettings settings,
      ApplicationEventPublisher events,
      Clock clock) {
    this.generations = generations;
    this.rules = rules;
    this.advisories = advisories;
    this.components = components;
    this.update = update;
    this.batchSize = settings.batch();
    this.events = events;
    this.clock = clock;
  }

  /// @return whether there was a generation to be matched, and is none any more
  boolean run() throws InterruptedException {
    generations.beginAgain();
    Optional<Generation> underWay = generations.underWay();
    if (underWay.isEmpty() || rules.areOlderThanThoseOf(underWay.get())) {
      return false; // a replica with newer rules matches it
    }
    Generation generation = underWay.get();
    CurrentGeneration current = advisories.newest().orElseThrow();
    if (current.id() != generation.id()) {
      return false;
    }
    Instant begin = clock.instant();
    int count = match(generation, current.index());
    if (count >= 0 && generations.matched(generation)) {
      LOG.info(
          "Generation {}: {} component versions matched again in {} ms",
          generation.id(),
          count,
          Duration.between(begin, clock.instant()).toMillis());
      events.publishEvent(new GenerationMatched(generation.id()));
    }
    return count >= 0;
  }

  /// @return how many components; -1 where another replica was faster
  private int match(Generation generation, AdvisoryIndex index) throws InterruptedException {
    ComponentMatching matching = new ComponentMatching(index);
    int after = generations.progress(generation);
    Optional<IndexDifference> difference = difference(generation, index);
    if (difference.isPresent()) {
      return match(generation, matching, components.of(difference.get(), after));
    }
    int count = 0;
    int last = components.last();
    int[] batch = components.all(after, last, batchSize);
    while (batch.length > 0) {
      if (!update.run(generation, matching, batch)) {
        return -1;
      }
      count += batch.length;
      batch = components.all(batch[batch.length - 1], last, batchSize);
    }
    return count;
  }

  private int match(Generation generation, ComponentMatching matching, int[] changed) {
    for (int from = 0; from < changed.length; from += batchSize) {
      int[] batch = Arrays.copyOfRange(changed, from, Math.min(changed.length, from + batchSize));
      if (!update.run(generation, matching, batch)) {
        return -1;
      }
    }
    return changed.length;
  }

  /// Empty where everything is to be matched again.
  private Optional<IndexDifference> difference(Generation generation, AdvisoryIndex index)
      throws InterruptedException {
    if (generations.hasNewRules(generation)) {
      return Optional.empty();
    }
    try {
      Optional<IndexDifference> found =
          advisories
              .before(generation)
              .map(before -> IndexDifference.between(before, index, Prioritisation.LIKELY));
      found.ifPresent(difference -> log(generation, difference));
      return found.filter(difference -> !difference.ecosystemsChanged());
    } catch (DamagedIndexException e) {
      LOG.warn("The generation before {} cannot be compared: {}", generation.id(), e.getMessage());
      return Optional.empty();
    }
  }

  private static void log(Generation generation, IndexDifference difference) {
    LOG.info(
        "Generation {} says something else of {} packages and {} CVEs{}",
        generation.id(),
        difference.packages().size(),
        difference.cves().size(),
        difference.ecosystemsChanged()
            ? ", and of whole ecosystems (everything is matched again): "
                + String.join(", ", difference.ecosystems())
            : "");
  }
}
