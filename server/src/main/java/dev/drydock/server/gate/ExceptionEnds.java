package dev.drydock.server.gate;

import dev.drydock.server.access.Caller;
import dev.drydock.server.audit.AuditLog;
import dev.drydock.server.gate.ExceptionEvent.Kind;
import dev.drydock.server.notice.Notice;
import dev.drydock.server.notice.NoticeKind;
import dev.drydock.server.notice.Notices;
import dev.drydock.triage.Priority;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Looks after exceptions that end: their teams are told two weeks and three days before, and what
/// has ended is marked as such. Each exception is a transaction of its own, and nothing is told or
/// marked twice.
@Component
class ExceptionEnds {
  private static final int AHEAD_DAYS = 14;
  private static final int SOON_DAYS = 3;

  private final ExceptionStore exceptions;
  private final Lineages lineages;
  private final ProjectExcuses excuses;
  private final Notices notices;
  private final AuditLog audit;
  private final TransactionTemplate transactions;
  private final PolicyChains chains;
  private final Clock clock;

  ExceptionEnds(
      ExceptionStore exceptions,
      Lineages lineages,
      ProjectExcuses excuses,
      Notices notices,
      AuditLog audit,
      TransactionTemplate transactions,
      PolicyChains chains,
      Clock clock) {
    this.exceptions = exceptions;
    this.lineages = lineages;
    this.excuses = excuses;
    this.notices = notices;
    this.audit = audit;
    this.transactions = transactions;
    this.chains = chains;
    this.clock = clock;
  }

  /// Goes through all that end within two weeks.
  void look() {
    LocalDate today = chains.today();
    for (PolicyException exception : exceptions.approvedUntil(today.plusDays(AHEAD_DAYS))) {
      transactions.executeWithoutResult(
          _ ->
              lineages
                  .project(exception.projectId())
                  .ifPresent(lineage -> look(lineage, exception, today)));
    }
  }

  private void look(Lineage lineage, PolicyException exception, LocalDate today) {
    LocalDate until = Objects.requireNonNull(exception.text().until(), "chosen by its end");
    if (today.isAfter(until)) {
      // not where somebody withdraws it at this moment
      if (exceptions.change(exception, ExceptionState.EXPIRED, clock.instant())) {
        exceptions.event(exception.id(), Kind.EXPIRED, Caller.server(), "", clock.instant());
        audit.record(
            Caller.server(),
            lineage.organisation().id(),
            "exception.expired",
            "exception/" + lineage.place().name() + "/" + exception.number(),
            null,
            exception.text());
        excuses.look(lineage);
      }
      return;
    }
    long days = ChronoUnit.DAYS.between(today, until);
    notices.publish(
        new Notice(
            NoticeKind.EXCEPTION_EXPIRING,
            lineage.organisation().id(),
            exception.teamId(),
            exception.projectId(),
            "exception/" + exception.id() + (days <= SOON_DAYS ? "/soon" : "/ahead"),
            exception.text().words(),
            "The exception for it in "
                + exception.project()
                + " ends on "
                + until
                + "; from the next day on it counts again.",
            "Mend it before, or ask for another exception; "
                + exception.text().owner()
                + " answers for this one.",
            days <= SOON_DAYS ? Priority.ACT : Priority.ATTEND));
  }
}
