package dev.drydock.dockerfile;

/// A word whose variables cannot be resolved; the message is one plain line that says why.
final class ExpansionException extends Exception {
  private static final long serialVersionUID = 1L;

  ExpansionException(String message) {
    super(message, null, false, false);
  }
}
