package dev.drydock.server.access;

import dev.drydock.server.Digests;
import dev.drydock.server.access.Caller.Grant;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The tokens that programs ask with: looked up by digest, so that the database holds no secret.
@Component
public class ApiTokens {
  /// What the secrets that the server makes begin with, so that secret scanners know them.
  public static final String PREFIX = "drydock_";

  private static final Duration USE_IS_NOTED_EVERY = Duration.ofMinutes(1);

  private final JdbcClient database;
  private final Grants grants;
  private final Clock clock;

  ApiTokens(JdbcClient database, Grants grants, Clock clock) {
    this.database = database;
    this.grants = grants;
    this.clock = clock;
  }

  /// Who asks with that secret; empty where it is unknown, expired or revoked, or the account is
  /// disabled. The caller may do what both the token and the account allow.
  Optional<Caller> caller(String secret) {
    Instant now = clock.instant();
    Optional<Token> token = find(secret, now);
    token.filter(known -> unnoted(known, now)).ifPresent(known -> note(known, now));
    return token.map(known -> new Caller(known.account(), known.name(), known.id(), known(known)));
  }

  private Optional<Token> find(String secret, Instant now) {
    return database
        .sql(
            """
            select t.id, t.account_id, a.name, t.role, t.organisation_id, coalesce(p.team_id, t.team_id) as team_id,
              t.project_id, t.last_used_at
            from api_token t
              join account a on a.id = t.account_id
              left join project p on p.id = t.project_id
            where t.secret_digest = ? and t.revoked_at is null and not a.disabled
              and (t.expires_at is null or t.expires_at > ?)
            """)
        .params(digest(secret), Timestamp.from(now))
        .query(
            (row, number) ->
                new Token(
                    row.getInt("id"),
                    row.getInt("account_id"),
                    row.getString("name"),
                    new Grant(
                        Role.of(row.getString("role")),
                        Grants.integer(row, "organisation_id"),
                        Grants.integer(row, "team_id"),
                        Grants.integer(row, "project_id")),
                    row.getTimestamp("last_used_at")))
        .optional();
  }

  private record Token(
      int id, int account, String name, Grant grant, @Nullable Timestamp lastUsed) {}

  private List<Grant> known(Token token) {
    return grants.of(token.account()).stream()
        .flatMap(grant -> grant.within(token.grant()).stream())
        .toList();
  }

  private static boolean unnoted(Token token, Instant now) {
    Timestamp last = token.lastUsed();
    return last == null || last.toInstant().plus(USE_IS_NOTED_EVERY).isBefore(now);
  }

  private void note(Token token, Instant now) {
    database
        .sql(
            "update api_token set last_used_at = :now where id = :id and (last_used_at is null or last_used_at < :before)")
        .param("now", Timestamp.from(now))
        .param("id", token.id())
        .param("before", Timestamp.from(now.minus(USE_IS_NOTED_EVERY)))
        .update();
  }

  /// SHA-256: the secret is random, so that nothing slower is needed.
  public static byte[] digest(String secret) {
    return Digests.sha256(secret);
  }
}
