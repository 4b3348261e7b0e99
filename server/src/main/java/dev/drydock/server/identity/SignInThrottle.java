package dev.drydock.server.identity;

import dev.drydock.server.web.ClientAddress;
import dev.drydock.server.web.Problem;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Slows down who guesses passwords: after some failures each further attempt has to wait twice as
/// long as the one before. Counted per account and per address, in the database: all replicas
/// agree. An attempt counts as failed until it has succeeded, so that many at once gain nothing.
/// Names that no account has are counted just the same.
@Component
class SignInThrottle {
  /// An attacker may make the owner of an account wait, but not for long.
  private static final Kind ACCOUNT = new Kind("account", 5, Duration.ofMinutes(1));

  private static final Kind ADDRESS = new Kind("address", 20, Duration.ofMinutes(15));
  private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

  /// Attempts further than this in the future were counted before the clock was set back.
  private static final Duration SKEW = Duration.ofMinutes(5);

  private final JdbcClient database;
  private final Clock clock;

  SignInThrottle(JdbcClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// @param free failures that cost no waiting
  /// @param longest that one has to wait
  private record Kind(String word, int free, Duration longest) {
    byte[] key(String value) {
      return Secrets.digest(word + " " + value);
    }
  }

  /// Counts an attempt before anything of it is looked at.
  ///
  /// @throws Problem 429 where it has to wait
  void attempt(String name, String address) {
    count(ADDRESS, ADDRESS.key(ClientAddress.network(address)));
    count(ACCOUNT, account(name));
  }

  /// The attempt was right.
  void succeeded(String name, String address) {
    database.sql("delete from sign_in_attempt where key = ?").param(account(name)).update();
    database
        .sql(
            "update sign_in_attempt set failures = greatest(0, failures - 1), blocked_until = last_at where key = ?")
        .param(ADDRESS.key(ClientAddress.network(address)))
        .update();
  }

  /// Forgets what no longer counts.
  int purge() {
    return database
        .sql("delete from sign_in_attempt where last_at < ?")
        .param(Timestamp.from(clock.instant().minus(FORGOTTEN_AFTER)))
        .update();
  }

  private static byte[] account(String name) {
    return ACCOUNT.key(name.toLowerCase(Locale.ROOT));
  }

  private void count(Kind kind, byte[] key) {
    Instant now = clock.instant();
    Optional<Integer> counted =
        database
            .sql(
                """
                insert into sign_in_attempt as a (key, failures, last_at, blocked_until)
                values (:key, 1, :now::timestamptz, :now::timestamptz)
                on conflict (key) do update set
                  failures = case when a.last_at < :forgotten then 1 else a.failures + 1 end,
                  last_at = :now::timestamptz,
                  blocked_until = :now::timestamptz + case
                    when a.last_at < :forgotten or a.failures + 1 < :free then interval '0'
                    else make_interval(secs => least(:longest, power(2, least(a.failures + 1 - :free, 20)))) end
                where a.blocked_until <= :now or a.last_at > :skewed
                returning failures
                """)
            .param("key", key)
            .param("now", Timestamp.from(now))
            .param("forgotten", Timestamp.from(now.minus(FORGOTTEN_AFTER)))
            .param("skewed", Timestamp.from(now.plus(SKEW)))
            .param("free", kind.free())
            .param("longest", kind.longest().toSeconds())
            .query(Integer.class)
            .optional();
    if (counted.isEmpty()) {
      throw Problem.tooMany(
          "Too many attempts to sign in failed: wait as long as Retry-After says, then try again",
          remaining(key, now));
    }
  }

  private Duration remaining(byte[] key, Instant now) {
    return database
        .sql("select blocked_until from sign_in_attempt where key = ?")
        .param(key)
        .query(Timestamp.class)
        .optional()
        .map(until -> Duration.between(now, until.toInstant()))
        .filter(Duration::isPositive)
        .orElse(Duration.ZERO);
  }
}
