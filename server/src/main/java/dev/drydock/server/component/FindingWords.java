package dev.drydock.server.component;

import dev.drydock.match.Finding.Severity;
import dev.drydock.match.Finding.Status;
import dev.drydock.triage.Priority;
import java.util.Locale;

/// How the database and the API write severities, priorities and states: the database has numbers
/// where people sort by them, the API has the words of reports.
public final class FindingWords {
  private FindingWords() {}

  /// As the database has it: the graver, the lower.
  public static int number(Severity severity) {
    return switch (severity) {
      case CRITICAL -> 0;
      case HIGH -> 1;
      case MEDIUM -> 2;
      case LOW -> 3;
      case NEGLIGIBLE -> 4;
      case UNKNOWN -> 5;
    };
  }

  /// @param number of the database
  public static Severity severity(int number) {
    return switch (number) {
      case 0 -> Severity.CRITICAL;
      case 1 -> Severity.HIGH;
      case 2 -> Severity.MEDIUM;
      case 3 -> Severity.LOW;
      case 4 -> Severity.NEGLIGIBLE;
      case 5 -> Severity.UNKNOWN;
      default -> throw new IllegalArgumentException("No severity has the number " + number);
    };
  }

  /// As the database has it: the more urgent, the lower.
  public static int number(Priority priority) {
    return switch (priority) {
      case ACT -> 0;
      case ATTEND -> 1;
      case TRACK -> 2;
    };
  }

  /// @param number of the database
  public static Priority priority(int number) {
    return switch (number) {
      case 0 -> Priority.ACT;
      case 1 -> Priority.ATTEND;
      case 2 -> Priority.TRACK;
      default -> throw new IllegalArgumentException("No priority has the number " + number);
    };
  }

  /// `will-not-fix`, as reports write it.
  public static String word(Status status) {
    return status.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Status status(String word) {
    return Status.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
