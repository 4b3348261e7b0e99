package dev.drydock.server.gate;

import dev.drydock.policy.rule.Approval;
import dev.drydock.server.gate.ExceptionEvent.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Exceptions as clients see them.
final class ExceptionAnswers {
  private ExceptionAnswers() {}

  /// One exception in a list.
  ///
  /// @param about what it is about, in short
  /// @param state `requested`, `approved`, `refused`, `withdrawn` or `expired`
  record Listed(
      String project,
      String team,
      int number,
      String about,
      ExceptionText exception,
      String state,
      String askedBy,
      Instant askedAt,
      @Nullable Instant decidedAt,
      int version) {}

  /// One exception with all that was done and said.
  ///
  /// @param approval who decides; `null` where the policy is broken just now, so that nobody can
  record Single(Listed request, @Nullable Approvals approval, List<Event> events) {}

  /// @param by whom the policy names: `security` or `maintainer`
  /// @param required how many different people
  /// @param given who has approved so far
  record Approvals(String by, int required, List<String> given) {}

  /// @param kind `requested`, `approved`, `refused`, `withdrawn`, `commented` or `expired`
  record Event(String kind, String account, String text, Instant at) {}

  static Listed listed(PolicyException exception, LocalDate today) {
    return new Listed(
        exception.project(),
        exception.team(),
        exception.number(),
        exception.text().words(),
        exception.text(),
        exception.stateOn(today).word(),
        exception.account(),
        exception.askedAt(),
        exception.decidedAt(),
        exception.version());
  }

  static Single single(
      PolicyException exception,
      LocalDate today,
      @Nullable Approval approval,
      List<ExceptionEvent> events) {
    List<String> given =
        events.stream()
            .filter(event -> event.kind() == Kind.APPROVED)
            .map(ExceptionEvent::account)
            .toList();
    return new Single(
        listed(exception, today),
        approval == null ? null : new Approvals(approval.by().word(), approval.required(), given),
        events.stream()
            .map(event -> new Event(event.kind().word(), event.account(), event.text(), event.at()))
            .toList());
  }
}
