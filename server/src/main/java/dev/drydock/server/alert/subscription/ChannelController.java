package dev.drydock.server.alert.subscription;

import dev.drydock.server.access.Caller;
import dev.drydock.server.web.Page;
import dev.drydock.server.web.PageRequest;
import dev.drydock.server.web.Versions;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Channels of teams, and of organisations.
@RestController
@RequestMapping("/api/v1/organisations/{organisation}")
class ChannelController {
  private static final String OWN = "/channels";
  private static final String OWN_ONE = "/channels/{channel}";
  private static final String TEAM = "/teams/{team}/channels";
  private static final String TEAM_ONE = "/teams/{team}/channels/{channel}";
  private static final String NAME = "[a-z0-9][a-z0-9._-]{0,62}";

  private final Owners owners;
  private final Channels channels;

  ChannelController(Owners owners, Channels channels) {
    this.owners = owners;
    this.channels = channels;
  }

  @GetMapping({OWN, TEAM})
  @Operation(operationId = "listChannels", summary = "The ways by which alerts can be told")
  Page<ChannelView> list(
      @PathVariable String organisation,
      @PathVariable(required = false) @Nullable String team,
      PageRequest page) {
    return channels.list(owners.find(organisation, team), page);
  }

  @GetMapping({OWN_ONE, TEAM_ONE})
  @Operation(operationId = "getChannel", summary = "One channel, without its secrets")
  ResponseEntity<ChannelView> get(
      @PathVariable String organisation,
      @PathVariable(required = false) @Nullable String team,
      @PathVariable String channel) {
    ChannelView view = channels.get(owners.find(organisation, team), channel);
    return Versions.answer(view.version(), view);
  }

  @PutMapping({OWN_ONE, TEAM_ONE})
  @Operation(
      operationId = "putChannel",
      summary = "Makes a channel (without If-Match), or edits one (with it)")
  ResponseEntity<ChannelView> put(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String organisation,
      @PathVariable(required = false) @Nullable String team,
      @PathVariable @Pattern(regexp = NAME) String channel,
      @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @Valid @RequestBody ChannelRequest body) {
    Owner owner = owners.find(organisation, team);
    if (ifMatch == null) {
      ChannelView view = channels.create(caller, owner, channel, body);
      return Versions.answer(HttpStatus.CREATED, view.version(), view);
    }
    ChannelView view = channels.update(caller, owner, channel, Versions.expected(ifMatch), body);
    return Versions.answer(view.version(), view);
  }

  @DeleteMapping({OWN_ONE, TEAM_ONE})
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(operationId = "deleteChannel", summary = "Removes a channel that nobody tells by")
  void delete(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String organisation,
      @PathVariable(required = false) @Nullable String team,
      @PathVariable String channel,
      @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
    channels.delete(
        caller, owners.find(organisation, team), channel, Versions.expected(ifMatch));
  }
}
