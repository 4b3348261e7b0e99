package dev.drydock.server.identity;

import dev.drydock.server.access.Caller;
import dev.drydock.server.audit.AuditLog;
import dev.drydock.server.identity.Accounts.Owner;
import dev.drydock.server.team.Organisations;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Makes of an empty database a server that somebody can use: an organisation, the account `admin`,
/// and a token for it. Of several replicas that start at once, one does; where it is killed in
/// between, the next start does.
@Component
@Order(0)
class FirstStart implements ApplicationRunner {
  private static final Logger LOG = LoggerFactory.getLogger(FirstStart.class);
  private static final long LOCK = 0x647279646f636b02L;
  private static final String ADMIN = "admin";
  private static final String FIRST = "first";
  private static final String OPERATORS = "operator"; // the token of the setting

  private final JdbcClient database;
  private final Organisations organisations;
  private final Accounts accounts;
  private final Secrets secrets;
  private final AdminTokenFile file;
  private final AdminSettings settings;
  private final IdentitySettings lifetimes;
  private final AuditLog audit;
  private final TransactionTemplate transaction;
  private final Clock clock;

  FirstStart(
      JdbcClient database,
      Organisations organisations,
      Accounts accounts,
      Secrets secrets,
      AdminTokenFile file,
      AdminSettings settings,
      IdentitySettings lifetimes,
      AuditLog audit,
      TransactionTemplate transaction,
      Clock clock) {
    this.database = database;
    this.organisations = organisations;
    this.accounts = accounts;
    this.secrets = secrets;
    this.file = file;
    this.settings = settings;
    this.lifetimes = lifetimes;
    this.audit = audit;
    this.transaction = transaction;
    this.clock = clock;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    transaction.executeWithoutResult(
        _ -> {
          database
              .sql("select 1 from (select pg_advisory_xact_lock(?)) taken")
              .param(LOCK)
              .query(Integer.class)
              .single();
          int account = admin().orElseGet(this::fill);
          keepOperatorsToken(account);
        });
  }

  private Optional<Integer> admin() {
    return database
        .sql("select id from account where name = ?")
        .param(ADMIN)
        .query(Integer.class)
        .optional();
  }

  private int fill() {
    Caller caller = Caller.server();
    organisations.create(caller, settings.organisation(), "");
    accounts.create(
        caller,
        new Accounts.NewAccount(
            ADMIN, "local", Owner.ANY, new Accounts.Details("The first admin", "", false), null));
    int account = accounts.id(Owner.ANY, ADMIN);
    database
        .sql("insert into role_grant (account_id, role) values (?, 'admin')")
        .param(account)
        .update();
    audit.record(
        caller, null, "member.set", "server/member/" + ADMIN, null, Map.of("role", "admin"));
    if (settings.token() == null) {
      String secret = secrets.token();
      insert(account, FIRST, secret, clock.instant().plus(lifetimes.tokenLifetime()));
      file.write(secret); // before the transaction ends: nobody could use a token that is nowhere
      LOG.info("The first admin's token is in {}: use it, then delete the file", file.path());
    }
    return account;
  }

  /// The setting's token holds as long as the setting stands.
  private void keepOperatorsToken(int account) {
    String token = settings.token();
    byte[] wanted = token == null ? new byte[0] : Secrets.digest(token);
    Optional<byte[]> kept =
        database
            .sql(
                "select secret_digest from api_token where account_id = ? and name = ? and revoked_at is null")
            .params(account, OPERATORS)
            .query((row, number) -> row.getBytes("secret_digest"))
            .optional();
    if (kept.isPresent() && Arrays.equals(kept.get(), wanted)) {
      return;
    }
    if (kept.isPresent()) {
      database
          .sql("delete from api_token where account_id = ? and name = ?")
          .params(account, OPERATORS)
          .update();
      audit.record(Caller.server(), null, "token.revoked", subject(OPERATORS), null, null);
    }
    if (token != null) {
      insert(account, OPERATORS, token, null);
    }
  }

  private void insert(int account, String name, String secret, @Nullable Instant expiresAt) {
    database
        .sql(
            """
            insert into api_token (account_id, name, secret_digest, role, created_at, expires_at)
            values (?, ?, ?, 'admin', ?, ?)
            """)
        .params(
            account,
            name,
            Secrets.digest(secret),
            Timestamp.from(clock.instant()),
            expiresAt == null ? null : Timestamp.from(expiresAt))
        .update();
    audit.record(Caller.server(), null, "token.created", subject(name), null, null);
  }

  private static String subject(String token) {
    return "account/" + ADMIN + "/token/" + token;
  }
}
