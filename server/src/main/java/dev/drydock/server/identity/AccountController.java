package dev.drydock.server.identity;

import static dev.drydock.server.identity.AccountRequests.orEmpty;

import dev.drydock.server.access.Caller;
import dev.drydock.server.identity.Accounts.Owner;
import dev.drydock.server.web.Page;
import dev.drydock.server.web.PageRequest;
import dev.drydock.server.web.Problem;
import dev.drydock.server.web.Versions;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// All accounts of the server, for its admins. An account is never deleted, only disabled: the
/// audit log speaks of it, and nobody else is ever to have its name.
@RestController
@RequestMapping("/api/v1/accounts")
class AccountController {
  private final Accounts accounts;
  private final Passwords passwords;
  private final Tokens tokens;

  AccountController(Accounts accounts, Passwords passwords, Tokens tokens) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.tokens = tokens;
  }

  @GetMapping
  @Operation(operationId = "listAccounts", summary = "All accounts of the server")
  Page<Account> list(PageRequest page) {
    return accounts.list(Owner.ANY, page);
  }

  @PostMapping
  @Operation(operationId = "createAccount", summary = "Makes a local account or a service account")
  ResponseEntity<Account> create(
      @AuthenticationPrincipal Caller caller, @Valid @RequestBody AccountRequests.NewAccount body) {
    String password = body.password();
    if (password != null) {
      if (!body.kind().equals("local")) {
        throw Problem.invalid("A service account has no password: make a token for it");
      }
      passwords.check(body.name(), password);
    }
    boolean made =
        accounts.create(
            caller,
            new Accounts.NewAccount(
                body.name(),
                body.kind(),
                Owner.ANY,
                new Accounts.Details(orEmpty(body.title()), orEmpty(body.email()), false),
                password == null ? null : passwords.encode(password)));
    Account account = accounts.get(accounts.id(Owner.ANY, body.name()));
    return Versions.answer(made ? HttpStatus.CREATED : HttpStatus.OK, account.version(), account);
  }

  @GetMapping("/{account}")
  @Operation(operationId = "getAccount", summary = "One account")
  ResponseEntity<Account> get(@PathVariable String account) {
    Account found = accounts.get(accounts.id(Owner.ANY, account));
    return Versions.answer(found.version(), found);
  }

  @PutMapping("/{account}")
  @Operation(
      operationId = "editAccount",
      summary = "Edits or disables an account; disabled, its sessions and tokens hold no longer")
  ResponseEntity<Account> edit(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String account,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @Valid @RequestBody AccountRequests.AccountEdit body) {
    Account edited =
        accounts.edit(caller, Owner.ANY, account, Versions.expected(ifMatch), body.details());
    return Versions.answer(edited.version(), edited);
  }

  @PutMapping("/{account}/password")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      operationId = "setPassword",
      summary = "Gives a local account another password; its sessions are over")
  void setPassword(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String account,
      @Valid @RequestBody AccountRequests.NewPassword body) {
    accounts.id(Owner.ANY, account);
    passwords.check(account, body.password());
    accounts.setPassword(caller, account, passwords.encode(body.password()));
  }

  @GetMapping("/{account}/tokens")
  @Operation(operationId = "listTokens", summary = "An account's API tokens, without their secrets")
  Page<Token> tokens(@PathVariable String account, PageRequest page) {
    return tokens.list(holder(account), page);
  }

  @PostMapping("/{account}/tokens")
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      operationId = "createToken",
      summary = "Makes an API token for a service account; its secret is shown this once")
  MadeToken createToken(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String account,
      @Valid @RequestBody TokenRequest body) {
    Tokens.Holder holder = holder(account);
    if (!accounts.get(holder.account()).kind().equals("service")) {
      throw Problem.conflict(
          "Tokens of people are made by themselves, so that nobody acts in their name: make one for a service account");
    }
    return tokens.create(caller, holder, body);
  }

  @DeleteMapping("/{account}/tokens/{token}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(operationId = "revokeToken", summary = "Revokes an API token of any account")
  void revoke(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String account,
      @PathVariable String token) {
    tokens.revoke(caller, holder(account), token);
  }

  private Tokens.Holder holder(String account) {
    return new Tokens.Holder(accounts.id(Owner.ANY, account), account, null);
  }
}
