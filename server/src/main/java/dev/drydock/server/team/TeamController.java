package dev.drydock.server.team;

import dev.drydock.server.access.Caller;
import dev.drydock.server.web.Page;
import dev.drydock.server.web.PageRequest;
import dev.drydock.server.web.Versions;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
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

/// The teams of an organisation: all its members may know them, and how to reach them.
@RestController
@RequestMapping("/api/v1/organisations/{organisation}/teams")
class TeamController {
  private final Organisations organisations;
  private final Teams teams;

  TeamController(Organisations organisations, Teams teams) {
    this.organisations = organisations;
    this.teams = teams;
  }

  record NewTeam(
      @NotNull @Pattern(regexp = Naming.PATTERN, message = Naming.RULE) String name,
      @Nullable @Size(max = 200) String title,
      @Nullable @Size(max = 500) String contact) {

    Teams.Details details() {
      return new Teams.Details(title == null ? "" : title, contact == null ? "" : contact);
    }
  }

  record TeamEdit(
      @NotNull @Size(max = 200) String title, @NotNull @Size(max = 500) String contact) {}

  @GetMapping
  @Operation(operationId = "listTeams", summary = "The teams of an organisation")
  Page<Team> list(@PathVariable String organisation, PageRequest page) {
    return teams.list(organisations.id(organisation), page);
  }

  @PostMapping
  @Operation(operationId = "createTeam", summary = "Makes a team")
  ResponseEntity<Team> create(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String organisation,
      @Valid @RequestBody NewTeam body) {
    int id = organisations.id(organisation);
    boolean made = teams.create(caller, id, body.name(), body.details());
    Team team = teams.get(id, body.name());
    return Versions.answer(made ? HttpStatus.CREATED : HttpStatus.OK, team.version(), team);
  }

  @GetMapping("/{team}")
  @Operation(operationId = "getTeam", summary = "One team, and how to reach it")
  ResponseEntity<Team> get(@PathVariable String organisation, @PathVariable String team) {
    Team found = teams.get(organisations.id(organisation), team);
    return Versions.answer(found.version(), found);
  }

  @PutMapping("/{team}")
  @Operation(operationId = "editTeam", summary = "Edits what a team is called and how to reach it")
  ResponseEntity<Team> edit(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String organisation,
      @PathVariable String team,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @Valid @RequestBody TeamEdit body) {
    Team edited =
        teams.edit(
            caller,
            organisations.id(organisation),
            team,
            Versions.expected(ifMatch),
            new Teams.Details(body.title(), body.contact()));
    return Versions.answer(edited.version(), edited);
  }

  @DeleteMapping("/{team}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(operationId = "deleteTeam", summary = "Deletes a team that has no projects")
  void delete(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String organisation,
      @PathVariable String team,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
    teams.delete(caller, organisations.id(organisation), team, Versions.expected(ifMatch));
  }
}
