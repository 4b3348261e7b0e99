package dev.drydock.server.component;

import dev.drydock.match.Finding.Severity;
import dev.drydock.match.Finding.Status;
import dev.drydock.triage.Priority;
import java.util.Locale;

/// How the database and the API write severities, priorities and states: the database has numbers
/// where people sort by them, the API has the words of reports.
public final class FindingWords {
  private static final Severity[] SEVERITIES = Severity.values();
  private static final Priority[] PRIORITIES = Priority.values();

  private FindingWords() {}

  public static Severity severity(int number) {
    return SEVERITIES[number];
  }

  public static Priority priority(int number) {
    return PRIORITIES[number];
  }

  /// `will-not-fix`, as reports write it.
  public static String word(Status status) {
    return status.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Status status(String word) {
    return Status.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
