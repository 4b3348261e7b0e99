package dev.drydock.server.component;

import dev.drydock.match.Finding.Severity;
import dev.drydock.match.Finding.Status;
import dev.drydock.triage.Priority;
import java.util.List;

/// How a component has a vulnerability, as long as nothing of it changes.
///
/// @param fixedIn versions that are no longer affected, lowest first
/// @param fixGroup what is to be updated: the same for all findings that one update removes
public record FindingForm(
    Severity severity, Priority priority, Status status, List<String> fixedIn, String fixGroup) {
  public FindingForm {
    fixedIn = List.copyOf(fixedIn);
  }

  /// Whether there is a version to update to.
  public boolean fixable() {
    return !fixedIn.isEmpty();
  }

  /// Whether it is more urgent than another form, or worse.
  public boolean isRaisedFrom(FindingForm before) {
    return FindingWords.number(priority) < FindingWords.number(before.priority)
        || priority == before.priority && worse(before);
  }

  /// A severity that becomes known is no worse one.
  private boolean worse(FindingForm before) {
    return before.severity != Severity.UNKNOWN
        && FindingWords.number(severity) < FindingWords.number(before.severity);
  }
}
