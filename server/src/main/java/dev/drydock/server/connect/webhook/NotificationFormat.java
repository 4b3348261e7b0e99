package dev.drydock.server.connect.webhook;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// Turns what one kind of registry sends into notifications; what is of no interest becomes none.
@FunctionalInterface
interface NotificationFormat {
  List<Notification> read(JsonNode body) throws InvalidNotificationException;
}
