package dev.drydock.server.fleet.repository;

import dev.drydock.server.access.Caller;
import dev.drydock.server.fleet.Owners;
import dev.drydock.server.web.Page;
import dev.drydock.server.web.PageRequest;
import dev.drydock.server.web.Versions;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The repositories of a project: each is its project's, and can be given to another.
@RestController
@RequestMapping("/api/v1/organisations/{organisation}/projects/{project}")
class RepositoryController {
  private final Owners owners;
  private final Repositories repositories;

  RepositoryController(Owners owners, Repositories repositories) {
    this.owners = owners;
    this.repositories = repositories;
  }

  /// @param project the name of the project that the repository is given to
  record RepositoryMove(@NotNull @Size(max = 63) String project) {}

  @GetMapping("/repositories")
  @Operation(operationId = "listRepositories", summary = "The repositories of a project")
  Page<RepositoryItem> list(
      @PathVariable String organisation, @PathVariable String project, PageRequest page) {
    int where = owners.organisation(organisation);
    return repositories.list(repositories.project(where, project), page);
  }

  @PutMapping("/repository/project")
  @Operation(
      operationId = "moveRepository",
      summary = "Gives a repository of the project to another one")
  ResponseEntity<RepositoryItem> move(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String organisation,
      @PathVariable String project,
      @RequestParam String name,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @Valid @RequestBody RepositoryMove body) {
    int where = owners.organisation(organisation);
    RepositoryItem moved =
        repositories.move(
            caller,
            repositories.project(where, project),
            name,
            Versions.expected(ifMatch),
            body.project());
    return Versions.answer(moved.version(), moved);
  }
}
