package dev.drydock.server.connect.webhook;

import dev.drydock.server.connect.webhook.Notification.Pushed;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Quay's notification of a push ([notifications](https://docs.quay.io/guides/notifications.html)):
/// the tags, without the digests that they point to, and without a time.
final class QuayPush {
  private QuayPush() {}

  static List<Notification> read(JsonNode body) throws InvalidNotificationException {
    String repository = Fields.required(body, "repository");
    List<Notification> found = new ArrayList<>();
    for (JsonNode tag : body.path("updated_tags")) {
      if (tag.isString()) {
        found.add(new Pushed(repository, null, tag.asString(), null));
      }
    }
    return found;
  }
}
