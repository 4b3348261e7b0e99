package dev.drydock.image.registry;

import java.time.Duration;
import java.time.InstantSource;

/// Notices a server that keeps a connection alive by handing out next to nothing: for each read
/// timeout that was spent waiting, a few kilobytes have to arrive. Time that the reader takes for
/// itself does not count.
final class Pace {
  private static final long LEAST = 16 << 10;

  private final InstantSource clock;
  private final long window;
  private long started;
  private long waited;
  private long arrived;

  Pace(InstantSource clock, Duration window) {
    this.clock = clock;
    this.window = window.toMillis();
  }

  void beforeRead() {
    started = clock.millis();
  }

  /// @param n bytes that came
  /// @return whether too few have come
  boolean tooSlowAfter(int n) {
    waited += clock.millis() - started;
    arrived += n;
    if (waited <= window) {
      return false;
    }
    boolean slow = arrived < LEAST;
    waited = 0;
    arrived = 0;
    return slow;
  }
}
