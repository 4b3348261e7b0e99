package dev.drydock.policy.rule;

import org.jspecify.annotations.Nullable;

/// An expression could not be evaluated. Whoever judges counts the rule as broken then: what cannot
/// be told is never told to be well.
public final class BrokenExpressionException extends Exception {
  private static final long serialVersionUID = 1L;

  /// @param reason one line
  public BrokenExpressionException(String reason, @Nullable Throwable cause) {
    super(reason, cause);
  }
}
