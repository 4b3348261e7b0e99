package dev.drydock.server.advisory;

import dev.drydock.advisory.Advisories.Metadata;
import dev.drydock.advisory.index.AdvisoryIndex;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/// Gets new advisories and makes them count. Where that fails, the old ones stay, and the condition
/// tells since when and why.
@Component
class AdvisoryRefresh implements SmartInitializingSingleton {
  private static final Logger LOG = LoggerFactory.getLogger(AdvisoryRefresh.class);

  private final Feeds feeds;
  private final Generations generations;
  private final GenerationFiles files;
  private final CurrentAdvisories current;
  private final HeldBack heldBack;
  private final RefreshCondition condition;

  AdvisoryRefresh(
      Feeds feeds,
      Generations generations,
      GenerationFiles files,
      CurrentAdvisories current,
      HeldBack heldBack,
      RefreshCondition condition) {
    this.feeds = feeds;
    this.generations = generations;
    this.files = files;
    this.current = current;
    this.heldBack = heldBack;
    this.condition = condition;
  }

  /// Before the first request: what came along is better than nothing.
  @Override
  public void afterSingletonsInstantiated() {
    try {
      files.removeLeftovers();
      Optional<Path> snapshot = feeds.snapshot();
      if (snapshot.isPresent() && isBetter(snapshot.get())) {
        generations.begin(snapshot.get());
      }
    } catch (IOException e) {
      LOG.warn("The advisories that came along cannot be used: {}", e.getMessage());
    }
  }

  private boolean isBetter(Path snapshot) throws IOException {
    Optional<Generation> newest = generations.newest();
    if (newest.isEmpty()) {
      return true;
    }
    Metadata metadata = AdvisoryIndex.open(snapshot).metadata();
    return !feeds.chosen()
        && Instant.parse(metadata.builtAt()).isAfter(newest.get().builtAt())
        && losses(snapshot).none();
  }

  private void take(Path index) throws IOException {
    boolean begun = generations.begin(index).isPresent();
    if (begun || generations.underWay().isEmpty()) {
      heldBack.taken(feeds.from());
    } else {
      // it has to wait for the one under way, and what was accepted holds until then
      heldBack.none();
    }
  }

  /// What it lost of what counts now, beyond what an admin has accepted. Where an operator has
  /// named another file or directory since, that is what they want to have.
  private FeedLosses losses(Path index) throws IOException {
    Optional<Metadata> before = counting();
    if (before.isEmpty()
        || feeds.chosen() && !heldBack.takenFrom().equals(Optional.of(feeds.from()))) {
      return new FeedLosses(List.of());
    }
    return FeedLosses.between(
        before.get(), AdvisoryIndex.open(index).metadata(), heldBack.accepted(), feeds::wants);
  }

  private Optional<Metadata> counting() {
    try {
      return current.newest().map(generation -> generation.index().metadata());
    } catch (AdvisoriesUnusable _) {
      return Optional.empty(); // what nobody can read has nothing to lose
    }
  }

  /// Bears being run twice, and being killed.
  void run() throws InterruptedException {
    try {
      Optional<Path> newest = feeds.newest();
      if (newest.isEmpty()) {
        return;
      }
      FeedLosses losses = losses(newest.get());
      if (losses.none()) {
        take(newest.get());
        condition.succeeded();
      } else {
        LOG.warn("{}", losses.words());
        heldBack.hold(losses.left());
        condition.failed(losses.words());
      }
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn("The advisories stay as they are: {}", e.getMessage());
      condition.failed(String.valueOf(e.getMessage()));
    }
  }
}
