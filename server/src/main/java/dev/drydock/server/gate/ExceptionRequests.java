package dev.drydock.server.gate;

import dev.drydock.policy.rule.Approval;
import dev.drydock.server.access.Caller;
import dev.drydock.server.access.Permission;
import dev.drydock.server.audit.AuditLog;
import dev.drydock.server.gate.ExceptionEvent.Kind;
import dev.drydock.server.web.Problem;
import dev.drydock.server.web.Versions;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Exceptions on their way: somebody asks, others approve or refuse. Who says the same twice has
/// said it once; who comes too late is told what was decided.
@Component
class ExceptionRequests {
  private static final int MOST_REQUESTED = 1000;
  private static final int MOST_EVENTS = 500;

  private final ExceptionStore exceptions;
  private final ExceptionRules rules;
  private final PolicyStore policies;
  private final ProjectExcuses excuses;
  private final AuditLog audit;
  private final Clock clock;

  ExceptionRequests(
      ExceptionStore exceptions,
      ExceptionRules rules,
      PolicyStore policies,
      ProjectExcuses excuses,
      AuditLog audit,
      Clock clock) {
    this.exceptions = exceptions;
    this.rules = rules;
    this.policies = policies;
    this.excuses = excuses;
    this.audit = audit;
    this.clock = clock;
  }

  /// @param created false where the same was asked for before
  record Asked(PolicyException exception, boolean created) {}

  /// What the audit log has of it.
  private record Said(String state, ExceptionText text, String comment) {}

  @Transactional
  Asked ask(Lineage lineage, Caller caller, ExceptionText text) {
    int project = lineage.requireProject().id();
    policies.lock(lineage.organisation().id());
    PolicyException same = exceptions.same(project, text).orElse(null);
    if (same != null) {
      return new Asked(same, false);
    }
    if (exceptions.requested(project) >= MOST_REQUESTED) {
      throw Problem.conflict(
          "There are "
              + MOST_REQUESTED
              + " exceptions of this project that nobody has decided on; let somebody do that first");
    }
    rules.requireAllowed(lineage, text);
    int number = exceptions.add(project, text, caller, clock.instant());
    PolicyException asked = require(project, number);
    exceptions.event(asked.id(), Kind.REQUESTED, caller, "", clock.instant());
    record(lineage, caller, "exception.requested", null, asked, "");
    return new Asked(asked, true);
  }

  @Transactional
  PolicyException approve(
      Lineage lineage, Caller caller, int number, int expected, String comment) {
    PolicyException exception = locked(lineage, number);
    List<ExceptionEvent> events = exceptions.events(exception.id());
    ExceptionState state = exception.stateOn(rules.today());
    boolean open = state == ExceptionState.REQUESTED || state == ExceptionState.APPROVED;
    if (open && hasDone(events, Kind.APPROVED, caller)) {
      return exception;
    }
    requireRequested(exception, state, events);
    requireVersion(exception, expected);
    Approval approval = rules.approval(lineage);
    rules.requireApprover(lineage, approval, caller, exception);
    rules.requireAllowed(lineage, exception.text());
    long given = events.stream().filter(event -> event.kind() == Kind.APPROVED).count() + 1;
    ExceptionState then =
        given >= approval.required() ? ExceptionState.APPROVED : ExceptionState.REQUESTED;
    return changed(lineage, caller, exception, then, Kind.APPROVED, comment);
  }

  @Transactional
  PolicyException refuse(Lineage lineage, Caller caller, int number, int expected, String comment) {
    PolicyException exception = locked(lineage, number);
    List<ExceptionEvent> events = exceptions.events(exception.id());
    if (exception.state() == ExceptionState.REFUSED && hasDone(events, Kind.REFUSED, caller)) {
      return exception;
    }
    requireRequested(exception, exception.stateOn(rules.today()), events);
    requireVersion(exception, expected);
    rules.requireApprover(lineage, rules.approval(lineage), caller, exception);
    return changed(lineage, caller, exception, ExceptionState.REFUSED, Kind.REFUSED, comment);
  }

