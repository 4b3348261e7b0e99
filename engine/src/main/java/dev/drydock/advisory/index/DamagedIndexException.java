package dev.drydock.advisory.index;

import java.io.IOException;
import java.io.UncheckedIOException;

/// An index file that is not what its format says, noticed while looking something up.
public final class DamagedIndexException extends UncheckedIOException {
  private static final long serialVersionUID = 1L;

  /// @param file for the user
  /// @param what is wrong with it
  DamagedIndexException(String file, String what) {
    super(new IOException(message(file, what)));
  }

  static String message(String file, String what) {
    return "The advisory index "
        + file
        + " is damaged ("
        + what
        + "): get a new one with `drydock db update` or `drydock db import`";
  }
}
