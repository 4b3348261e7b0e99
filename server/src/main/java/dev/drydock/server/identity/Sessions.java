package dev.drydock.server.identity;

import dev.drydock.server.access.Caller;
import dev.drydock.server.access.Grants;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// People who have signed in, in the database: any replica knows them.
@Component
class Sessions {
  private static final Duration SEEN_IS_NOTED_EVERY = Duration.ofMinutes(1);

  private final JdbcClient database;
  private final Grants grants;
  private final Secrets secrets;
  private final IdentitySettings settings;
  private final Clock clock;

  Sessions(
      JdbcClient database, Grants grants, Secrets secrets, IdentitySettings settings, Clock clock) {
    this.database = database;
    this.grants = grants;
    this.secrets = secrets;
    this.settings = settings;
    this.clock = clock;
  }

  /// @param provider where it was proven who it is; `null` for here
  /// @return the secret that the cookie holds
  String open(int account, @Nullable String provider) {
    String secret = secrets.make();
    Timestamp now = Timestamp.from(clock.instant());
    database
        .sql(
            "insert into session (digest, account_id, provider, created_at, last_seen_at) values (:digest, :account, :provider, :now, :now)")
        .param("digest", Secrets.digest(secret))
        .param("account", account)
        .param("provider", provider)
        .param("now", now)
        .update();
    return secret;
  }

  private record Session(int account, String name, Instant lastSeen) {}

  /// Who has signed in with that secret; empty where the session is over or the account is
  /// disabled.
  Optional<Caller> caller(String secret) {
    Instant now = clock.instant();
    byte[] digest = Secrets.digest(secret);
    Optional<Session> session =
        database
            .sql(
                """
                select s.account_id, a.name, s.last_seen_at
                from session s join account a on a.id = s.account_id
                where s.digest = ? and not a.disabled and s.created_at > ? and s.last_seen_at > ?
                """)
            .params(
                digest,
                Timestamp.from(now.minus(settings.sessionAbsolute())),
                Timestamp.from(now.minus(settings.sessionIdle())))
            .query(
                (row, number) ->
                    new Session(
                        row.getInt("account_id"),
                        row.getString("name"),
                        row.getTimestamp("last_seen_at").toInstant()))
            .optional();
    session
        .filter(known -> known.lastSeen().plus(SEEN_IS_NOTED_EVERY).isBefore(now))
        .ifPresent(_ -> note(digest, now));
    return session.map(
        known -> new Caller(known.account(), known.name(), null, grants.of(known.account())));
  }

  private void note(byte[] digest, Instant now) {
    database
        .sql("update session set last_seen_at = greatest(last_seen_at, ?) where digest = ?")
        .params(Timestamp.from(now), digest)
        .update();
  }

  /// @return the identity provider at which it began; empty for none
  Optional<String> end(String secret) {
    return database
        .sql("delete from session where digest = ? returning provider")
        .param(Secrets.digest(secret))
        .query((row, _) -> Optional.ofNullable(row.getString(1)))
        .optional()
        .flatMap(provider -> provider);
  }

  /// Ends all of an account: its password is another, or it is disabled.
  void endAll(int account) {
    database.sql("delete from session where account_id = ?").param(account).update();
  }

  /// Forgets those that are over.
  int purge() {
    Instant now = clock.instant();
    return database
        .sql("delete from session where created_at <= ? or last_seen_at <= ?")
        .params(
            Timestamp.from(now.minus(settings.sessionAbsolute())),
            Timestamp.from(now.minus(settings.sessionIdle())))
        .update();
  }

  /// What a request that changes something has to send beside the cookie: a page of another site
  /// has the browser send the cookie, but cannot read this.
  static String crossSiteToken(String secret) {
    return HexFormat.of().formatHex(Secrets.digest("cross-site token of " + secret));
  }
}
