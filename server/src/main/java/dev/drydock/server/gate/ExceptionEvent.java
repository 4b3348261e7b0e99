package dev.drydock.server.gate;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Something that was done or said about an exception.
///
/// @param accountId `null` where the account is gone, or nobody did it
/// @param account its name at that time
/// @param text a comment; empty where nothing was said
record ExceptionEvent(
    int number, Kind kind, @Nullable Integer accountId, String account, String text, Instant at) {

  enum Kind {
    REQUESTED,
    /// one of those that are needed
    APPROVED,
    REFUSED,
    WITHDRAWN,
    COMMENTED,
    EXPIRED;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Kind of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }
}
