package dev.drydock.server.identity;

import static dev.drydock.server.identity.AccountRequests.orEmpty;

import dev.drydock.server.access.Caller;
import dev.drydock.server.identity.Accounts.Owner;
import dev.drydock.server.team.Organisations;
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

/// Accounts of programs that an organisation makes for itself: they stay when people leave. Called
/// `organisation:name`; roles they get as members, as everybody.
@RestController
@RequestMapping("/api/v1/organisations/{organisation}/service-accounts")
class ServiceAccountController {
  private final Organisations organisations;
  private final Accounts accounts;
  private final Tokens tokens;

  ServiceAccountController(Organisations organisations, Accounts accounts, Tokens tokens) {
    this.organisations = organisations;
    this.accounts = accounts;
    this.tokens = tokens;
  }

  @GetMapping
  @Operation(
      operationId = "listServiceAccounts",
      summary = "The service accounts that an organisation has made")
  Page<Account> list(@PathVariable String organisation, PageRequest page) {
    return accounts.list(owner(organisation), page);
  }

  @PostMapping
  @Operation(operationId = "createServiceAccount", summary = "Makes a service account")
  ResponseEntity<Account> create(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String organisation,
      @Valid @RequestBody AccountRequests.NewServiceAccount body) {
    Owner owner = owner(organisation);
    String name = organisation + ":" + body.name();
    boolean made =
        accounts.create(
            caller,
            new Accounts.NewAccount(
                name,
                "service",
                owner,
                new Accounts.Details(orEmpty(body.title()), "", false),
                null));
    Account account = accounts.get(accounts.id(owner, name));
    return Versions.answer(made ? HttpStatus.CREATED : HttpStatus.OK, account.version(), account);
  }

  @GetMapping("/{account}")
  @Operation(operationId = "getServiceAccount", summary = "One service account")
  ResponseEntity<Account> get(@PathVariable String organisation, @PathVariable String account) {
    Account found = accounts.get(accounts.id(owner(organisation), account));
    return Versions.answer(found.version(), found);
  }

  @PutMapping("/{account}")
  @Operation(
      operationId = "editServiceAccount",
      summary = "Edits or disables a service account; disabled, its tokens hold no longer")
  ResponseEntity<Account> edit(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String organisation,
      @PathVariable String account,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @Valid @RequestBody AccountRequests.AccountEdit body) {
    Account edited =
        accounts.edit(
            caller, owner(organisation), account, Versions.expected(ifMatch), body.details());
    return Versions.answer(edited.version(), edited);
  }

  @GetMapping("/{account}/tokens")
  @Operation(
      operationId = "listServiceAccountTokens",
      summary = "A service account's API tokens, without their secrets")
  Page<Token> tokens(
      @PathVariable String organisation, @PathVariable String account, PageRequest page) {
    return tokens.list(holder(organisation, account), page);
  }

  @PostMapping("/{account}/tokens")
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      operationId = "createServiceAccountToken",
      summary = "Makes an API token of a service account; its secret is shown this once")
  MadeToken createToken(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String organisation,
      @PathVariable String account,
      @Valid @RequestBody TokenRequest body) {
    if (!organisation.equals(body.organisation())) {
      throw Problem.invalid(
          "A token of an organisation's service account is for that organisation");
    }
    return tokens.create(caller, holder(organisation, account), body);
  }

  @DeleteMapping("/{account}/tokens/{token}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      operationId = "revokeServiceAccountToken",
      summary = "Revokes an API token of a service account")
  void revoke(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String organisation,
      @PathVariable String account,
      @PathVariable String token) {
    tokens.revoke(caller, holder(organisation, account), token);
  }

  private Owner owner(String organisation) {
    return new Owner(organisations.id(organisation));
  }

  private Tokens.Holder holder(String organisation, String account) {
    Owner owner = owner(organisation);
    return new Tokens.Holder(accounts.id(owner, account), account, owner.organisation());
  }
}
