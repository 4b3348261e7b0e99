package dev.drydock.policy.facts;

import dev.drydock.match.Finding;
import java.util.List;

/// The statuses of findings in the words of the scan's JSON.
public final class StatusWords {
  /// All that a finding that is open can have.
  public static final List<String> OPEN =
      List.of("affected", "will-not-fix", "under-investigation", "undetermined");

  private StatusWords() {}

  static String of(Finding.Status status) {
    return switch (status) {
      case AFFECTED -> "affected";
      case FIXED -> "fixed";
      case NOT_AFFECTED -> "not-affected";
      case WILL_NOT_FIX -> "will-not-fix";
      case UNDER_INVESTIGATION -> "under-investigation";
      case UNDETERMINED -> "undetermined";
    };
  }
}
