package dev.drydock.server.alert;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What people can be told of.
public enum AlertKind {
  /// a vulnerability is known in what was shipped, newly or again
  NEW_FINDING,
  /// one that was known has become more urgent: it is being attacked, or likely to be
  RAISED,
  /// one that was known can be fixed now
  FIX_AVAILABLE,
  /// the base image has been made anew
  BASE_IMPROVED,
  /// the tag that an image came by points to another one
  IMAGE_OUT_OF_DATE,
  /// what an exception excuses counts again soon
  EXCEPTION_EXPIRING,
  /// an exception does not count any more, and what it excused does
  EXCEPTION_ENDED,
  /// a distribution gets no more security updates soon
  END_OF_LIFE;

  /// As the database and the API write it.
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @throws IllegalArgumentException where there is no such kind
  public static AlertKind of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
