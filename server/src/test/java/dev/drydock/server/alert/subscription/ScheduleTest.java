package dev.drydock.server.alert.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.server.alert.subscription.Schedule.QuietHours;
import dev.drydock.server.alert.subscription.Schedule.Rhythm;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static Schedule schedule(Rhythm rhythm, @Nullable QuietHours quiet) {
    return new Schedule(rhythm, DayOfWeek.WEDNESDAY, 8, BERLIN, quiet);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-29T06:59:59Z, 2026-11-29T07:00:00Z",
    "2026-11-29T07:00:00Z, 2026-11-30T07:00:00Z", // just sent: the next one
    "2026-11-29T22:30:00Z, 2026-11-30T07:00:00Z",
    "2026-11-29T23:30:00Z, 2026-11-30T07:00:00Z", // already the 30th in Berlin
    "2026-03-28T12:00:00Z, 2026-03-29T06:00:00Z" // clocks are put forward that night
  })
  void dailyIsTheNextTimeAtItsHour(String now, String due) {
    assertThat(schedule(Rhythm.DAILY, null).due(Instant.parse(now))).isEqualTo(due);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-29T12:00:00Z, 2026-12-02T07:00:00Z",
    "2026-12-02T06:00:00Z, 2026-12-02T07:00:00Z",
    "2026-12-02T07:00:00Z, 2026-12-09T07:00:00Z",
    "2026-12-03T00:00:00Z, 2026-12-09T07:00:00Z"
  })
  void weeklyIsTheNextTimeOnItsDay(String now, String due) {
    assertThat(schedule(Rhythm.WEEKLY, null).due(Instant.parse(now))).isEqualTo(due);
  }

  @ParameterizedTest
  @CsvSource({
    "22, 7, 2026-11-29T20:59:59Z, 2026-11-29T20:59:59Z",
    "22, 7, 2026-11-29T21:00:00Z, 2026-11-30T06:00:00Z",
    "22, 7, 2026-11-30T05:59:59Z, 2026-11-30T06:00:00Z",
    "22, 7, 2026-11-30T06:00:00Z, 2026-11-30T06:00:00Z",
    "9, 17, 2026-11-29T08:00:00Z, 2026-11-29T16:00:00Z",
    "9, 17, 2026-11-29T16:00:00Z, 2026-11-29T16:00:00Z",
    "0, 2, 2026-03-29T00:30:00Z, 2026-03-29T01:00:00Z", // from 2 to 3 there is no hour that night
    "22, 0, 2026-11-29T21:30:00Z, 2026-11-29T23:00:00Z"
  })
  void whatComesInQuietHoursWaitsForTheirEnd(int from, int until, String now, String due) {
    assertThat(
            schedule(Rhythm.IMMEDIATE, new QuietHours(from, until)).due(Instant.parse(now)))
        .isEqualTo(due);
  }

  @Test
  void digestsRespectQuietHoursToo() {
    assertThat(
            schedule(Rhythm.DAILY, new QuietHours(6, 10)).due(Instant.parse("2026-11-29T12:00:00Z")))
        .isEqualTo("2026-11-30T09:00:00Z");
    assertThat(schedule(Rhythm.IMMEDIATE, null).due(Instant.parse("2026-11-29T12:00:00.5Z")))
        .isEqualTo("2026-11-29T12:00:00.5Z");
    assertThatThrownBy(() -> new QuietHours(7, 7)).isInstanceOf(IllegalArgumentException.class);
  }
}
