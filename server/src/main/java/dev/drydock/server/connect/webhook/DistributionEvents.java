package dev.drydock.server.connect.webhook;

import dev.drydock.server.connect.webhook.Notification.Deleted;
import dev.drydock.server.connect.webhook.Notification.Pushed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The envelopes of the distribution project's registry, of many events each
/// ([notifications](https://distribution.github.io/distribution/about/notifications/)). Blobs are
/// told of, too: those events name neither a tag nor a type of manifests.
final class DistributionEvents {
  private DistributionEvents() {}

  static List<Notification> read(JsonNode body) throws InvalidNotificationException {
    JsonNode events = body.path("events");
    if (!events.isArray()) {
      throw new InvalidNotificationException(
          "it has no \"events\"; is the connection of the right kind?");
    }
    List<Notification> found = new ArrayList<>();
    for (JsonNode event : events) {
      one(event).ifPresent(found::add);
    }
    return found;
  }

  /// An event; Azure's registry sends each by itself.
  static Optional<Notification> one(JsonNode event) throws InvalidNotificationException {
    JsonNode target = event.path("target");
    String action = event.path("action").asString("");
    return switch (action) {
      case "push" -> pushed(event, target);
      case "delete" ->
          Optional.of(
              new Deleted(
                  Fields.required(target, "repository"),
                  Fields.text(target, "digest"),
                  Fields.text(target, "tag"),
                  Fields.time(event, "timestamp")));
      default -> Optional.empty(); // pulls, mounts, and what is to come
    };
  }

  private static Optional<Notification> pushed(JsonNode event, JsonNode target)
      throws InvalidNotificationException {
    String type = target.path("mediaType").asString("");
    if (!type.contains("manifest") && !type.contains("image.index")) {
      return Optional.empty();
    }
    return Optional.of(
        new Pushed(
            Fields.required(target, "repository"),
            Fields.text(target, "digest"),
            Fields.text(target, "tag"),
            Fields.time(event, "timestamp")));
  }
}
