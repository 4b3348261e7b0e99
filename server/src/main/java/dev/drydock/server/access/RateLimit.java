package dev.drydock.server.access;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLongArray;

/// A generic cell rate algorithm (ITU-T I.371, annex A) for very many keys in little memory: each
/// key has a slot with the time at which its allowance will be whole again. Two keys in one slot
/// share an allowance; which do is by chance and different in every process, so that nobody can
/// aim.
final class RateLimit {
  private static final int SLOTS = 1 << 16;
  private static final long MICROS_PER_SECOND = 1_000_000;

  private final AtomicLongArray wholeAgain = new AtomicLongArray(SLOTS);
  private final int seed = new SecureRandom().nextInt();
  private final long interval;
  private final long tolerance;
  private final Clock clock;

  /// @param perSecond how many in the long run
  /// @param atOnce how many after a pause
  RateLimit(int perSecond, int atOnce, Clock clock) {
    this.interval = Math.max(1, MICROS_PER_SECOND / perSecond);
    this.tolerance = interval * (atOnce - 1L);
    this.clock = clock;
  }

  /// Counts one more.
  ///
  /// @return how long to wait; zero where it is allowed
  Duration take(String key) {
    Instant instant = clock.instant();
    long now = instant.getEpochSecond() * MICROS_PER_SECOND + instant.getNano() / 1000;
    int slot = slot(key);
    while (true) {
      long stored = wholeAgain.get(slot);
      long ahead = stored - now;
      if (ahead > tolerance + interval) {
        ahead = 0; // the clock was set back
      }
      if (ahead > tolerance) {
        return Duration.ofNanos((ahead - tolerance) * 1000);
      }
      if (wholeAgain.compareAndSet(slot, stored, now + Math.max(0, ahead) + interval)) {
        return Duration.ZERO;
      }
    }
  }

  private int slot(String key) {
    int hash = seed;
    for (int i = 0; i < key.length(); i++) {
      hash = (hash ^ key.charAt(i)) * 0x9E3779B1;
      hash ^= hash >>> 15;
    }
    return hash & (SLOTS - 1);
  }
}
