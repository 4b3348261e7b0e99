package dev.drydock.vex;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// Points in time as documents write them: RFC 3339, without an offset, with `UTC` in words, or a
/// day alone.
final class Times {
  private Times() {}

  /// The first of the texts that is a time; `null` where none is.
  static @Nullable Instant first(@Nullable String... texts) {
    for (String text : texts) {
      Instant time = text == null || text.length() > 64 ? null : read(text.strip());
      if (time != null) {
        return time;
      }
    }
    return null;
  }

  private static @Nullable Instant read(String text) {
    try {
      if (text.length() == 10) {
        return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
      }
      // Canonical's: 2014-04-05 21:55:00 UTC
      boolean words = text.endsWith(" UTC") && text.length() > 10 && text.charAt(10) == ' ';
      return OffsetDateTime.parse(
              words ? text.substring(0, text.length() - 4).replace(' ', 'T') + "Z" : text)
          .toInstant();
    } catch (DateTimeException _) {
      try {
        return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
      } catch (DateTimeException _) {
        return null;
      }
    }
  }
}
