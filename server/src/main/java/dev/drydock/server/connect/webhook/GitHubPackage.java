package dev.drydock.server.connect.webhook;

import dev.drydock.server.connect.webhook.Notification.Pushed;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// GitHub's events `package` and `registry_package`
/// ([payloads](https://docs.github.com/en/webhooks/webhook-events-and-payloads#registry_package))
/// of its container registry. Deletions are not told of.
final class GitHubPackage {
  private GitHubPackage() {}

  static List<Notification> read(JsonNode body) throws InvalidNotificationException {
    JsonNode about =
        body.has("registry_package") ? body.path("registry_package") : body.path("package");
    String action = body.path("action").asString("");
    if (body.has("zen") || !action.equals("published") && !action.equals("updated")) {
      return List.of(); // the first ping, and what is no push
    }
    String type = about.path("package_type").asString(about.path("ecosystem").asString(""));
    if (!type.equalsIgnoreCase("container")) {
      return List.of();
    }
    String repository = Fields.required(about, "namespace") + "/" + Fields.required(about, "name");
    JsonNode version = about.path("package_version");
    JsonNode tag = version.path("container_metadata").path("tag");
    String digest = Fields.text(tag, "digest");
    return List.of(
        new Pushed(
            repository.toLowerCase(Locale.ROOT),
            digest == null ? Fields.text(version, "version") : digest,
            Fields.text(tag, "name"),
            time(about, version)));
  }

  private static @Nullable Instant time(JsonNode about, JsonNode version) {
    Instant at = Fields.time(version, "updated_at");
    return at == null ? Fields.time(about, "updated_at") : at;
  }
}
