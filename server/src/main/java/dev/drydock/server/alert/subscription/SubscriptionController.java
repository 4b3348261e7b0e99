package dev.drydock.server.alert.subscription;

import dev.drydock.server.access.Caller;
import dev.drydock.server.web.Page;
import dev.drydock.server.web.PageRequest;
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

/// Subscriptions of teams, and of organisations: who is told what, and by which channel.
@RestController
@RequestMapping("/api/v1/organisations/{organisation}")
class SubscriptionController {
  private static final String OWN = "/subscriptions";
  private static final String TEAM = "/teams/{team}/subscriptions";
  private static final String OWN_PREVIEW = "/subscription-preview";
  private static final String TEAM_PREVIEW = "/teams/{team}/subscription-preview";
  private static final String ONE = "/{subscription}";

  private final Owners owners;
  private final Subscriptions subscriptions;
  private final Samples samples;
  private final Preview preview;

  SubscriptionController(
      Owners owners, Subscriptions subscriptions, Samples samples, Preview preview) {
    this.owners = owners;
    this.subscriptions = subscriptions;
    this.samples = samples;
    this.preview = preview;
  }

  @GetMapping({OWN, TEAM})
  @Operation(operationId = "listSubscriptions", summary = "Who is told what, and by which channel")
  Page<SubscriptionView> list(
      @PathVariable String organisation,
      @PathVariable(required = false) @Nullable String team,
      PageRequest page) {
    return subscriptions.list(owners.find(organisation, team), page);
  }

  @PostMapping({OWN, TEAM})
  @Operation(operationId = "createSubscription", summary = "Subscribes")
  ResponseEntity<SubscriptionView> create(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String organisation,
      @PathVariable(required = false) @Nullable String team,
      @Valid @RequestBody SubscriptionRequest body) {
    SubscriptionView view = subscriptions.create(caller, owners.find(organisation, team), body);
    return Versions.answer(HttpStatus.CREATED, view.version(), view);
  }

  @GetMapping({OWN + ONE, TEAM + ONE})
  @Operation(operationId = "getSubscription", summary = "One subscription")
  ResponseEntity<SubscriptionView> get(
      @PathVariable String organisation,
      @PathVariable(required = false) @Nullable String team,
      @PathVariable int subscription) {
    SubscriptionView view = subscriptions.get(owners.find(organisation, team), subscription);
    return Versions.answer(view.version(), view);
  }

  @PutMapping({OWN + ONE, TEAM + ONE})
  @Operation(operationId = "editSubscription", summary = "Edits a subscription")
  ResponseEntity<SubscriptionView> edit(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String organisation,
      @PathVariable(required = false) @Nullable String team,
      @PathVariable int subscription,
      @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @Valid @RequestBody SubscriptionRequest body) {
    SubscriptionView view =
        subscriptions.update(
            caller,
            owners.find(organisation, team),
            subscription,
            Versions.expected(ifMatch),
            body);
    return Versions.answer(view.version(), view);
  }

  @DeleteMapping({OWN + ONE, TEAM + ONE})
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      operationId = "deleteSubscription",
      summary = "Ends a subscription; what waits is told to nobody, what was told stays")
  void delete(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String organisation,
      @PathVariable(required = false) @Nullable String team,
      @PathVariable int subscription,
      @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
    subscriptions.remove(
        caller, owners.find(organisation, team), subscription, Versions.expected(ifMatch));
  }

  @PostMapping({OWN + ONE + "/test", TEAM + ONE + "/test"})
  @Operation(
      operationId = "testSubscription",
      summary = "Sends a sample by the subscription's channel, and says whether it arrived")
  Samples.Delivered test(
      @PathVariable String organisation,
      @PathVariable(required = false) @Nullable String team,
      @PathVariable int subscription) {
    Owner owner = owners.find(organisation, team);
    SubscriptionView view = subscriptions.get(owner, subscription);
    return samples.send(
        subscriptions.channelOf(owner, subscription), organisation, team, view.title());
  }

  @PostMapping({OWN_PREVIEW, TEAM_PREVIEW})
  @Operation(
      operationId = "previewSubscription",
      summary = "Who would have been told what by such a subscription over the last 30 days")
  Preview.Told preview(
      @PathVariable String organisation,
      @PathVariable(required = false) @Nullable String team,
      @Valid @RequestBody SubscriptionRequest body) {
    return preview.of(owners.find(organisation, team), body);
  }
}
