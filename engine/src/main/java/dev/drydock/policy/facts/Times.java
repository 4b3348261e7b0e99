package dev.drydock.policy.facts;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Days and times as documents write them.
final class Times {
  private Times() {}

  /// The day of a date or of an RFC 3339 time; `null` where it is neither.
  static @Nullable LocalDate day(@Nullable String time) {
    if (time == null || time.length() < 10) {
      return null;
    }
    try {
      return LocalDate.parse(time.substring(0, 10));
    } catch (DateTimeException _) {
      return null;
    }
  }

  /// When an image was made; `null` where it does not say, or cannot be true.
  static @Nullable Instant created(@Nullable String time) {
    if (time == null) {
      return null;
    }
    try {
      Instant created = OffsetDateTime.parse(time).toInstant();
      return created.isBefore(ImageFacts.EARLIEST) ? null : created;
    } catch (DateTimeException _) {
      return null;
    }
  }

  static @Nullable LocalDate newest(List<String> times) {
    LocalDate newest = null;
    for (String time : times) {
      LocalDate day = day(time);
      if (day != null && (newest == null || day.isAfter(newest))) {
        newest = day;
      }
    }
    return newest;
  }
}
