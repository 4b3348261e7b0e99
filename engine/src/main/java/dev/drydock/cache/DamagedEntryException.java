package dev.drydock.cache;

import java.io.IOException;

/// An entry is not what a writer of this version writes: it is passed over, and the layer read.
public final class DamagedEntryException extends IOException {
  private static final long serialVersionUID = 1L;

  public DamagedEntryException(String message) {
    super(message);
  }
}
