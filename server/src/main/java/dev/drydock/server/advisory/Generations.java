package dev.drydock.server.advisory;

import dev.drydock.advisory.index.AdvisoryIndex;
import dev.drydock.server.advisory.Generation.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Begins generations of advisories, one after the other: the next one when all that the one before
/// changed has been matched.
@Component
public class Generations {
  private static final Logger LOG = LoggerFactory.getLogger(Generations.class);
  private static final int FILES_KEPT = 2;

  private final GenerationTable table;
  private final GenerationFiles files;
  private final GenerationLocks locks;
  private final JdbcClient database;
  private final TransactionTemplate transactions;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Generations(
      GenerationTable table,
      GenerationFiles files,
      GenerationLocks locks,
      JdbcClient database,
      TransactionTemplate transactions,
      ApplicationEventPublisher events,
      Clock clock) {
    this.table = table;
    this.files = files;
    this.locks = locks;
    this.database = database;
    this.transactions = transactions;
    this.events = events;
    this.clock = clock;
  }

  public Optional<Generation> newest() {
    return table.newest();
  }

  /// The generation that changed something which has not been matched yet.
  public Optional<Generation> underWay() {
    return table.newest().filter(generation -> generation.matchedAt() == null);
  }

  /// Makes an index the one that counts; components that come are matched with it from now on.
  ///
  /// @return empty where it counts already, or another one is still under way
  /// @throws IOException where it is damaged; the old one stays
  public Optional<Generation> begin(Path index) throws IOException {
    Digest digest = files.take(index);
    Path file = files.file(digest);
    Instant builtAt = Instant.parse(AdvisoryIndex.open(file).metadata().builtAt());
    Optional<Generation> begun =
        Objects.requireNonNull(transactions.execute(_ -> begin(digest, builtAt, file)));
    begun.ifPresent(
        generation -> {
          LOG.info("Generation {} of the advisories begins", generation.id());
          events.publishEvent(new GenerationBegun(generation.id()));
        });
    keepNewest();
    return begun;
  }

  private Optional<Generation> begin(Digest digest, Instant builtAt, Path file) {
    locks.change();
    Optional<Generation> newest = table.newest();
    if (newest.isPresent()
        && (newest.get().digest().equals(digest)
            || newest.get().matchedAt() == null && !abandoned(newest.get()))) {
      return Optional.empty();
    }
    try {
      int id = table.insert(digest, builtAt, Files.size(file), clock.instant());
      table.insertParts(id, file);
      table.deleteOldParts();
      locks.storeNothing();
      table.begin(id, after(newest));
      return table.newest();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Periods follow each other, whatever clocks do.
  private Instant after(Optional<Generation> before) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return before
        .map(generation -> generation.begunAt().plus(1, ChronoUnit.MICROS))
        .filter(earliest -> earliest.isAfter(now))
        .orElse(now);
  }

  /// One that no program of this version can match is left, and everything matched with the next
  /// one, since it cannot be compared either.
  private boolean abandoned(Generation generation) {
    try {
      files.open(generation);
      return false;
    } catch (IOException e) {
      LOG.warn("Generation {} is left unmatched: {}", generation.id(), e.getMessage());
      matched(generation);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Everything that a generation changed has been matched.
  ///
  /// @return whether that is news
  public boolean matched(Generation generation) {
    return database
            .sql(
                """
                update advisory_generation set matched_at = greatest(begun_at, ?)
                where id = ? and matched_at is null
                """)
            .params(Timestamp.from(clock.instant()), generation.id())
            .update()
        > 0;
  }

  /// How far a generation that is under way has come: the last component, in the order of ids.
  public int progress(Generation generation) {
    return table.matchedComponent(generation.id());
  }

  /// Within the transaction that did it.
  public void progress(Generation generation, int component) {
    table.matchedComponent(generation.id(), component);
  }

  private void keepNewest() throws IOException {
    Set<Digest> wanted = new HashSet<>();
    table.newest(FILES_KEPT).forEach(generation -> wanted.add(generation.digest()));
    files.keepOnly(wanted);
  }
}
