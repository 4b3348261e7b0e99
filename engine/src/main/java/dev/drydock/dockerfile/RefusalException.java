package dev.drydock.dockerfile;

/// An edit that is not made; the message is one plain line that says why and what to do instead.
final class RefusalException extends Exception {
  private static final long serialVersionUID = 1L;

  RefusalException(String message) {
    super(message, null, false, false);
  }
}
