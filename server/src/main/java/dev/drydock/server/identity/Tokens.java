package dev.drydock.server.identity;

import dev.drydock.server.access.Caller;
import dev.drydock.server.access.Caller.Grant;
import dev.drydock.server.access.Grants;
import dev.drydock.server.access.Role;
import dev.drydock.server.audit.AuditLog;
import dev.drydock.server.web.Page;
import dev.drydock.server.web.PageRequest;
import dev.drydock.server.web.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Makes, shows and revokes API tokens. A token may at most what its account may, when it is made
/// and whenever it asks; what a token makes ends no later than it does.
@Component
class Tokens {
  private final JdbcClient database;
  private final Grants grants;
  private final Secrets secrets;
  private final IdentitySettings settings;
  private final AuditLog audit;
  private final Clock clock;

  Tokens(
      JdbcClient database,
      Grants grants,
      Secrets secrets,
      IdentitySettings settings,
      AuditLog audit,
      Clock clock) {
    this.database = database;
    this.grants = grants;
    this.secrets = secrets;
    this.settings = settings;
    this.audit = audit;
    this.clock = clock;
  }

  /// Whose tokens.
  ///
  /// @param organisation whose service account it is; `null` for others
  record Holder(int account, String name, @Nullable Integer organisation) {}

  /// @throws Problem 403 where the account may not that much there, 409 where it has a token of
  ///   that name
  @Transactional
  public MadeToken create(Caller caller, Holder holder, TokenRequest request) {
    Instant now = clock.instant();
    Duration lifetime =
        request.days() == null ? settings.tokenLifetime() : Duration.ofDays(request.days());
    if (lifetime.compareTo(settings.tokenMaximum()) > 0) {
      throw Problem.invalid(
          "days is at most " + settings.tokenMaximum().toDays() + ": tokens are to be renewed");
    }
    Grant grant = grant(request);
    requireGranted(holder, grant);
    String secret = secrets.token();
    try {
      database
          .sql(
              """
              insert into api_token (account_id, name, secret_digest, organisation_id, team_id, project_id, role, created_at, expires_at)
              values (?, ?, ?, ?, ?, ?, ?, ?, ?)
              """)
          .params(
              holder.account(),
              request.name(),
              Secrets.digest(secret),
              grant.organisation(),
              grant.team(),
              grant.project(),
              grant.role().word(),
              Timestamp.from(now),
              Timestamp.from(end(caller, holder, now.plus(lifetime))))
          .update();
    } catch (DuplicateKeyException e) {
      throw Problem.conflict(
          "There is a token " + request.name() + " already: revoke it, or take another name");
    }
    Token token = get(holder, request.name());
    audit.record(
        caller, holder.organisation(), "token.created", subject(holder, token.name()), null, token);
    return new MadeToken(secret, token);
  }

  /// A token that makes another for its own account does not outlive itself by that.
  private Instant end(Caller caller, Holder holder, Instant wanted) {
    if (caller.token() == null || caller.account() != holder.account()) {
      return wanted;
    }
    return database
        .sql("select expires_at from api_token where id = ? and expires_at is not null")
        .param(caller.token())
        .query(Timestamp.class)
        .optional()
        .map(Timestamp::toInstant)
        .filter(own -> own.isBefore(wanted))
        .orElse(wanted);
  }

  private Grant grant(TokenRequest request) {
    if (request.organisation() == null) {
      if (request.team() != null || request.project() != null) {
        throw Problem.invalid("Say of which organisation that team or project is");
      }
      return new Grant(request.role(), null, null, null);
    }
    int organisation =
        database
            .sql("select id from organisation where name = ?")
            .param(request.organisation())
            .query(Integer.class)
            .optional()
            .orElseThrow(Tokens::notGranted);
    Integer team =
        request.team() == null
            ? null
            : database
                .sql("select id from team where organisation_id = ? and name = ?")
                .params(organisation, request.team())
                .query(Integer.class)
                .optional()
                .orElseThrow(Tokens::notGranted);
    if (request.project() == null) {
      return new Grant(request.role(), organisation, team, null);
    }
    return project(request, organisation, team, request.project());
  }

  private Grant project(
      TokenRequest request, int organisation, @Nullable Integer team, String project) {
    Grant grant =
        database
            .sql("select id, team_id from project where organisation_id = ? and name = ?")
            .params(organisation, project)
            .query(
                (row, number) ->
                    new Grant(
                        request.role(), organisation, row.getInt("team_id"), row.getInt("id")))
            .optional()
            .orElseThrow(Tokens::notGranted);
    if (team != null && !team.equals(grant.team())) {
      throw Problem.invalid("The project " + project + " is another team's");
    }
    return grant;
  }

  /// The same where it is not there: nobody learns names by asking for tokens.
  private static Problem notGranted() {
    return Problem.forbidden(
        "A token may at most what its account may, and the account has no such role there: ask for less, or ask a maintainer for the role");
  }

  private void requireGranted(Holder holder, Grant wanted) {
    boolean granted =
        grants.of(holder.account()).stream()
            .flatMap(own -> own.within(wanted).stream())
            .anyMatch(both -> both.role() == wanted.role());
    if (!granted) {
      throw notGranted();
    }
  }

  Page<Token> list(Holder holder, PageRequest request) {
    List<Token> found =
        select(holder, "and t.name > ? order by t.name limit ?", request.key(""), request.fetch());
    return Page.of(found, request, token -> List.of(token.name()));
  }

  /// @throws Problem 404 where there is none of that name
  Token get(Holder holder, String name) {
    return select(holder, "and t.name = ?", name).stream()
        .findFirst()
        .orElseThrow(() -> Problem.notFound("There is no token " + name));
  }

  private List<Token> select(Holder holder, String condition, Object... values) {
    return database
        .sql(
            """
            select t.name, a.name as account, t.role, o.name as organisation, m.name as team, p.name as project,
              t.created_at, t.expires_at, t.last_used_at
            from api_token t
              join account a on a.id = t.account_id
              left join organisation o on o.id = t.organisation_id
              left join project p on p.id = t.project_id
              left join team m on m.id = coalesce(p.team_id, t.team_id)
            where t.revoked_at is null and t.account_id = ?
            """
                + condition)
        .param(holder.account())
        .params(values)
        .query(Tokens::read)
        .list();
  }

  @Transactional
  public void revoke(Caller caller, Holder holder, String name) {
    Token before = get(holder, name);
    int revoked =
        database
            .sql(
                "update api_token set revoked_at = ? where account_id = ? and name = ? and revoked_at is null")
            .params(Timestamp.from(clock.instant()), holder.account(), name)
            .update();
    if (revoked > 0) {
      audit.record(
          caller, holder.organisation(), "token.revoked", subject(holder, name), before, null);
    }
  }

  private static String subject(Holder holder, String token) {
    return "account/" + holder.name() + "/token/" + token;
  }

  private static Token read(ResultSet row, int number) throws SQLException {
    return new Token(
        row.getString("name"),
        row.getString("account"),
        Role.of(row.getString("role")),
        row.getString("organisation"),
        row.getString("team"),
        row.getString("project"),
        row.getTimestamp("created_at").toInstant(),
        instant(row.getTimestamp("expires_at")),
        instant(row.getTimestamp("last_used_at")));
  }

  private static @Nullable Instant instant(@Nullable Timestamp time) {
    return time == null ? null : time.toInstant();
  }
}
