package dev.drydock.server.team;

import dev.drydock.server.access.Caller;
import dev.drydock.server.access.Caller.Place;
import dev.drydock.server.access.Role;
import dev.drydock.server.audit.AuditLog;
import dev.drydock.server.web.Page;
import dev.drydock.server.web.PageRequest;
import dev.drydock.server.web.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Who has which role where. Nobody gives or takes a role above the one that they have there
/// themselves, and the server keeps one admin at least.
@Component
class Members {
  private static final long ADMINS_LOCK = 0x647279646f636b01L;

  private final JdbcClient database;
  private final AuditLog audit;

  Members(JdbcClient database, AuditLog audit) {
    this.database = database;
    this.audit = audit;
  }

  /// The whole server, an organisation, or one of its teams.
  ///
  /// @param name as the audit log writes it
  record At(@Nullable Integer organisation, @Nullable Integer team, String name) {
    Place place() {
      if (organisation == null) {
        return Place.server();
      }
      return team == null ? Place.organisation(organisation) : Place.team(organisation, team);
    }
  }

  Page<Member> list(At at, PageRequest request) {
    List<String> after = request.key(3).orElse(List.of("", "", ""));
    List<Member> found =
        database
            .sql(
                """
                select account, title, kind, disabled, role, source, through from (
                  select a.name as account, a.title, a.kind, a.disabled, g.role, g.source, '' as through
                  from role_grant g join account a on a.id = g.account_id
                  where g.organisation_id is not distinct from :organisation::int
                    and g.team_id is not distinct from :team::int
                  union all
                  select a.name, a.title, a.kind, a.disabled, g.role, 'group', d.name
                  from group_grant g
                    join directory_group d on d.id = g.group_id
                    join group_member m on m.group_id = d.id
                    join account a on a.id = m.account_id
                  where d.organisation_id = :organisation::int
                    and g.team_id is not distinct from :team::int
                ) member
                where (account, source, through) > (:account, :source, :through)
                order by account, source, through limit :fetch
                """)
            .param("organisation", at.organisation())
            .param("team", at.team())
            .param("account", after.get(0))
            .param("source", after.get(1))
            .param("through", after.get(2))
            .param("fetch", request.fetch())
            .query(Members::read)
            .list();
    return Page.of(
        found,
        request,
        member ->
            List.of(
                member.account(), member.source(), member.group() == null ? "" : member.group()));
  }

  /// Gives an account exactly this role there, among what people have given it.
  @Transactional
  public void put(Caller caller, At at, String name, Role role) {
    int account = account(at, name);
    lock(at);
    Optional<Role> before = local(at, account);
    require(caller, at, role);
    before.ifPresent(old -> require(caller, at, old));
    if (before.equals(Optional.of(role))) {
      return;
    }
    remove(at, account);
    database
        .sql(
            """
            insert into role_grant (account_id, organisation_id, team_id, role)
            values (:account, :organisation, :team, :role)
            """)
        .param("account", account)
        .param("organisation", at.organisation())
        .param("team", at.team())
        .param("role", role.word())
        .update();
    keepAnAdmin(at);
    audit.record(
        caller,
        at.organisation(),
        "member.set",
        at.name() + "/member/" + name,
        before.map(Members::role).orElse(null),
        role(role));
  }

  /// Takes from an account the role that people have given it there.
  @Transactional
  public void delete(Caller caller, At at, String name) {
    int account = account(at, name);
    lock(at);
    Optional<Role> before = local(at, account);
    if (before.isEmpty()) {
      return;
    }
    require(caller, at, before.get());
    remove(at, account);
    keepAnAdmin(at);
    audit.record(
        caller,
        at.organisation(),
        "member.removed",
        at.name() + "/member/" + name,
        role(before.get()),
        null);
  }

  private static Map<String, Role> role(Role role) {
    return Map.of("role", role);
  }

  private void lock(At at) {
    if (at.organisation() == null) {
      database
          .sql("select 1 from (select pg_advisory_xact_lock(?)) taken")
          .param(ADMINS_LOCK)
          .query(Integer.class)
          .single();
    }
  }

  private void keepAnAdmin(At at) {
    if (at.organisation() != null) {
      return;
    }
    long admins =
        database
            .sql(
                """
                select count(*) from role_grant g join account a on a.id = g.account_id
                where g.organisation_id is null and g.role = 'admin' and not a.disabled
                """)
            .query(Long.class)
            .single();
    if (admins == 0) {
      throw Problem.conflict(
          "Nobody would be left to look after the server: make somebody else an admin first");
    }
  }

  private static void require(Caller caller, At at, Role role) {
    Optional<Role> own = caller.role(at.place());
    if (own.isEmpty() || own.get().compareTo(role) < 0) {
      throw Problem.forbidden(
          "Only a role up to one's own can be given or taken, and "
              + role.word()
              + " is above yours here: ask an admin");
    }
  }

  private Optional<Role> local(At at, int account) {
    return database
        .sql(
            """
            select role from role_grant
            where account_id = :account and organisation_id is not distinct from :organisation::int
              and team_id is not distinct from :team::int and source = 'local'
            for update
            """)
        .param("account", account)
        .param("organisation", at.organisation())
        .param("team", at.team())
        .query(String.class)
        .list()
        .stream()
        .map(Role::of)
        .max(Role::compareTo);
  }

  private void remove(At at, int account) {
    database
        .sql(
            """
            delete from role_grant
            where account_id = :account and organisation_id is not distinct from :organisation::int
              and team_id is not distinct from :team::int and source = 'local'
            """)
        .param("account", account)
        .param("organisation", at.organisation())
        .param("team", at.team())
        .update();
  }

  /// Service accounts of other organisations are not there.
  private int account(At at, String name) {
    return database
        .sql(
            """
            select id from account
            where name = :name and (organisation_id is null or organisation_id = :organisation::int)
            """)
        .param("name", name)
        .param("organisation", at.organisation())
        .query(Integer.class)
        .optional()
        .orElseThrow(() -> Problem.notFound("There is no account " + name));
  }

  private static Member read(ResultSet row, int number) throws SQLException {
    String through = row.getString("through");
    return new Member(
        row.getString("account"),
        row.getString("title"),
        row.getString("kind"),
        row.getBoolean("disabled"),
        Role.of(row.getString("role")),
        row.getString("source"),
        through.isEmpty() ? null : through);
  }
}
