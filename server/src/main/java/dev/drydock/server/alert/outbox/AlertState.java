package dev.drydock.server.alert.outbox;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What became of an alert.
enum AlertState {
  /// it is not due yet, or was not taken yet
  WAITING,
  SENT,
  /// given up; it can be delivered again by hand
  DEAD,
  /// its subscription ended, or what it told of was gone before
  WITHDRAWN;

  @JsonValue
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static AlertState of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
