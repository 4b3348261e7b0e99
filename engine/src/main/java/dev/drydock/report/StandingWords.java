package dev.drydock.report;

import dev.drydock.approval.standing.Standing;

/// What kind of base an image stands upon, in the words of every report for people.
public final class StandingWords {
  private StandingWords() {}

  /// `Base approved: registry.example.org/bases/debian:12-…, approved by alice and bob`, in parts.
  public static String title(Standing standing) {
    return switch (standing.status()) {
      case APPROVED -> "Base approved";
      case OUTDATED -> "Base outdated";
      case DEPRECATED -> "Base deprecated";
      case RETIRED -> "Base retired";
      case REVOKED -> "Base revoked";
      case EXPIRED -> "Base no longer approved";
      case UNAPPROVED -> "Base not approved";
      case UNKNOWN -> "Base unknown";
    };
  }

  /// Without a full stop.
  public static String line(Standing standing) {
    return CleanText.line(standing.told());
  }

  /// The title, the line and what to do, for formats that have one text for all of it.
  public static String whole(Standing standing) {
    StringBuilder text = new StringBuilder(title(standing)).append(": ").append(line(standing));
    for (String advice : standing.advice()) {
      text.append("; ").append(CleanText.line(advice));
    }
    return text.toString();
  }

  /// Whether there is nothing to be done about it.
  public static boolean good(Standing standing) {
    return standing.status() == Standing.Status.APPROVED;
  }
}
