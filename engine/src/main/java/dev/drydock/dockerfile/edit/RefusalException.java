package dev.drydock.dockerfile.edit;

/// An edit that is not made; the message is one plain line that says why and what to do instead.
final class RefusalException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;

  RefusalException(String reason) {
    super(reason, null, false, false);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
