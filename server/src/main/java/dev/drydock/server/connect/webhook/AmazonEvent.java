package dev.drydock.server.connect.webhook;

import dev.drydock.server.connect.webhook.Notification.Confirmation;
import dev.drydock.server.connect.webhook.Notification.Deleted;
import dev.drydock.server.connect.webhook.Notification.Pushed;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// EventBridge's events of Amazon ECR
/// ([events](https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-eventbridge.html)), by
/// themselves from an API destination, or in a message of SNS.
final class AmazonEvent {
  private static final JsonMapper MAPPER = JsonMapper.shared();

  /// Where SNS itself answers: no other address is asked because a body says so.
  private static final Pattern SNS =
      Pattern.compile("https://sns\\.[a-z0-9-]{1,40}\\.amazonaws\\.com(\\.cn)?/\\?[!-~]{1,2000}");

  private AmazonEvent() {}

  static List<Notification> read(JsonNode body) throws InvalidNotificationException {
    return switch (body.path("Type").asString("")) {
      case "SubscriptionConfirmation" -> List.of(confirmation(body));
      case "Notification" -> event(unwrapped(body));
      case "UnsubscribeConfirmation" -> List.of();
      default -> event(body);
    };
  }

  private static Notification confirmation(JsonNode body) throws InvalidNotificationException {
    String address = Fields.required(body, "SubscribeURL");
    try {
      if (SNS.matcher(address).matches()) {
        return new Confirmation(URI.create(address));
      }
    } catch (IllegalArgumentException _) {
      // said below
    }
    throw new InvalidNotificationException("its SubscribeURL is not one of Amazon SNS");
  }

  private static JsonNode unwrapped(JsonNode body) throws InvalidNotificationException {
    try {
      return MAPPER.readTree(Fields.required(body, "Message"));
    } catch (JacksonException _) {
      throw new InvalidNotificationException(
          "its \"Message\" is no JSON; let the rule pass on the whole event");
    }
  }

  private static List<Notification> event(JsonNode event) throws InvalidNotificationException {
    if (!Fields.required(event, "detail-type").equals("ECR Image Action")) {
      return List.of();
    }
    JsonNode detail = event.path("detail");
    if (!detail.path("result").asString("").equals("SUCCESS")) {
      return List.of();
    }
    String repository = Fields.required(detail, "repository-name");
    String digest = Fields.text(detail, "image-digest");
    String tag = Fields.text(detail, "image-tag");
    Instant at = Fields.time(event, "time");
    return switch (detail.path("action-type").asString("")) {
      case "PUSH" -> List.of(new Pushed(repository, digest, tag, at));
      case "DELETE" -> List.of(new Deleted(repository, digest, tag, at));
      default -> List.of();
    };
  }
}
