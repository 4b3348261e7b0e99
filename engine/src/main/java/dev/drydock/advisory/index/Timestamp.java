package dev.drydock.advisory.index;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A time of the form `2024-01-31T10:20:30Z` as seconds since 1970, without the cost of
/// [java.time.format.DateTimeFormatter].
final class Timestamp {
  /// Not a time of that form.
  static final long NONE = -1;

  private static final int LENGTH = 20;
  private static final int DAY = 86_400;

  private Timestamp() {}

  /// The seconds; [#NONE] where the text is of another form, even if it means a time.
  static long seconds(String text) {
    if (text.length() != LENGTH || text.charAt(0) == '-' || text.charAt(0) == '+') {
      return NONE;
    }
    try {
      long seconds = Instant.parse(text).getEpochSecond();
      return seconds >= 0 && text(seconds).equals(text) ? seconds : NONE;
    } catch (DateTimeException _) {
      return NONE;
    }
  }

  /// The text of a time from 1970 to 9999.
  static String text(long seconds) {
    LocalDate day = LocalDate.ofEpochDay(seconds / DAY);
    int second = (int) (seconds % DAY);
    byte[] text = new byte[LENGTH];
    CveNumber.write(text, 0, 4, day.getYear());
    text[4] = '-';
    CveNumber.write(text, 5, 2, day.getMonthValue());
    text[7] = '-';
    CveNumber.write(text, 8, 2, day.getDayOfMonth());
    text[10] = 'T';
    CveNumber.write(text, 11, 2, second / 3600);
    text[13] = ':';
    CveNumber.write(text, 14, 2, second / 60 % 60);
    text[16] = ':';
    CveNumber.write(text, 17, 2, second % 60);
    text[19] = 'Z';
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  /// Any RFC 3339 time; `null` where it is none.
  static @Nullable Instant instant(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return text.length() == 10
          ? LocalDate.parse(text).atStartOfDay(java.time.ZoneOffset.UTC).toInstant()
          : java.time.OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException _) {
      return null;
    }
  }
}
