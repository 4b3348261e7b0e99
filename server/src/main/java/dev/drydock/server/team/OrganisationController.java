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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Organisations: made by the server's admins, edited by their own.
@RestController
class OrganisationController {
  private final Organisations organisations;

  OrganisationController(Organisations organisations) {
    this.organisations = organisations;
  }

  record NewOrganisation(
      @NotNull @Pattern(regexp = Naming.PATTERN, message = Naming.RULE) String name,
      @Nullable @Size(max = 200) String title) {}

  record OrganisationEdit(@NotNull @Size(max = 200) String title) {}

  @GetMapping("/api/v1/organisations")
  @Operation(operationId = "listOrganisations", summary = "The organisations that you belong to")
  Page<Organisation> list(@AuthenticationPrincipal Caller caller, PageRequest page) {
    return organisations.list(caller, page);
  }

  @PostMapping("/api/v1/organisations")
  @Operation(operationId = "createOrganisation", summary = "Makes an organisation")
  ResponseEntity<Organisation> create(
      @AuthenticationPrincipal Caller caller, @Valid @RequestBody NewOrganisation body) {
    boolean made =
        organisations.create(caller, body.name(), body.title() == null ? "" : body.title());
    Organisation organisation = organisations.get(body.name());
    return Versions.answer(
        made ? HttpStatus.CREATED : HttpStatus.OK, organisation.version(), organisation);
  }

  @GetMapping("/api/v1/organisations/{organisation}")
  @Operation(operationId = "getOrganisation", summary = "One organisation")
  ResponseEntity<Organisation> get(@PathVariable String organisation) {
    Organisation found = organisations.get(organisation);
    return Versions.answer(found.version(), found);
  }

  @PutMapping("/api/v1/organisations/{organisation}")
  @Operation(operationId = "editOrganisation", summary = "Edits what an organisation is called")
  ResponseEntity<Organisation> edit(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String organisation,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @Valid @RequestBody OrganisationEdit body) {
    Organisation edited =
        organisations.edit(caller, organisation, Versions.expected(ifMatch), body.title());
    return Versions.answer(edited.version(), edited);
  }

  @DeleteMapping("/api/v1/organisations/{organisation}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(operationId = "deleteOrganisation", summary = "Deletes an organisation that is empty")
  void delete(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String organisation,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
    organisations.delete(caller, organisation, Versions.expected(ifMatch));
  }
}
