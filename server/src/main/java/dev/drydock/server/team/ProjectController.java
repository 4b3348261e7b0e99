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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The projects of an organisation: each is its team's, and can be given to another.
@RestController
@RequestMapping("/api/v1/organisations/{organisation}")
class ProjectController {
  private final Organisations organisations;
  private final Projects projects;

  ProjectController(Organisations organisations, Projects projects) {
    this.organisations = organisations;
    this.projects = projects;
  }

  /// @param source the address of its source code
  record NewProject(
      @NotNull @Pattern(regexp = Naming.PATTERN, message = Naming.RULE) String name,
      @Nullable @Size(max = 200) String title,
      @Nullable @Size(max = 500) String source) {

    Projects.Details details() {
      return new Projects.Details(title == null ? "" : title, source == null ? "" : source);
    }
  }

  record ProjectEdit(
      @NotNull @Size(max = 200) String title, @NotNull @Size(max = 500) String source) {}

  /// @param team the name of the team that the project is given to
  record ProjectMove(@NotNull @Size(max = 63) String team) {}

  @GetMapping("/projects")
  @Operation(operationId = "listProjects", summary = "The projects that you may see")
  Page<Project> list(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String organisation,
      @RequestParam(required = false) @Nullable String team,
      PageRequest page) {
    return projects.list(caller, organisations.id(organisation), team, page);
  }

  @PostMapping("/teams/{team}/projects")
  @Operation(operationId = "createProject", summary = "Makes a project of a team")
  ResponseEntity<Project> create(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String organisation,
      @PathVariable String team,
      @Valid @RequestBody NewProject body) {
    int id = organisations.id(organisation);
    boolean made = projects.create(caller, id, team, body.name(), body.details());
    Project project = projects.get(id, body.name());
    return Versions.answer(made ? HttpStatus.CREATED : HttpStatus.OK, project.version(), project);
  }

  @GetMapping("/projects/{project}")
  @Operation(operationId = "getProject", summary = "One project, its team and its source")
  ResponseEntity<Project> get(@PathVariable String organisation, @PathVariable String project) {
    Project found = projects.get(organisations.id(organisation), project);
    return Versions.answer(found.version(), found);
  }

  @PutMapping("/projects/{project}")
  @Operation(operationId = "editProject", summary = "Edits what a project is called and its source")
  ResponseEntity<Project> edit(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String organisation,
      @PathVariable String project,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @Valid @RequestBody ProjectEdit body) {
    Project edited =
        projects.edit(
            caller,
            organisations.id(organisation),
            project,
            Versions.expected(ifMatch),
            new Projects.Details(body.title(), body.source()));
    return Versions.answer(edited.version(), edited);
  }

  @PutMapping("/projects/{project}/team")
  @Operation(operationId = "moveProject", summary = "Gives a project to another team")
  ResponseEntity<Project> move(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String organisation,
      @PathVariable String project,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @Valid @RequestBody ProjectMove body) {
    Project moved =
        projects.move(
            caller,
            organisations.id(organisation),
            project,
            Versions.expected(ifMatch),
            body.team());
    return Versions.answer(moved.version(), moved);
  }

  @DeleteMapping("/projects/{project}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(operationId = "deleteProject", summary = "Deletes a project that has no repositories")
  void delete(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String organisation,
      @PathVariable String project,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
    projects.delete(caller, organisations.id(organisation), project, Versions.expected(ifMatch));
  }
}
