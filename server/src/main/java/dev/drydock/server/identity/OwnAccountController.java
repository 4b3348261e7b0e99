package dev.drydock.server.identity;

import dev.drydock.server.access.Caller;
import dev.drydock.server.access.Caller.Grant;
import dev.drydock.server.access.Role;
import dev.drydock.server.web.Page;
import dev.drydock.server.web.PageRequest;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// What everybody may know and do about themselves.
@RestController
@RequestMapping("/api/v1/account")
class OwnAccountController {
  private final Accounts accounts;
  private final Tokens tokens;
  private final JdbcClient database;

  OwnAccountController(Accounts accounts, Tokens tokens, JdbcClient database) {
    this.accounts = accounts;
    this.tokens = tokens;
    this.database = database;
  }

  /// @param roles what the account may, or the token that it asks with
  record OwnAccount(Account account, List<OwnRole> roles) {}

  /// @param organisation `null` for the whole server
  /// @param team `null` for all of the organisation
  /// @param project `null` for all of the team
  record OwnRole(
      Role role, @Nullable String organisation, @Nullable String team, @Nullable String project) {}

  @GetMapping
  @Operation(operationId = "getOwnAccount", summary = "Who you are, and your roles")
  OwnAccount get(@AuthenticationPrincipal Caller caller) {
    return new OwnAccount(
        accounts.get(caller.account()), caller.grants().stream().map(names(caller)::role).toList());
  }

  @GetMapping("/tokens")
  @Operation(operationId = "listOwnTokens", summary = "Your API tokens, without their secrets")
  Page<Token> tokens(@AuthenticationPrincipal Caller caller, PageRequest page) {
    return tokens.list(holder(caller), page);
  }

  @PostMapping("/tokens")
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      operationId = "createOwnToken",
      summary = "Makes an API token; its secret is shown this once")
  MadeToken create(@AuthenticationPrincipal Caller caller, @Valid @RequestBody TokenRequest body) {
    return tokens.create(caller, holder(caller), body);
  }

  @DeleteMapping("/tokens/{token}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(operationId = "revokeOwnToken", summary = "Revokes an API token")
  void revoke(@AuthenticationPrincipal Caller caller, @PathVariable String token) {
    tokens.revoke(caller, holder(caller), token);
  }

  private static Tokens.Holder holder(Caller caller) {
    return new Tokens.Holder(caller.account(), caller.name(), null);
  }

  private Names names(Caller caller) {
    return new Names(
        names("organisation", caller.grants().stream().map(Grant::organisation).toList()),
        names("team", caller.grants().stream().map(Grant::team).toList()),
        names("project", caller.grants().stream().map(Grant::project).toList()));
  }

  private Map<Integer, String> names(String table, List<@Nullable Integer> ids) {
    Map<Integer, String> names = new java.util.HashMap<>();
    database
        .sql("select id, name from " + table + " where id = any(?)")
        .param(ids.stream().filter(Objects::nonNull).toArray(Integer[]::new))
        .query(
            row -> {
              names.put(row.getInt("id"), row.getString("name"));
            });
    return names;
  }

  private record Names(
      Map<Integer, String> organisations,
      Map<Integer, String> teams,
      Map<Integer, String> projects) {

    OwnRole role(Grant grant) {
      return new OwnRole(
          grant.role(),
          name(organisations, grant.organisation()),
          name(teams, grant.team()),
          name(projects, grant.project()));
    }

    private static @Nullable String name(Map<Integer, String> names, @Nullable Integer id) {
      return id == null ? null : names.get(id);
    }
  }
}
