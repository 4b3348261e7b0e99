package dev.drydock.report;

import dev.drydock.advisory.Advisories;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;

/// How old advisories are, in whole days.
public final class AdvisoryAge {
  /// From here on, a report warns.
  public static final int STALE_DAYS = 7;

  private AdvisoryAge() {}

  /// Since the newest record of any feed; empty where no feed says.
  public static OptionalLong days(Advisories.Metadata metadata, Instant now) {
    long least = Long.MAX_VALUE;
    for (Advisories.Feed feed : metadata.feeds()) {
      least = Math.min(least, days(feed, now).orElse(Long.MAX_VALUE));
    }
    return least == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(least);
  }

  /// Since the newest record of one feed; empty where it does not say, 0 where it is of the future.
  public static OptionalLong days(Advisories.Feed feed, Instant now) {
    String newest = feed.newest();
    if (newest.length() < 10) {
      return OptionalLong.empty();
    }
    try {
      LocalDate date = LocalDate.parse(newest.substring(0, 10));
      return OptionalLong.of(
          Math.max(0, ChronoUnit.DAYS.between(date, LocalDate.ofInstant(now, ZoneOffset.UTC))));
    } catch (DateTimeException _) {
      return OptionalLong.empty();
    }
  }

  /// `today`, `1 day`, `12 days`, `3 years`: as exact as anybody needs it.
  public static String inWords(long days) {
    if (days == 0) {
      return "less than a day";
    }
    if (days < 60) {
      return days == 1 ? "1 day" : days + " days";
    }
    return days < 730 ? days / 30 + " months" : days / 365 + " years";
  }
}
