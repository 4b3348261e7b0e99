package dev.drydock.match;

import org.jspecify.annotations.Nullable;

/// What one record says of one version.
///
/// @param reason in words
/// @param fix the lowest fixed version above it, on its own line; `null` where there is none
record Evaluation(Answer answer, String reason, @Nullable String fix) {

  /// Affected or not, or nobody can tell.
  enum Answer {
    AFFECTED,
    NOT_AFFECTED,
    UNDETERMINED
  }

  static final Evaluation NOT_AFFECTED = new Evaluation(Answer.NOT_AFFECTED, "", null);

  static Evaluation affected(String reason, @Nullable String fix) {
    return new Evaluation(Answer.AFFECTED, reason, fix);
  }

  static Evaluation undetermined(String reason) {
    return new Evaluation(Answer.UNDETERMINED, reason, null);
  }

  boolean isAffected() {
    return answer == Answer.AFFECTED;
  }

  boolean isUndetermined() {
    return answer == Answer.UNDETERMINED;
  }
}
