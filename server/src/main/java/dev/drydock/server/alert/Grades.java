package dev.drydock.server.alert;

import dev.drydock.match.Finding.Severity;
import dev.drydock.server.component.FindingWords;
import dev.drydock.triage.Priority;

/// Severities and priorities as the database writes them, numbers that sort as people do, and as
/// people read them.
public final class Grades {
  private Grades() {}

  public static int number(Severity severity) {
    return FindingWords.number(severity);
  }

  public static int number(Priority priority) {
    return FindingWords.number(priority);
  }

  /// As reports write it.
  public static String severity(int number) {
    return FindingWords.severity(number).word();
  }

  /// As reports write it.
  public static String priority(int number) {
    return FindingWords.priority(number).word();
  }
}
