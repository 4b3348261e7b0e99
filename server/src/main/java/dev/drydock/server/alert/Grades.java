package dev.drydock.server.alert;

import dev.drydock.match.Finding.Severity;
import dev.drydock.triage.Priority;
import java.util.List;

/// Severities and priorities as the database writes them, numbers that sort as people do, and as
/// people read them.
public final class Grades {
  private static final List<Severity> SEVERITIES = List.of(Severity.values());
  private static final List<Priority> PRIORITIES = List.of(Priority.values());

  private Grades() {}

  public static int number(Severity severity) {
    return SEVERITIES.indexOf(severity);
  }

  public static int number(Priority priority) {
    return PRIORITIES.indexOf(priority);
  }

  /// As reports write it.
  public static String severity(int number) {
    return SEVERITIES.get(number).word();
  }

  /// As reports write it.
  public static String priority(int number) {
    return PRIORITIES.get(number).word();
  }
}
