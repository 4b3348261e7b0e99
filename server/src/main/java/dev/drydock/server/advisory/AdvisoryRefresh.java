package dev.drydock.server.advisory;

import dev.drydock.advisory.index.AdvisoryIndex;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
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
  private final RefreshCondition condition;

  AdvisoryRefresh(
      Feeds feeds, Generations generations, GenerationFiles files, RefreshCondition condition) {
    this.feeds = feeds;
    this.generations = generations;
    this.files = files;
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
    Instant builtAt = Instant.parse(AdvisoryIndex.open(snapshot).metadata().builtAt());
    return !feeds.chosen() && builtAt.isAfter(newest.get().builtAt());
  }

  /// Bears being run twice, and being killed.
  void run() throws InterruptedException {
    try {
      Optional<Path> newest = feeds.newest();
      if (newest.isPresent()) {
        generations.begin(newest.get());
        condition.succeeded();
      }
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn("The advisories stay as they are: {}", e.getMessage());
      condition.failed(String.valueOf(e.getMessage()));
    }
  }
}
