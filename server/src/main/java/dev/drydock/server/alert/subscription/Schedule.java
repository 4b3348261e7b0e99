package dev.drydock.server.alert.subscription;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;

/// When people want to be told: at once, or everything of a day or a week together; and in which
/// hours not at all.
///
/// @param weekday of weekly digests
/// @param hour of digests, on the clocks of `zone`
/// @param quiet `null` for none
public record Schedule(
    Rhythm rhythm, DayOfWeek weekday, int hour, ZoneId zone, @Nullable QuietHours quiet) {

  /// How often.
  public enum Rhythm {
    IMMEDIATE,
    DAILY,
    WEEKLY
  }

  /// Hours in which nothing comes; what would, waits until they end.
  ///
  /// @param from the first hour, 0 to 23
  /// @param until the first hour that is none of them; earlier than `from` where they go over
  ///   midnight
  public record QuietHours(int from, int until) {
    public QuietHours {
      if (from == until) {
        throw new IllegalArgumentException("Quiet hours that begin when they end are none");
      }
    }

    boolean contain(int hour) {
      return from < until ? from <= hour && hour < until : hour >= from || hour < until;
    }
  }

  /// When something that happens now is told.
  public Instant due(Instant now) {
    Instant due =
        switch (rhythm) {
          case IMMEDIATE -> now;
          case DAILY -> next(now, 1);
          case WEEKLY -> next(now, 7);
        };
    return quiet == null ? due : afterQuietHours(due, quiet);
  }

  /// Strictly later than now: what happens while a digest is sent goes into the next one.
  private Instant next(Instant now, int days) {
    LocalDate today = now.atZone(zone).toLocalDate();
    LocalDate day = days == 1 ? today : today.with(TemporalAdjusters.nextOrSame(weekday));
    Instant due = at(day, hour);
    return due.isAfter(now) ? due : at(day.plusDays(days), hour);
  }

  private Instant afterQuietHours(Instant due, QuietHours hours) {
    ZonedDateTime local = due.atZone(zone);
    if (!hours.contain(local.getHour())) {
      return due;
    }
    Instant end = at(local.toLocalDate(), hours.until());
    Instant later = end.isAfter(due) ? end : at(local.toLocalDate().plusDays(1), hours.until());
    // where clocks are put forward over the end, the hour after it
    return later.atZone(zone).truncatedTo(ChronoUnit.HOURS).toInstant();
  }

  private Instant at(LocalDate day, int hourOfDay) {
    return day.atTime(LocalTime.of(hourOfDay, 0)).atZone(zone).toInstant();
  }
}
