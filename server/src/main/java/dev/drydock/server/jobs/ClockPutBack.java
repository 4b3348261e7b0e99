package dev.drydock.server.jobs;

import java.time.Duration;
import java.time.Instant;

/// Said when this replica's clock went back, and once at each start, since that may have happened
/// while it was away: whoever dates things ahead looks whether they lie further ahead than they
/// can.
///
/// @param now what the clock says
public record ClockPutBack(Instant now) {
  /// Clocks of replicas differ a little.
  private static final Duration TOLERANCE = Duration.ofSeconds(5);

  /// What is dated later than this lies in the future.
  public Instant latest() {
    return now.plus(TOLERANCE);
  }
}
