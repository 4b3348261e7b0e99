package dev.drydock.server.secret;

/// A sealed value cannot be opened. Its message says what the operator can do, and no secret.
public final class UnreadableSecretException extends Exception {
  private static final long serialVersionUID = 1;

  UnreadableSecretException(String message) {
    super(message);
  }
}
