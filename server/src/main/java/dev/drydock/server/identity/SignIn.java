package dev.drydock.server.identity;

import dev.drydock.server.access.Caller;
import dev.drydock.server.audit.AuditLog;
import dev.drydock.server.identity.Accounts.Credentials;
import dev.drydock.server.web.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Signing in with name and password, and what needs the password once more. Nothing in an answer
/// tells whether it was the name or the password that was wrong.
@Component
class SignIn {
  private static final Logger LOG = LoggerFactory.getLogger(SignIn.class);

  private final Accounts accounts;
  private final Passwords passwords;
  private final SignInThrottle throttle;
  private final Sessions sessions;
  private final AuditLog audit;
  private final TransactionTemplate transaction;

  SignIn(
      Accounts accounts,
      Passwords passwords,
      SignInThrottle throttle,
      Sessions sessions,
      AuditLog audit,
      TransactionTemplate transaction) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.throttle = throttle;
    this.sessions = sessions;
    this.audit = audit;
    this.transaction = transaction;
  }

  /// @return the secret of the new session
  /// @throws Problem 401 where name or password is wrong, 429 where one has to wait
  String withPassword(String name, String password, String address) {
    Credentials account =
        proven(name, password, address)
            .orElseThrow(
                () ->
                    new Problem(
                        HttpStatus.UNAUTHORIZED,
                        "Name or password is wrong, or the account is disabled: try again, or ask an admin"));
    return open(account.id(), account.name(), null);
  }

  /// Changes somebody's own password.
  ///
  /// @return the secret of the new session: all others of the account are over
  String changePassword(Caller caller, String current, String next, String address) {
    passwords.check(caller.name(), next);
    if (proven(caller.name(), current, address).isEmpty()) {
      throw Problem.forbidden(
          "The current password is wrong, or the account has none: nothing was changed");
    }
    accounts.setPassword(caller, caller.name(), passwords.encode(next));
    return open(caller.account(), caller.name(), null);
  }

  /// @param provider that proved who it is; `null` where a password did
  String open(int account, String name, @Nullable String provider) {
    String way = provider == null ? "password" : provider;
    Caller caller = new Caller(account, name, null, List.of());
    String secret =
        transaction.execute(
            _ -> {
              audit.record(
                  caller, null, "session.opened", "account/" + name, null, Map.of("with", way));
              return sessions.open(account, provider);
            });
    if (secret == null) {
      throw new IllegalStateException("A transaction without a result");
    }
    return secret;
  }

  private Optional<Credentials> proven(String name, String password, String address) {
    throttle.attempt(name, address);
    Optional<Credentials> account = accounts.credentials(name);
    if (!passwords.matches(password, account.map(Credentials::password).orElse(null))) {
      LOG.info("A sign-in from {} failed", address); // not the name: it may be a password
      return Optional.empty();
    }
    throttle.succeeded(name, address);
    account
        .filter(known -> passwords.outdated(known.password()))
        .ifPresent(known -> accounts.reencode(known, passwords.encode(password)));
    return account;
  }
}
