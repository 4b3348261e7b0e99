package dev.drydock.server.connect.webhook;

import dev.drydock.server.connect.webhook.Notification.Pushed;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// What Docker Hub's webhooks send
/// ([webhooks](https://docs.docker.com/docker-hub/repos/manage/webhooks/)): a tag, without the
/// digest that it points to.
final class DockerHubPush {
  private DockerHubPush() {}

  static List<Notification> read(JsonNode body) throws InvalidNotificationException {
    JsonNode push = body.path("push_data");
    return List.of(
        new Pushed(
            Fields.required(body.path("repository"), "repo_name"),
            null,
            Fields.required(push, "tag"),
            Fields.seconds(push, "pushed_at")));
  }
}
