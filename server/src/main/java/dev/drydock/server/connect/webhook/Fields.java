package dev.drydock.server.connect.webhook;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Fields of bodies that may be there or not.
final class Fields {
  private Fields() {}

  /// `null` where there is no text, or an empty one.
  static @Nullable String text(JsonNode node, String name) {
    String text = node.path(name).asString("");
    return text.isEmpty() ? null : text;
  }

  /// @throws InvalidNotificationException where it is not there
  static String required(JsonNode node, String name) throws InvalidNotificationException {
    String text = text(node, name);
    if (text == null) {
      throw new InvalidNotificationException(
          "it says no \"" + name + "\"; is the connection of the right kind?");
    }
    return text;
  }

  /// Of RFC 3339; `null` where there is none, or something else.
  static @Nullable Instant time(JsonNode node, String name) {
    String text = text(node, name);
    try {
      return text == null ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException _) {
      return null;
    }
  }

  /// Of seconds since 1970; `null` where there is none, or something else.
  static @Nullable Instant seconds(JsonNode node, String name) {
    JsonNode number = node.path(name);
    try {
      return number.isIntegralNumber() && number.canConvertToLong()
          ? Instant.ofEpochSecond(number.longValue())
          : null;
    } catch (DateTimeException _) {
      return null;
    }
  }
}
