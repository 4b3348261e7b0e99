package dev.drydock.server.connect;

import dev.drydock.server.connect.Intake.Taken;
import dev.drydock.server.connect.webhook.InvalidNotificationException;
import dev.drydock.server.connect.webhook.Notification;
import dev.drydock.server.connect.webhook.Notification.Confirmation;
import dev.drydock.server.connect.webhook.Proof;
import dev.drydock.server.outgoing.OutgoingClient;
import dev.drydock.server.outgoing.OutgoingRequest;
import dev.drydock.server.secret.Secrets;
import dev.drydock.server.secret.UnreadableSecretException;
import dev.drydock.server.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Where registries tell what was pushed. Answers as soon as that is kept.
@RestController
class WebhookController {
  private final ConnectionStore connections;
  private final Secrets secrets;
  private final Intake intake;
  private final OutgoingClient outgoing;

  WebhookController(
      ConnectionStore connections, Secrets secrets, Intake intake, OutgoingClient outgoing) {
    this.connections = connections;
    this.secrets = secrets;
    this.intake = intake;
    this.outgoing = outgoing;
  }

  @Operation(
      operationId = "notify",
      summary = "Takes what a registry tells of pushes and deletions",
      requestBody =
          @RequestBody(
              required = true,
              description = "As the kind of registry sends it, at most 1 MiB",
              content =
                  @Content(mediaType = "application/json", schema = @Schema(type = "object"))))
  @PostMapping("/webhooks/{organisation}/{connection}")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Taken notified(
      @PathVariable String organisation,
      @PathVariable String connection,
      @RequestParam(required = false) @Nullable String secret,
      @RequestHeader(value = HttpHeaders.AUTHORIZATION, required = false)
          @Nullable String authorization,
      @RequestHeader(value = "X-Hub-Signature-256", required = false) @Nullable String signature,
      HttpServletRequest request)
      throws IOException {
    byte[] body = request.getInputStream().readAllBytes(); // bounded by the matrix
    Connection known =
        proven(organisation, connection, new Proof(authorization, signature, secret, body));
    List<Notification> notifications;
    try {
      notifications = known.kind().read(body);
    } catch (InvalidNotificationException e) {
      throw Problem.invalid(
          "This is not what a registry of the kind "
              + known.kind().word()
              + " sends: "
              + e.getMessage());
    }
    for (Notification one : notifications) {
      if (one instanceof Confirmation confirmation) {
        confirm(confirmation);
      }
    }
    return intake.take(known, notifications);
  }

  /// One answer for all that is wrong: trying names tells nothing.
  private Connection proven(String organisation, String name, Proof proof) {
    Optional<Connection> found = connections.find(organisation, name);
    Connection known = found.orElseThrow(WebhookController::unproven);
    byte[] sealed = known.webhookSecret();
    if (sealed == null) {
      throw unproven();
    }
    try {
      String secret = secrets.open(sealed, known.context("webhook"));
      if (!known.kind().proves(proof, secret)) {
        throw unproven();
      }
    } catch (UnreadableSecretException _) {
      throw new Problem(
          HttpStatus.SERVICE_UNAVAILABLE,
          "The server cannot read the secret of this connection: its operator has to give back the key, or somebody has to enter the secret anew");
    }
    return known;
  }

  private static Problem unproven() {
    return Problem.forbidden(
        "There is no such connection, or the request does not prove that it comes from its registry: check the address and the secret there");
  }

  private void confirm(Confirmation confirmation) throws IOException {
    int status =
        outgoing.send(new OutgoingRequest("GET", confirmation.address(), Map.of(), null)).status();
    if (status / 100 != 2) {
      throw new Problem(
          HttpStatus.BAD_GATEWAY,
          "The subscription could not be confirmed: the answer was " + status);
    }
  }
}
