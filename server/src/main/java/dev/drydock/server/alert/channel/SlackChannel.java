package dev.drydock.server.alert.channel;

import dev.drydock.report.CleanText;
import dev.drydock.server.alert.Message;
import dev.drydock.server.alert.Message.Group;
import dev.drydock.server.alert.Message.Item;
import dev.drydock.server.alert.MessageText;
import dev.drydock.server.alert.channel.ChannelSettings.Part;
import java.net.URI;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Slack by an
/// [incoming webhook](https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks):
/// blocks, and a text for notifications. Its address is the secret.
record SlackChannel(URI webhook) implements Channel {
  private static final int LONGEST_HEADER = 150;
  private static final int LONGEST_SECTION = 2_900;

  /// Of at most 50 blocks a group takes three, and two stand at the end.
  private static final int MOST_GROUPS = 15;

  static Channel of(ChannelSettings settings) throws InvalidChannelException {
    settings.only(Part.ADDRESS);
    return new SlackChannel(
        settings.needAddress("the webhook's, https://hooks.slack.com/services/…"));
  }

  @Override
  public String shown() {
    return webhook.getScheme() + "://" + JsonService.host(webhook) + "/…";
  }

  @Override
  public String deliver(Message message, Outlets outlets) throws DeliveryException {
    JsonMapper mapper = outlets.mapper();
    new JsonService(outlets, Map.of("Idempotency-Key", message.key().toString()))
        .post(webhook, mapper.writeValueAsBytes(body(message, mapper)), Map.of());
    return "";
  }

  static ObjectNode body(Message message, JsonMapper mapper) {
    ObjectNode body = mapper.createObjectNode();
    body.put("text", escaped(MessageText.subject(message)));
    ArrayNode blocks = body.putArray("blocks");
    int shown = Math.min(MOST_GROUPS, message.groups().size());
    for (Group group : message.groups().subList(0, shown)) {
      ObjectNode header = blocks.addObject().put("type", "header");
      header
          .putObject("text")
          .put("type", "plain_text")
          .put("text", CleanText.shortened(MessageText.title(group), LONGEST_HEADER));
      section(blocks, lines(group));
      blocks.addObject().put("type", "divider");
    }
    String more = MessageText.leftOut(message.leftOut() + message.groups().size() - shown);
    if (!more.isEmpty()) {
      section(blocks, escaped(more));
    }
    ObjectNode context = blocks.addObject().put("type", "context");
    context
        .putArray("elements")
        .addObject()
        .put("type", "mrkdwn")
        .put("text", escaped(MessageText.footer(message)));
    return body;
  }

  private static String lines(Group group) {
    StringBuilder text = new StringBuilder();
    for (Item item : group.items()) {
      String line = "• " + escaped(MessageText.line(item)) + "\n";
      if (text.length() + line.length() > LONGEST_SECTION / 2) {
        text.append("…\n");
        break;
      }
      text.append(line);
    }
    append(text, MessageText.leftOut(group.leftOut()));
    append(text, MessageText.imageLine(group));
    append(text, MessageText.nextStep(group));
    return text.toString();
  }

  private static void append(StringBuilder text, String line) {
    if (!line.isEmpty()) {
      text.append(escaped(line)).append('\n');
    }
  }

  private static void section(ArrayNode blocks, String text) {
    ObjectNode section = blocks.addObject().put("type", "section");
    section
        .putObject("text")
        .put("type", "mrkdwn")
        .put("text", CleanText.shortened(text, LONGEST_SECTION));
  }

  /// Slack's three signs; what would be bold or code otherwise is only shown so.
  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /// The address is the secret.
  @Override
  public String toString() {
    return "SlackChannel[" + shown() + "]";
  }
}
