package dev.drydock.dockerfile.resolution;

/// A word whose variables cannot be resolved; the message is one plain line that says why.
public final class ExpansionException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;

  ExpansionException(String reason) {
    super(reason, null, false, false);
    this.reason = reason;
  }

  public String reason() {
    return reason;
  }
}
