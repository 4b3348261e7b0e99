package dev.drydock.server.team;

import dev.drydock.server.access.Caller;
import dev.drydock.server.access.Role;
import dev.drydock.server.web.Page;
import dev.drydock.server.web.PageRequest;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Roles of accounts: on the whole server, in an organisation, in a team.
@RestController
@RequestMapping("/api/v1")
class MemberController {
  private final Organisations organisations;
  private final Teams teams;
  private final Members members;

  MemberController(Organisations organisations, Teams teams, Members members) {
    this.organisations = organisations;
    this.teams = teams;
    this.members = members;
  }

  record Membership(@NotNull Role role) {}

  @GetMapping("/members")
  @Operation(operationId = "listServerMembers", summary = "Who has a role on the whole server")
  Page<Member> listServer(PageRequest page) {
    return members.list(server(), page);
  }

  @PutMapping("/members/{account}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(operationId = "setServerMember", summary = "Gives a role on the whole server")
  void putServer(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String account,
      @Valid @RequestBody Membership body) {
    members.put(caller, server(), account, body.role());
  }

  @DeleteMapping("/members/{account}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(operationId = "removeServerMember", summary = "Takes a role on the whole server")
  void deleteServer(@AuthenticationPrincipal Caller caller, @PathVariable String account) {
    members.delete(caller, server(), account);
  }

  @GetMapping("/organisations/{organisation}/members")
  @Operation(
      operationId = "listOrganisationMembers",
      summary = "Who has a role in all of the organisation")
  Page<Member> listOrganisation(@PathVariable String organisation, PageRequest page) {
    return members.list(at(organisation), page);
  }

  @PutMapping("/organisations/{organisation}/members/{account}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      operationId = "setOrganisationMember",
      summary = "Gives a role in all of the organisation")
  void putOrganisation(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String organisation,
      @PathVariable String account,
      @Valid @RequestBody Membership body) {
    members.put(caller, at(organisation), account, body.role());
  }

  @DeleteMapping("/organisations/{organisation}/members/{account}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      operationId = "removeOrganisationMember",
      summary = "Takes a role in all of the organisation")
  void deleteOrganisation(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String organisation,
      @PathVariable String account) {
    members.delete(caller, at(organisation), account);
  }

  @GetMapping("/organisations/{organisation}/teams/{team}/members")
  @Operation(operationId = "listTeamMembers", summary = "Who has a role in the team")
  Page<Member> listTeam(
      @PathVariable String organisation, @PathVariable String team, PageRequest page) {
    return members.list(at(organisation, team), page);
  }

  @PutMapping("/organisations/{organisation}/teams/{team}/members/{account}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(operationId = "setTeamMember", summary = "Gives a role in the team")
  void putTeam(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String organisation,
      @PathVariable String team,
      @PathVariable String account,
      @Valid @RequestBody Membership body) {
    members.put(caller, at(organisation, team), account, body.role());
  }

  @DeleteMapping("/organisations/{organisation}/teams/{team}/members/{account}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(operationId = "removeTeamMember", summary = "Takes a role in the team")
  void deleteTeam(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String organisation,
      @PathVariable String team,
      @PathVariable String account) {
    members.delete(caller, at(organisation, team), account);
  }

  private static Members.At server() {
    return new Members.At(null, null, "server");
  }

  private Members.At at(String organisation) {
    return new Members.At(organisations.id(organisation), null, "organisation/" + organisation);
  }

  private Members.At at(String organisation, String team) {
    int id = organisations.id(organisation);
    return new Members.At(id, teams.id(id, team), "team/" + team);
  }
}
