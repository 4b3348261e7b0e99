package dev.drydock.server.advisory;

import dev.drydock.advisory.index.AdvisoryIndex;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The advisories that count now, open on this replica.
@Component
public class CurrentAdvisories {
  private static final Logger LOG = LoggerFactory.getLogger(CurrentAdvisories.class);

  private final GenerationTable table;
  private final GenerationFiles files;
  private final EngineRules rules;
  private final ReentrantLock loading = new ReentrantLock();
  private volatile @Nullable CurrentGeneration open;

  CurrentAdvisories(GenerationTable table, GenerationFiles files, EngineRules rules) {
    this.table = table;
    this.files = files;
    this.rules = rules;
  }

  /// The newest generation; a replica that is behind gets it from the database first. Within a
  /// transaction that holds [GenerationLocks#store], it stays the newest.
  ///
  /// @return empty where there are no advisories at all yet
  /// @throws AdvisoriesUnusable where its file is damaged, or of another version of the format
  public Optional<CurrentGeneration> newest() {
    Optional<Integer> id = table.newestId();
    if (id.isEmpty()) {
      return Optional.empty();
    }
    CurrentGeneration known = open;
    return Optional.of(known != null && known.id() == id.get() ? known : load());
  }

  /// The newest generation, to match with what is kept.
  ///
  /// @return empty where there are no advisories at all yet
  /// @throws AdvisoriesUnusable also where a replica with newer rules of matching has taken over:
  ///   what this one finds would be findings of yesterday
  public Optional<CurrentGeneration> newestToMatch() {
    Optional<CurrentGeneration> newest = newest();
    if (newest.isPresent() && rules.areOlderThanThoseOf(newest.get().generation())) {
      throw new AdvisoriesUnusable(
          newest.get().id(),
          "a newer version of Drydock matches with them; upgrade this replica, too");
    }
    return newest;
  }

  private CurrentGeneration load() {
    loading.lock();
    try {
      Generation newest = table.newest().orElseThrow();
      CurrentGeneration known = open;
      if (known != null && known.id() == newest.id()) {
        return known;
      }
      CurrentGeneration loaded = new CurrentGeneration(newest, files.open(newest));
      open = loaded;
      LOG.info("Generation {} of the advisories, built at {}", newest.id(), newest.builtAt());
      return loaded;
    } catch (IOException e) {
      throw unusable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unusable(e);
    } finally {
      loading.unlock();
    }
  }

  private AdvisoriesUnusable unusable(Exception e) {
    LOG.error("The newest advisories cannot be used", e);
    return new AdvisoriesUnusable(table.newestId().orElse(0), String.valueOf(e.getMessage()));
  }

  /// The one before a generation, to compare with; empty where its file is gone or cannot be read.
  public Optional<AdvisoryIndex> before(Generation generation) throws InterruptedException {
    Optional<Generation> before = table.before(generation.id());
    if (before.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(files.open(before.get()));
    } catch (IOException e) {
      LOG.warn(
          "Generation {} cannot be compared with the one before: {}",
          generation.id(),
          e.getMessage());
      return Optional.empty();
    }
  }
}
