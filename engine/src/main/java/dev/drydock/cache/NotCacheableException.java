package dev.drydock.cache;

import java.io.IOException;

/// Something cannot be written so that it is the same when it is read again, or is too large: the
/// layer is read every time.
public final class NotCacheableException extends IOException {
  private static final long serialVersionUID = 1L;

  public NotCacheableException(String message) {
    super(message);
  }
}
