package dev.drydock.server.identity;

import dev.drydock.server.access.Caller;
import dev.drydock.server.audit.AuditLog;
import dev.drydock.server.web.Problem;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Accounts of people whom an identity provider knows. Who somebody is say issuer and subject
/// (OpenID Connect Core 1.0, section 5.7), never a name or an e-mail address; groups are those of
/// the latest sign-in.
@Component
class OidcAccounts {
  private static final int LONGEST_NAME = 100;
  private static final int TRIES = 100;

  private final JdbcClient database;
  private final AuditLog audit;
  private final Clock clock;

  OidcAccounts(JdbcClient database, AuditLog audit, Clock clock) {
    this.database = database;
    this.audit = audit;
    this.clock = clock;
  }

  /// What a provider says of somebody.
  ///
  /// @param name what it calls them
  /// @param admin whether they are in a group of admins of the server
  record Person(
      String provider,
      String issuer,
      String subject,
      String name,
      String title,
      String email,
      List<String> groups,
      boolean admin) {
    Person {
      groups = List.copyOf(groups);
    }
  }

  /// The account of somebody, made at the first sign-in.
  record Known(int id, String name) {}

  /// @throws Problem 401 where the account is disabled
  @Transactional
  public Known signedIn(Person person) {
    Known account = find(person).orElseGet(() -> make(person));
    boolean disabled =
        database
            .sql("select disabled from account where id = ? for update")
            .param(account.id())
            .query(Boolean.class)
            .single();
    if (disabled) {
      throw new Problem(
          HttpStatus.UNAUTHORIZED, "Your account is disabled here: ask an admin of the server");
    }
    database
        .sql(
            """
            update account set title = :title, email = :email, version = version + 1
            where id = :id and (title <> :title or email <> :email)
            """)
        .param("title", person.title())
        .param("email", person.email())
        .param("id", account.id())
        .update();
    boolean changed = groups(account.id(), person) | admin(account.id(), person.admin());
    if (changed) {
      audit.record(
          Caller.server(),
          null,
          "account.groups.read",
          "account/" + account.name(),
          null,
          Map.of("groups", person.groups(), "admin", person.admin()));
    }
    return account;
  }

  private Optional<Known> find(Person person) {
    return database
        .sql("select id, name from account where issuer = ? and subject = ?")
        .params(person.issuer(), person.subject())
        .query(Known.class)
        .optional();
  }

  private Known make(Person person) {
    String base = person.provider() + ":" + nameable(person.name(), person.subject());
    for (int number = 1; number <= TRIES; number++) {
      String name = number == 1 ? base : base + "-" + number;
      int made =
          database
              .sql(
                  """
                  insert into account (name, title, email, kind, issuer, subject, created_at)
                  values (?, ?, ?, 'oidc', ?, ?, ?) on conflict do nothing
                  """)
              .params(
                  name,
                  person.title(),
                  person.email(),
                  person.issuer(),
                  person.subject(),
                  Timestamp.from(clock.instant()))
              .update();
      Optional<Known> known = find(person);
      if (made == 1) {
        audit.record(
            Caller.server(),
            null,
            "account.created",
            "account/" + name,
            null,
            Map.of("issuer", person.issuer(), "subject", person.subject()));
      }
      if (known.isPresent()) {
        return known.get(); // made here, or at the same time by another replica
      }
    }
    throw Problem.conflict("No name is left for the account " + base + ": ask an admin");
  }

  /// What may be part of an account's name.
  private static String nameable(String name, String subject) {
    String plain = (name.isBlank() ? subject : name).replaceAll("[^A-Za-z0-9._@+-]", "-");
    return plain.length() <= LONGEST_NAME ? plain : plain.substring(0, LONGEST_NAME);
  }

  private boolean groups(int account, Person person) {
    String[] groups = person.groups().toArray(String[]::new);
    int left =
        database
            .sql(
                """
                delete from group_member m using directory_group d
                where m.account_id = ? and d.id = m.group_id and d.provider = ? and not d.claim = any(?)
                """)
            .params(account, person.provider(), groups)
            .update();
    int joined =
        database
            .sql(
                """
                insert into group_member (group_id, account_id)
                select id, ? from directory_group where provider = ? and claim = any(?)
                on conflict do nothing
                """)
            .params(account, person.provider(), groups)
            .update();
    return left + joined > 0;
  }

  private boolean admin(int account, boolean admin) {
    int changed =
        admin
            ? database
                .sql(
                    """
                    insert into role_grant (account_id, role, source) values (?, 'admin', 'oidc')
                    on conflict do nothing
                    """)
                .param(account)
                .update()
            : database
                .sql("delete from role_grant where account_id = ? and source = 'oidc'")
                .param(account)
                .update();
    return changed > 0;
  }
}
