package dev.drydock.server.connect.webhook;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// What webhooks of Azure Container Registry send
/// ([schema](https://learn.microsoft.com/azure/container-registry/container-registry-webhook-reference)):
/// an event as the distribution project's registry has it, without an envelope.
final class AzureEvent {
  private AzureEvent() {}

  static List<Notification> read(JsonNode body) throws InvalidNotificationException {
    Fields.required(body, "action");
    return DistributionEvents.one(body).map(List::of).orElse(List.of());
  }
}
