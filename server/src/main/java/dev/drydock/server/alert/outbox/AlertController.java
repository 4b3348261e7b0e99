package dev.drydock.server.alert.outbox;

import dev.drydock.server.access.Caller;
import dev.drydock.server.alert.subscription.Owners;
import dev.drydock.server.web.Page;
import dev.drydock.server.web.PageRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What was told, and what did not arrive.
@RestController
@RequestMapping("/api/v1/organisations/{organisation}")
class AlertController {
  private static final String OWN = "/alerts";
  private static final String TEAM = "/teams/{team}/alerts";

  private final Owners owners;
  private final AlertList alerts;
  private final Redelivery redelivery;

  AlertController(Owners owners, AlertList alerts, Redelivery redelivery) {
    this.owners = owners;
    this.alerts = alerts;
    this.redelivery = redelivery;
  }

  @GetMapping({OWN, TEAM})
  @Operation(operationId = "listAlerts", summary = "What was told, newest first")
  Page<AlertView> list(
      @PathVariable String organisation,
      @PathVariable(required = false) @Nullable String team,
      @Parameter(schema = @Schema(allowableValues = {"waiting", "sent", "dead", "withdrawn"}))
          @RequestParam(required = false)
          @Nullable String state,
      PageRequest page) {
    return alerts.list(owners.find(organisation, team), state, page);
  }

  /// @param messages their keys; all that are dead where it is left out
  record Again(@Size(max = 1000) @Nullable List<@NotNull UUID> messages) {}

  /// @param messages how many are tried again
  record Begun(int messages) {}

  @PostMapping({OWN + "/redeliver", TEAM + "/redeliver"})
  @Operation(operationId = "redeliverAlerts", summary = "Tries messages again that were given up")
  Begun redeliver(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String organisation,
      @PathVariable(required = false) @Nullable String team,
      @Valid @RequestBody Again body) {
    return new Begun(
        redelivery.redeliver(
            caller,
            owners.find(organisation, team),
            body.messages() == null ? List.of() : body.messages()));
  }
}
