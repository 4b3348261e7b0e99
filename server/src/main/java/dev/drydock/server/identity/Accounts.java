package dev.drydock.server.identity;

import dev.drydock.server.access.Caller;
import dev.drydock.server.audit.AuditLog;
import dev.drydock.server.web.Page;
import dev.drydock.server.web.PageRequest;
import dev.drydock.server.web.Problem;
import dev.drydock.server.web.Versions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The accounts of a server, in the database.
@Component
class Accounts {
  private static final String SELECT =
      """
      select a.name, a.title, a.email, a.kind, o.name as organisation, a.disabled, a.version, a.created_at
      from account a left join organisation o on o.id = a.organisation_id
      """;

  private final JdbcClient database;
  private final Sessions sessions;
  private final AuditLog audit;
  private final Clock clock;

  Accounts(JdbcClient database, Sessions sessions, AuditLog audit, Clock clock) {
    this.database = database;
    this.sessions = sessions;
    this.audit = audit;
    this.clock = clock;
  }

  /// What can be said of an account.
  record Details(String title, String email, boolean disabled) {}

  /// Whose accounts: an organisation's service accounts, or all.
  ///
  /// @param organisation `null` for all
  record Owner(@Nullable Integer organisation) {
    static final Owner ANY = new Owner(null);
  }

  /// @throws Problem 404 where there is none of that name
  int id(Owner owner, String name) {
    return database
        .sql(
            """
            select id from account
            where name = :name and (:organisation::int is null or organisation_id = :organisation)
            """)
        .param("name", name)
        .param("organisation", owner.organisation())
        .query(Integer.class)
        .optional()
        .orElseThrow(() -> Problem.notFound("There is no account " + name));
  }

  Page<Account> list(Owner owner, PageRequest request) {
    List<Account> found =
        database
            .sql(
                SELECT
                    + """
                    where a.name > :after and (:organisation::int is null or a.organisation_id = :organisation)
                    order by a.name limit :fetch
                    """)
            .param("after", request.key(""))
            .param("organisation", owner.organisation())
            .param("fetch", request.fetch())
            .query(Accounts::read)
            .list();
    return Page.of(found, request, account -> List.of(account.name()));
  }

  Account get(int id) {
    return database.sql(SELECT + "where a.id = ?").param(id).query(Accounts::read).single();
  }

  /// An account to be.
  ///
  /// @param password encoded; `null` for none
  record NewAccount(
      String name, String kind, Owner owner, Details details, @Nullable String password) {
    @Override
    public String toString() {
      return "NewAccount[name=" + name + ", kind=" + kind + "]"; // never the password
    }
  }

  /// Makes an account; the same again changes nothing, not even the password.
  ///
  /// @return whether it is new
  /// @throws Problem 409 where there is another of that name
  @Transactional
  public boolean create(Caller caller, NewAccount account) {
    int made =
        database
            .sql(
                """
                insert into account (name, title, email, kind, organisation_id, disabled, password, created_at)
                values (:name, :title, :email, :kind, :organisation, :disabled, :password, :now)
                on conflict do nothing
                """)
            .param("name", account.name())
            .param("title", account.details().title())
            .param("email", account.details().email())
            .param("kind", account.kind())
            .param("organisation", account.owner().organisation())
            .param("disabled", account.details().disabled())
            .param("password", account.password())
            .param("now", Timestamp.from(clock.instant()))
            .update();
    Account kept = get(id(Owner.ANY, account.name()));
    if (made == 1) {
      audit.record(
          caller,
          account.owner().organisation(),
          "account.created",
          "account/" + account.name(),
          null,
          kept);
    } else if (!kept.kind().equals(account.kind()) || !details(kept).equals(account.details())) {
      throw Problem.conflict(
          "There is an account " + account.name() + " already: edit it, or take another name");
    }
    return made == 1;
  }

  private static Details details(Account account) {
    return new Details(account.title(), account.email(), account.disabled());
  }

  /// @throws Problem 409 where nobody would be left to look after the server
  @Transactional
  public Account edit(Caller caller, Owner owner, String name, int version, Details details) {
    int id = id(owner, name);
    Account before = get(id);
    if (details.disabled() && id == caller.account()) {
      throw Problem.conflict("Nobody disables the account that they ask with: ask another admin");
    }
    int edited =
        database
            .sql(
                """
                update account set title = ?, email = ?, disabled = ?, version = version + 1
                where id = ? and version = ?
                """)
            .params(details.title(), details.email(), details.disabled(), id, version)
            .update();
    if (edited == 0) {
      throw Versions.changed();
    }
    if (details.disabled()) {
      sessions.endAll(id);
    }
    Account after = get(id);
    audit.record(caller, owner.organisation(), "account.edited", "account/" + name, before, after);
    return after;
  }

  /// Gives a local account another password, and ends its sessions.
  ///
  /// @throws Problem 409 where the account is of another kind
  @Transactional
  public void setPassword(Caller caller, String name, String encoded) {
    int id = id(Owner.ANY, name);
    int changed =
        database
            .sql("update account set password = ? where id = ? and kind = 'local'")
            .params(encoded, id)
            .update();
    if (changed == 0) {
      throw Problem.conflict(
          "Only local accounts have a password; " + name + " proves otherwise who it is");
    }
    sessions.endAll(id);
    audit.record(caller, null, "account.password.changed", "account/" + name, null, null);
  }

  /// A local account that may sign in.
  record Credentials(int id, String name, String password) {
    @Override
    public String toString() {
      return "Credentials[name=" + name + "]"; // never the password
    }
  }

  Optional<Credentials> credentials(String name) {
    return database
        .sql(
            """
            select id, name, password from account
            where name = ? and kind = 'local' and not disabled and password is not null
            """)
        .param(name)
        .query(
            (row, number) ->
                new Credentials(row.getInt("id"), row.getString("name"), row.getString("password")))
        .optional();
  }

  /// The same password, encoded anew.
  void reencode(Credentials old, String encoded) {
    database
        .sql("update account set password = ? where id = ? and password = ?")
        .params(encoded, old.id(), old.password())
        .update();
  }

  private static Account read(ResultSet row, int number) throws SQLException {
    return new Account(
        row.getString("name"),
        row.getString("title"),
        row.getString("email"),
        row.getString("kind"),
        row.getString("organisation"),
        row.getBoolean("disabled"),
        row.getInt("version"),
        row.getTimestamp("created_at").toInstant());
  }
}
