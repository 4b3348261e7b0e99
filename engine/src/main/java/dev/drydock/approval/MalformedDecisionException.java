package dev.drydock.approval;

/// A predicate that is no decision: what is wrong with it, to follow a colon.
final class MalformedDecisionException extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedDecisionException(String message) {
    super(message);
  }
}
