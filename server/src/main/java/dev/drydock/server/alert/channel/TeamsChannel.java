package dev.drydock.server.alert.channel;

import dev.drydock.report.CleanText;
import dev.drydock.report.markdown.MarkdownText;
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

/// Microsoft Teams by the webhook of a
/// [workflow](https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook):
/// an adaptive card, version 1.4. Its address is the secret.
record TeamsChannel(URI webhook) implements Channel {
  /// Teams takes 28 KB for a whole message.
  private static final int LONGEST_BODY = 24_000;

  static Channel of(ChannelSettings settings) throws InvalidChannelException {
    settings.only(Part.ADDRESS);
    return new TeamsChannel(
        settings.needAddress("that of the workflow \"When a Teams webhook request is received\""));
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
    ObjectNode body = mapper.createObjectNode().put("type", "message");
    ObjectNode attachment = body.putArray("attachments").addObject();
    attachment.put("contentType", "application/vnd.microsoft.card.adaptive");
    attachment.putNull("contentUrl");
    ObjectNode card = attachment.putObject("content");
    card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
    card.put("type", "AdaptiveCard").put("version", "1.4");
    card.put("fallbackText", MessageText.subject(message));
    card.putObject("msteams").put("width", "Full");
    ArrayNode blocks = card.putArray("body");
    int length = 0;
    int shown = 0;
    for (Group group : message.groups()) {
      String text = lines(group);
      length += text.length() + MessageText.title(group).length() + 200;
      if (length > LONGEST_BODY && shown > 0) {
        break;
      }
      block(blocks, MarkdownText.cell(MessageText.title(group)))
          .put("weight", "Bolder")
          .put("size", "Medium");
      block(blocks, CleanText.shortened(text, LONGEST_BODY / 2));
      shown++;
    }
    String more = MessageText.leftOut(message.leftOut() + message.groups().size() - shown);
    if (!more.isEmpty()) {
      block(blocks, more);
    }
    block(blocks, MarkdownText.sentence(MessageText.footer(message)))
        .put("isSubtle", true)
        .put("size", "Small");
    return body;
  }

  private static String lines(Group group) {
    StringBuilder text = new StringBuilder();
    for (Item item : group.items()) {
      text.append("- ").append(MarkdownText.sentence(MessageText.line(item))).append('\n');
    }
    for (String line :
        new String[] {
          MessageText.leftOut(group.leftOut()),
          MessageText.imageLine(group),
          MessageText.nextStep(group)
        }) {
      if (!line.isEmpty()) {
        text.append('\n').append(MarkdownText.sentence(line)).append('\n');
      }
    }
    return text.toString();
  }

  private static ObjectNode block(ArrayNode blocks, String text) {
    return blocks.addObject().put("type", "TextBlock").put("wrap", true).put("text", text);
  }

  /// The address is the secret.
  @Override
  public String toString() {
    return "TeamsChannel[" + shown() + "]";
  }
}
