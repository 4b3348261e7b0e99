package dev.drydock.server.connect.webhook;

import dev.drydock.server.connect.webhook.Notification.Deleted;
import dev.drydock.server.connect.webhook.Notification.Pushed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What Harbor's webhooks send, in its own format or as CloudEvents
/// ([webhooks](https://goharbor.io/docs/latest/working-with-projects/project-configuration/configure-webhooks/)).
final class HarborEvent {
  private HarborEvent() {}

  static List<Notification> read(JsonNode body) throws InvalidNotificationException {
    String type = Fields.required(body, "type");
    boolean cloudEvent = body.has("specversion");
    JsonNode data = body.path(cloudEvent ? "data" : "event_data");
    Instant at = cloudEvent ? Fields.time(body, "time") : Fields.seconds(body, "occur_at");
    return switch (type) {
      case "PUSH_ARTIFACT", "harbor.artifact.pushed" -> artifacts(data, at, true);
      case "DELETE_ARTIFACT", "harbor.artifact.deleted" -> artifacts(data, at, false);
      default -> List.of(); // scans, quotas, replications
    };
  }

  private static List<Notification> artifacts(JsonNode data, @Nullable Instant at, boolean pushed)
      throws InvalidNotificationException {
    String repository = Fields.required(data.path("repository"), "repo_full_name");
    List<Notification> found = new ArrayList<>();
    for (JsonNode resource : data.path("resources")) {
      String digest = Fields.text(resource, "digest");
      String tag = Fields.text(resource, "tag");
      if (tag != null && tag.startsWith("sha256:")) {
        tag = null; // so Harbor tells of what was pushed without one
      }
      found.add(
          pushed
              ? new Pushed(repository, digest, tag, at)
              : new Deleted(repository, digest, tag, at));
    }
    return found;
  }
}
