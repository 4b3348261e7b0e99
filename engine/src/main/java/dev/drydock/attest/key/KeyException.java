package dev.drydock.attest.key;

import java.io.IOException;

/// A key cannot be used: why, in one line, and what the user can do about it. Never tells anything
/// of the key or its passphrase, and so has no cause either.
public final class KeyException extends IOException {
  private static final long serialVersionUID = 1L;

  public KeyException(String message) {
    super(message);
  }
}
