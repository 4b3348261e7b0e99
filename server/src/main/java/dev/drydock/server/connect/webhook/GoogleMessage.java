package dev.drydock.server.connect.webhook;

import dev.drydock.server.connect.webhook.Notification.Deleted;
import dev.drydock.server.connect.webhook.Notification.Pushed;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Pub/Sub's push of what Artifact Registry tells
/// ([notifications](https://cloud.google.com/artifact-registry/docs/configure-notifications)):
/// whole references in Base64.
final class GoogleMessage {
  private static final JsonMapper MAPPER = JsonMapper.shared();

  private GoogleMessage() {}

  static List<Notification> read(JsonNode body) throws InvalidNotificationException {
    JsonNode message = body.path("message");
    JsonNode data = data(Fields.required(message, "data"));
    Instant at = Fields.time(message, "publishTime");
    String digested = Fields.text(data, "digest");
    String tagged = Fields.text(data, "tag");
    String reference = digested == null ? tagged : digested;
    if (reference == null) {
      throw new InvalidNotificationException("it names neither a \"digest\" nor a \"tag\"");
    }
    String repository = repository(reference);
    String digest = digested == null ? null : after(digested, '@');
    String tag = tagged == null ? null : after(tagged, ':');
    return switch (data.path("action").asString("")) {
      case "INSERT" -> List.of(new Pushed(repository, digest, tag, at));
      // of a tag that is deleted, the manifest stays, though it is named
      case "DELETE" -> List.of(new Deleted(repository, tag == null ? digest : null, tag, at));
      default -> List.of();
    };
  }

  private static JsonNode data(String encoded) throws InvalidNotificationException {
    try {
      return MAPPER.readTree(Base64.getDecoder().decode(encoded));
    } catch (IllegalArgumentException | JacksonException _) {
      throw new InvalidNotificationException("its \"data\" is no JSON in Base64");
    }
  }

  /// `us-docker.pkg.dev/project/repository/image@sha256:…` without host, tag and digest.
  private static String repository(String reference) throws InvalidNotificationException {
    int slash = reference.indexOf('/');
    if (slash < 0) {
      throw new InvalidNotificationException("it names an image without its registry");
    }
    String path = reference.substring(slash + 1);
    int at = path.indexOf('@');
    String named = at < 0 ? path : path.substring(0, at);
    int colon = named.indexOf(':');
    return colon < 0 ? named : named.substring(0, colon);
  }

  private static @Nullable String after(String reference, char separator) {
    int place = reference.lastIndexOf(separator);
    return place < 0 || place < reference.indexOf('/') ? null : reference.substring(place + 1);
  }
}
