package dev.drydock.server.gate;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// An exception that somebody asked for in a project, as it is kept.
///
/// @param number within the project
/// @param state as it is kept; [#stateOn] knows the day
/// @param accountId who asked; `null` where the account is gone
/// @param account its name at that time
record PolicyException(
    int id,
    int projectId,
    String project,
    int teamId,
    String team,
    int number,
    ExceptionText text,
    ExceptionState state,
    @Nullable Integer accountId,
    String account,
    Instant askedAt,
    @Nullable Instant decidedAt,
    int version) {

  /// The state on a day, which is `expired` before any job has noticed.
  ExceptionState stateOn(LocalDate today) {
    LocalDate until = text.until();
    return state == ExceptionState.APPROVED && until != null && today.isAfter(until)
        ? ExceptionState.EXPIRED
        : state;
  }
}
