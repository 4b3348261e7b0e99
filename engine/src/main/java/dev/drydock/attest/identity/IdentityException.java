package dev.drydock.attest.identity;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Somebody cannot sign, or nobody's signature can be verified, without a key: what was tried, and
/// what can be done, in one line. It never tells anything of a token.
public final class IdentityException extends IOException {
  private static final long serialVersionUID = 1L;

  public IdentityException(String message) {
    super(message);
  }

  public IdentityException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
