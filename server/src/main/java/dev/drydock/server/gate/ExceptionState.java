package dev.drydock.server.gate;

import java.util.Locale;

/// What has become of an exception that somebody asked for.
///
/// `requested` → `approved`, `refused` or `withdrawn`; `approved` → `expired` or `withdrawn`.
enum ExceptionState {
  REQUESTED,
  APPROVED,
  REFUSED,
  WITHDRAWN,
  EXPIRED;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static ExceptionState of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
