package dev.drydock.server.access;

import dev.drydock.server.access.Caller.Grant;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The tokens that programs ask with: looked up by digest, so that the database holds no secret.
@Component
public class ApiTokens {
  /// What every secret begins with, so that secret scanners know it.
  public static final String PREFIX = "drydock_";

  private final JdbcClient database;
  private final Clock clock;

  ApiTokens(JdbcClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// Who asks with that secret; empty where it is unknown, expired or revoked.
  Optional<Caller> caller(String secret) {
    Optional<Token> token =
        database
            .sql(
                """
                select t.id, t.account_id, a.name, t.role, t.organisation_id, t.team_id, t.project_id
                from api_token t join account a on a.id = t.account_id
                where t.secret_digest = ? and t.revoked_at is null and not a.disabled
                  and (t.expires_at is null or t.expires_at > ?)
                """)
            .params(digest(secret), Timestamp.from(clock.instant()))
            .query(
                (row, number) ->
                    new Token(
                        row.getInt("id"),
                        row.getInt("account_id"),
                        row.getString("name"),
                        new Grant(
                            Role.of(row.getString("role")),
                            integer(row.getObject("organisation_id")),
                            integer(row.getObject("team_id")),
                            integer(row.getObject("project_id")))))
            .optional();
    return token.map(
        known -> new Caller(known.account(), known.name(), known.id(), List.of(known.grant())));
  }

  private record Token(int id, int account, String name, Grant grant) {}

  private static @Nullable Integer integer(@Nullable Object value) {
    return (Integer) value;
  }

  /// SHA-256: the secret is random, so that nothing slower is needed.
  public static byte[] digest(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
