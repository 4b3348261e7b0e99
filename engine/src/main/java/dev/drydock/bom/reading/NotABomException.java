package dev.drydock.bom.reading;

import java.io.IOException;

/// A document that may be a good one, but is no bill of materials of a known form.
public final class NotABomException extends IOException {
  private static final long serialVersionUID = 1L;

  /// @param message one line, for the user
  public NotABomException(String message) {
    super(message);
  }
}
