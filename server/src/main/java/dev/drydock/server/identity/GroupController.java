package dev.drydock.server.identity;

import dev.drydock.server.access.Caller;
import dev.drydock.server.team.Organisations;
import dev.drydock.server.web.Page;
import dev.drydock.server.web.PageRequest;
import dev.drydock.server.web.Versions;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
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

/// The groups of an organisation, and the door for a directory that sends who is in them.
@RestController
@RequestMapping("/api/v1/organisations/{organisation}/groups")
class GroupController {
  private static final String NAME = "[a-z0-9][a-z0-9._-]{0,62}";
  private static final String RULE =
      "has up to 63 lower case letters, digits, '.', '_' and '-', and begins with a letter or digit";

  private final Organisations organisations;
  private final Groups groups;

  GroupController(Organisations organisations, Groups groups) {
    this.organisations = organisations;
    this.groups = groups;
  }

  record NewGroup(
      @NotNull @Pattern(regexp = NAME, message = RULE) String name,
      @Nullable @Size(max = 200) String title,
      @Nullable @Size(min = 1, max = 63) String provider,
      @Nullable @Size(min = 1, max = 500) String claim,
      @NotNull @Size(max = 1000) List<@Valid @NotNull GroupRole> roles) {}

  record GroupEdit(
      @NotNull @Size(max = 200) String title,
      @Nullable @Size(min = 1, max = 63) String provider,
      @Nullable @Size(min = 1, max = 500) String claim,
      @NotNull @Size(max = 1000) List<@Valid @NotNull GroupRole> roles) {}

  /// @param members names of accounts
  record GroupMembers(
      @NotNull @Size(max = 10_000) List<@NotNull @Size(max = 200) String> members) {}

  /// @param members who is in the group now
  /// @param unknown the names that no account has: they were left out, so send the list again later
  record KeptMembers(List<String> members, List<String> unknown) {}

  @GetMapping
  @Operation(operationId = "listGroups", summary = "The groups of an organisation")
  Page<Group> list(@PathVariable String organisation, PageRequest page) {
    return groups.list(organisations.id(organisation), page);
  }

  @PostMapping
  @Operation(operationId = "createGroup", summary = "Makes a group")
  ResponseEntity<Group> create(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String organisation,
      @Valid @RequestBody NewGroup body) {
    int id = organisations.id(organisation);
    boolean made =
        groups.create(
            caller,
            id,
            body.name(),
            new Groups.Details(
                AccountRequests.orEmpty(body.title()),
                body.provider(),
                body.claim(),
                body.roles()));
    Group group = groups.get(id, body.name());
    return Versions.answer(made ? HttpStatus.CREATED : HttpStatus.OK, group.version(), group);
  }

  @GetMapping("/{group}")
  @Operation(operationId = "getGroup", summary = "One group, and what its members are granted")
  ResponseEntity<Group> get(@PathVariable String organisation, @PathVariable String group) {
    Group found = groups.get(organisations.id(organisation), group);
    return Versions.answer(found.version(), found);
  }

  @PutMapping("/{group}")
  @Operation(operationId = "editGroup", summary = "Edits a group, and what its members are granted")
  ResponseEntity<Group> edit(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String organisation,
      @PathVariable String group,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @Valid @RequestBody GroupEdit body) {
    Group edited =
        groups.edit(
            caller,
            organisations.id(organisation),
            group,
            Versions.expected(ifMatch),
            new Groups.Details(body.title(), body.provider(), body.claim(), body.roles()));
    return Versions.answer(edited.version(), edited);
  }

  @DeleteMapping("/{group}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(operationId = "deleteGroup", summary = "Deletes a group, and so what it granted")
  void delete(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String organisation,
      @PathVariable String group,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
    groups.delete(caller, organisations.id(organisation), group, Versions.expected(ifMatch));
  }

  @GetMapping("/{group}/members")
  @Operation(operationId = "getGroupMembers", summary = "Who is in a group")
  GroupMembers members(@PathVariable String organisation, @PathVariable String group) {
    return new GroupMembers(groups.members(organisations.id(organisation), group));
  }

  @PutMapping("/{group}/members")
  @Operation(
      operationId = "setGroupMembers",
      summary = "Makes exactly these the members of a group: what a directory sends")
  KeptMembers setMembers(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String organisation,
      @PathVariable String group,
      @Valid @RequestBody GroupMembers body) {
    int id = organisations.id(organisation);
    List<String> unknown = groups.setMembers(caller, id, group, body.members());
    return new KeptMembers(groups.members(id, group), unknown);
  }
}