  /// Takes back what was asked for, or ends what was approved: either makes the gate stricter.
  @Transactional
  PolicyException withdraw(
      Lineage lineage, Caller caller, int number, int expected, String comment) {
    PolicyException exception = locked(lineage, number);
    ExceptionState state = exception.stateOn(rules.today());
    if (state == ExceptionState.WITHDRAWN) {
      return exception;
    }
    if (state != ExceptionState.APPROVED) {
      requireRequested(exception, state, exceptions.events(exception.id()));
    }
    requireVersion(exception, expected);
    Integer asker = exception.accountId();
    boolean own = asker != null && asker == caller.account();
    if (!own && !caller.may(Permission.MANAGE, lineage.access())) {
      throw ExceptionRules.forbidden(
          "Who asked for it can withdraw it, or a maintainer of the team");
    }
    return changed(lineage, caller, exception, ExceptionState.WITHDRAWN, Kind.WITHDRAWN, comment);
  }

  @Transactional
  PolicyException comment(Lineage lineage, Caller caller, int number, String text) {
    PolicyException exception = locked(lineage, number);
    List<ExceptionEvent> events = exceptions.events(exception.id());
    ExceptionEvent last = events.getLast();
    Integer author = last.accountId();
    boolean again =
        last.kind() == Kind.COMMENTED
            && last.text().equals(text)
            && author != null
            && author == caller.account();
    if (!again) {
      if (events.size() >= MOST_EVENTS) {
        throw Problem.conflict("Too much has been said about this exception: ask for a new one");
      }
      exceptions.event(exception.id(), Kind.COMMENTED, caller, text, clock.instant());
    }
    return exception;
  }

  private PolicyException changed(
      Lineage lineage,
      Caller caller,
      PolicyException before,
      ExceptionState state,
      Kind kind,
      String comment) {
    if (!exceptions.change(before, state, clock.instant())) {
      throw Versions.changed();
    }
    exceptions.event(before.id(), kind, caller, comment, clock.instant());
    PolicyException after = require(before.projectId(), before.number());
    record(lineage, caller, "exception." + kind.word(), before, after, comment);
    if (state == ExceptionState.APPROVED || before.state() == ExceptionState.APPROVED) {
      excuses.look(lineage);
    }
    return after;
  }

  private void record(
      Lineage lineage,
      Caller caller,
      String action,
      @Nullable PolicyException before,
      PolicyException after,
      String comment) {
    audit.record(
        caller,
        lineage.organisation().id(),
        action,
        "exception/" + lineage.place().name() + "/" + after.number(),
        before == null ? null : new Said(before.state().word(), before.text(), ""),
        new Said(after.state().word(), after.text(), comment));
  }

  private PolicyException locked(Lineage lineage, int number) {
    policies.lock(lineage.organisation().id());
    return require(lineage.requireProject().id(), number);
  }

  PolicyException require(int project, int number) {
    return exceptions
        .find(project, number)
        .orElseThrow(
            () -> Problem.notFound("There is no exception " + number + " of this project"));
  }

  private static boolean hasDone(List<ExceptionEvent> events, Kind kind, Caller caller) {
    return events.stream()
        .anyMatch(
            event ->
                event.kind() == kind
                    && event.accountId() != null
                    && event.accountId() == caller.account());
  }

  private static void requireRequested(
      PolicyException exception, ExceptionState state, List<ExceptionEvent> events) {
    if (state != ExceptionState.REQUESTED) {
      String who =
          events.stream()
              .filter(event -> event.kind().word().equals(state.word()))
              .reduce((_, last) -> last)
              .map(event -> " by " + event.account())
              .orElse("");
      throw Problem.conflict(
          "Exception "
              + exception.number()
              + " is "
              + state.word()
              + who
              + " already; where that is to change, ask for a new one");
    }
  }

  private static void requireVersion(PolicyException exception, int expected) {
    if (exception.version() != expected) {
      throw Versions.changed();
    }
  }
}
