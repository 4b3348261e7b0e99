package dev.drydock.server.maturity;

import dev.drydock.server.maturity.MaturityStore.Day;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Measures, and keeps one row for each day. What is asked for is the row of today, which a job
/// writes anew every few hours; where there is none yet it is measured at once.
@Component
class Maturity {
  private final Measurement measurement;
  private final MaturityStore store;
  private final TransactionTemplate transactions;
  private final Clock clock;

  Maturity(
      Measurement measurement, MaturityStore store, TransactionTemplate transactions, Clock clock) {
    this.measurement = measurement;
    this.store = store;
    this.transactions = transactions;
    this.clock = clock;
  }

  /// @param team `null` for the organisation
  Day today(int organisation, @Nullable Integer team) {
    return store
        .of(organisation, team, day(clock.instant()))
        .orElseGet(
            () -> {
              measure(organisation);
              Instant now = clock.instant();
              return store
                  .of(organisation, team, day(now))
                  .orElse(new Day(day(now), Measures.NONE, now));
            });
  }

  /// All organisations, one after the other.
  void measureAll() {
    store.organisations().forEach(this::measure);
  }

  void measure(int organisation) {
    Instant now = clock.instant();
    Map<Integer, Measures> measured = measurement.of(organisation, now);
    try {
      transactions.executeWithoutResult(_ -> keep(organisation, measured, now));
    } catch (DataIntegrityViolationException e) {
      // a team went away meanwhile: the next time measures those that are there
    }
  }

  private void keep(int organisation, Map<Integer, Measures> measured, Instant now) {
    LocalDate day = day(now);
    store.keep(
        organisation, null, day, measured.getOrDefault(Measurement.WHOLE, Measures.NONE), now);
    for (int team : store.teams(organisation)) {
      store.keep(organisation, team, day, measured.getOrDefault(team, Measures.NONE), now);
    }
  }

  private static LocalDate day(Instant now) {
    return LocalDate.ofInstant(now, ZoneOffset.UTC);
  }
}
