package dev.drydock.cli.fleet;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The organisation's server does not answer, or not now: what was to be done there can be tried
/// again.
public final class ServerUnreachableException extends IOException {
  private static final long serialVersionUID = 1L;

  /// @param message one line, for the user
  ServerUnreachableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
