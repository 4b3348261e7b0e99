package dev.drydock.server.connect;

import dev.drydock.server.access.Caller;
import dev.drydock.server.web.Page;
import dev.drydock.server.web.PageRequest;
import dev.drydock.server.web.Problem;
import dev.drydock.server.web.Versions;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Registries that an organisation watches, and what came of what they told.
@RestController
@RequestMapping("/api/v1/organisations/{organisation}/connections")
class ConnectionController {
  private final Connections connections;
  private final ConnectionStore store;
  private final PushQueue queue;

  ConnectionController(Connections connections, ConnectionStore store, PushQueue queue) {
    this.connections = connections;
    this.store = store;
    this.queue = queue;
  }

  @GetMapping
  @Operation(operationId = "listConnections", summary = "The registries that are watched")
  Page<ConnectionView> list(@PathVariable String organisation, PageRequest page) {
    return connections.list(organisation, page);
  }

  @PostMapping
  @Operation(operationId = "createConnection", summary = "Watches a registry")
  ResponseEntity<ConnectionView> create(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String organisation,
      @Valid @RequestBody ConnectionRequest body) {
    ConnectionView view = connections.create(caller, organisation, body);
    return Versions.answer(HttpStatus.CREATED, view.version(), view);
  }

  @GetMapping("/{connection}")
  @Operation(operationId = "getConnection", summary = "One connection, without its secrets")
  ResponseEntity<ConnectionView> get(
      @PathVariable String organisation, @PathVariable String connection) {
    Connection found = connections.get(organisation, connection);
    return Versions.answer(found.version(), ConnectionView.of(organisation, found));
  }

  @PutMapping("/{connection}")
  @Operation(operationId = "updateConnection", summary = "Edits a connection")
  ResponseEntity<ConnectionView> update(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String organisation,
      @PathVariable String connection,
      @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @Valid @RequestBody ConnectionRequest body) {
    ConnectionView view =
        connections.update(caller, organisation, connection, Versions.expected(ifMatch), body);
    return Versions.answer(view.version(), view);
  }

  @DeleteMapping("/{connection}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      operationId = "deleteConnection",
      summary = "Watches a registry no longer; its images stay")
  void delete(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String organisation,
      @PathVariable String connection,
      @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
    connections.delete(caller, organisation, connection, Versions.expected(ifMatch));
  }

  @GetMapping("/{connection}/pushes")
  @Operation(
      operationId = "listPushes",
      summary = "What a registry told, the newest first, and what became of it")
  Page<PushView> pushes(
      @PathVariable String organisation,
      @PathVariable String connection,
      @RequestParam(required = false) @Pattern(regexp = "waiting|done|passed-over|dead")
          @Nullable String state,
      PageRequest page) {
    Connection found = connections.get(organisation, connection);
    long before;
    try {
      before = Long.parseLong(page.key(Long.toString(Long.MAX_VALUE)));
    } catch (NumberFormatException _) {
      throw new Problem(HttpStatus.BAD_REQUEST, "after is not from this list: begin at the start");
    }
    List<PushView> items = queue.list(found.id(), state, before, page.fetch());
    return Page.of(items, page, one -> List.of(Long.toString(one.id())));
  }

  /// How many were given another chance.
  record Retried(int count) {}

  @PostMapping("/{connection}/pushes/retry")
  @Operation(operationId = "retryPushes", summary = "Tries again what was given up")
  Retried retry(@PathVariable String organisation, @PathVariable String connection) {
    return new Retried(queue.retry(connections.get(organisation, connection).id()));
  }

  @PostMapping("/{connection}/discovery")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(operationId = "discover", summary = "Looks at the whole registry now")
  void discover(@PathVariable String organisation, @PathVariable String connection) {
    Connection found = connections.get(organisation, connection);
    if (found.discovery() == null) {
      throw Problem.conflict(
          "This connection has no discovery: set discoveryMinutes, and it begins at once");
    }
    store.lookNow(found.id());
  }
}
