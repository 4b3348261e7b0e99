package dev.drydock.report;

import dev.drydock.match.Finding;

/// The words for enumerations in documents: part of their contract, so that no renaming in the code
/// changes them.
public final class Words {
  private Words() {}

  public static String of(Finding.Severity severity) {
    return severity.word();
  }

  public static String of(Finding.Status status) {
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
