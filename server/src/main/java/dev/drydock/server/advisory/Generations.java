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
  private final EngineRules rules;
  private final JdbcClient database;
  private final TransactionTemplate transactions;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Generations(
      GenerationTable table,
      GenerationFiles files,
      GenerationLocks locks,
      EngineRules rules,
      JdbcClient database,
      TransactionTemplate transactions,
      ApplicationEventPublisher events,
      Clock clock) {
    this.table = table;
    this.files = files;
    this.locks = locks;
    this.rules = rules;
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
    begun.ifPresent(this::tell);
    keepNewest();
    return begun;
  }

  private void tell(Generation generation) {
    LOG.info("Generation {} of the advisories begins", generation.id());
    events.publishEvent(new GenerationBegun(generation.id()));
  }

  /// Begins the same advisories anew where this replica matches by newer rules than all was matched
  /// with. Of two replicas, the one with newer rules counts, whichever comes first.
  ///
  /// @return empty where nothing is to be done, or a generation is still under way
  public Optional<Generation> beginAgain() {
    if (!outdated(table.newest())) {
      return Optional.empty();
    }
    Optional<Generation> begun = Objects.requireNonNull(transactions.execute(_ -> beginAnew()));
    begun.ifPresent(this::tell);
    return begun;
  }

  private boolean outdated(Optional<Generation> newest) {
    return newest
        .filter(one -> one.matchedAt() != null && one.rules() < rules.number())
        .isPresent();
  }

  private Optional<Generation> beginAnew() {
    locks.change();
    Optional<Generation> newest = table.newest();
    if (!outdated(newest)) {
      return Optional.empty();
    }
    Generation same = newest.orElseThrow();
    int id =
        table.insert(same.digest(), same.builtAt(), same.size(), rules.number(), clock.instant());
    table.copyParts(same.id(), id);
    table.deleteOldParts();
    locks.storeNothing();
    table.begin(id, after(newest));
    return table.newest();
  }

  /// Whether a generation is matched by other rules than the one before, so that comparing their
  /// advisories does not tell what has changed.
  public boolean hasNewRules(Generation generation) {
    return table.before(generation.id()).filter(b -> b.rules() == generation.rules()).isEmpty();
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
      int number = newest.map(one -> Math.max(one.rules(), rules.number())).orElse(rules.number());
      int id = table.insert(digest, builtAt, Files.size(file), number, clock.instant());
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
