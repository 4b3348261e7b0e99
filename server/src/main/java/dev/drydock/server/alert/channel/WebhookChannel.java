package dev.drydock.server.alert.channel;

import dev.drydock.server.Digests;
import dev.drydock.server.alert.Message;
import dev.drydock.server.alert.channel.ChannelSettings.Part;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A webhook of one's own: a CloudEvent 1.0 in structured mode ([JSON
/// format](https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md)),
/// signed as [Standard Webhooks](https://www.standardwebhooks.com) say: `webhook-signature` is
/// `v1,` and the base64 of HMAC-SHA256 over `webhook-id.webhook-timestamp.body`. The id is the
/// message's key, the same in each repetition; the timestamp is that of the attempt.
record WebhookChannel(URI address, byte[] key) implements Channel {
  private static final String PREFIX = "whsec_";
  private static final int SHORTEST_KEY = 24;

  static Channel of(ChannelSettings settings) throws InvalidChannelException {
    settings.only(Part.ADDRESS, Part.SECRET);
    URI address = settings.needAddress("where alerts are posted to, https://…");
    String secret =
        settings.needSecret(
            "what alerts are signed with, whsec_ and the base64 of 24 to 64 random bytes");
    return new WebhookChannel(address, key(secret));
  }

  private static byte[] key(String secret) throws InvalidChannelException {
    byte[] key;
    try {
      key =
          secret.startsWith(PREFIX)
              ? Base64.getDecoder().decode(secret.substring(PREFIX.length()))
              : secret.getBytes(StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      key = new byte[0]; // said below, without the value
    }
    if (key.length < SHORTEST_KEY) {
      throw new InvalidChannelException(
          "the secret is too short: make one with `echo whsec_$(openssl rand -base64 32)`");
    }
    return key;
  }

  @Override
  public String shown() {
    return address.getScheme() + "://" + JsonService.host(address) + "/…";
  }

  @Override
  public String deliver(Message message, Outlets outlets) throws DeliveryException {
    byte[] body = outlets.mapper().writeValueAsBytes(event(message, outlets.mapper()));
    String id = message.key().toString();
    String timestamp = Long.toString(outlets.clock().instant().getEpochSecond());
    Map<String, String> headers = new HashMap<>();
    headers.put("Content-Type", "application/cloudevents+json; charset=UTF-8");
    headers.put("webhook-id", id);
    headers.put("webhook-timestamp", timestamp);
    headers.put("webhook-signature", "v1," + signature(id, timestamp, body));
    headers.put("Idempotency-Key", id);
    new JsonService(outlets, Map.of()).post(address, body, headers);
    return "";
  }

  static ObjectNode event(Message message, JsonMapper mapper) {
    ObjectNode event = mapper.createObjectNode();
    event.put("specversion", "1.0");
    event.put("id", message.key().toString());
    event.put("source", source(message));
    event.put("type", message.sample() ? "dev.drydock.alert.sample.v1" : "dev.drydock.alert.v1");
    event.put("time", message.madeAt().toString());
    event.put("datacontenttype", "application/json");
    event.set("data", mapper.valueToTree(message));
    return event;
  }

  private static String source(Message message) {
    String organisation =
        "/organisations/" + URLEncoder.encode(message.organisation(), StandardCharsets.UTF_8);
    return message.team() == null
        ? organisation
        : organisation + "/teams/" + URLEncoder.encode(message.team(), StandardCharsets.UTF_8);
  }

  private String signature(String id, String timestamp, byte[] body) {
    byte[] head = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(Digests.hmacSha256(key, head, body));
  }

  @Override
  public String toString() {
    return "WebhookChannel[" + shown() + "]"; // never the key
  }
}
