package dev.drydock.server.alert.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.server.alert.AlertReplica;
import dev.drydock.server.alert.HttpSink;
import dev.drydock.server.alert.HttpSink.Answer;
import dev.drydock.server.alert.HttpSink.Received;
import dev.drydock.server.alert.MovableClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Chats and webhooks: bodies as the services document them.
class ChatChannelsTest {
  private static final String KEY = "00000000-0000-0000-0000-000000000001";

  private HttpSink sink;
  private AlertReplica replica;
  private Outlets outlets;

  @BeforeEach
  void start() throws IOException {
    sink = new HttpSink();
    replica =
        new AlertReplica(
            AlertReplica.emptyDatabase(),
            new MovableClock(Instant.parse("2026-11-29T10:00:00Z")),
            Map.of());
    outlets = TestOutlets.of(replica, new TestOutlets.Memory());
  }

  @AfterEach
  void stop() {
    replica.close();
    sink.close();
  }

  private Received delivered(ChannelKind kind, String secret) throws DeliveryException {
    Channel channel =
        TestOutlets.open(
            kind, sink.address("/hook?token=abc"), null, null, secret.isEmpty() ? null : secret);
    assertThat(channel.toString() + channel.shown()).doesNotContain("abc", "key of");
    channel.deliver(TestMessages.of(KEY, TestMessages.openssl(), TestMessages.notice()), outlets);
    assertThat(sink.received()).hasSize(1);
    Received request = sink.received().getFirst();
    assertThat(request.method() + " " + request.path()).isEqualTo("POST /hook?token=abc");
    assertThat(request.header("idempotency-key")).isEqualTo(KEY);
    return request;
  }

  @Test
  void slackGetsBlocks() throws DeliveryException {
    JsonNode body = TestOutlets.json(delivered(ChannelKind.SLACK, "").body());
    assertThat(body.propertyNames()).containsExactly("text", "blocks");
    assertThat(body.get("text").asString()).isEqualTo("Drydock: 2 things to do for shop");
    JsonNode blocks = body.get("blocks");
    assertThat(blocks.valueStream().map(block -> block.get("type").asString()))
        .containsExactly("header", "section", "divider", "header", "section", "divider", "context");
    assertThat(blocks.get(0).get("text").get("text").asString())
        .isEqualTo("Act: update openssl (deb) – CVE-2026-1 and 4 more in 17 images");
    assertThat(blocks.get(1).get("text").get("text").asString())
        .isEqualTo(
            """
            • CVE-2026-1 (critical, act) is new in openssl 3.0.11-1 – fixed in 3.0.14-1. A &amp; B &lt;script&gt;
            • CVE-2026-2 (high, attend) is new in openssl 3.0.11-1 – fixed in 3.0.14-1
            … and 3 more
            Images: registry.example.com/cart:1.0, registry.example.com/cart:1.1 and 15 more
            What to do: update openssl (deb), build the images anew, ship them.
            """);
    assertThat(blocks.get(4).get("text").get("text").asString())
        .isEqualTo(
            """
            • Debian 11 gets no updates from 2026-12-31 on.
            Move to Debian 13.
            """);
    assertThat(blocks.get(6).get("elements").get(0).get("text").asString())
        .isEqualTo(
            "You get this because of the subscription \"urgent &lt;things&gt;\" of shop. Message "
                + KEY);
  }

  @Test
  void teamsGetsAnAdaptiveCard() throws DeliveryException {
    JsonNode body = TestOutlets.json(delivered(ChannelKind.TEAMS, "").body());
    assertThat(body.get("type").asString()).isEqualTo("message");
    JsonNode attachment = body.get("attachments").get(0);
    assertThat(attachment.get("contentType").asString())
        .isEqualTo("application/vnd.microsoft.card.adaptive");
    assertThat(attachment.get("contentUrl").isNull()).isTrue();
    JsonNode card = attachment.get("content");
    assertThat(card.get("type").asString()).isEqualTo("AdaptiveCard");
    assertThat(card.get("version").asString()).isEqualTo("1.4");
    assertThat(card.get("body").valueStream().map(block -> block.get("type").asString()))
        .containsExactly("TextBlock", "TextBlock", "TextBlock", "TextBlock", "TextBlock");
    assertThat(card.get("body").get(1).get("text").asString())
        .startsWith(
            "- CVE-2026-1 (critical, act) is new in openssl 3.0.11-1 – fixed in 3.0.14-1. A \\& B \\<script\\>\n")
        .endsWith("\nWhat to do: update openssl (deb), build the images anew, ship them.\n");
  }

  @Test
  void webhooksGetACloudEvent() throws DeliveryException {
    JsonNode event =
        TestOutlets.json(
            delivered(ChannelKind.WEBHOOK, "a key of twenty-four bytes or more").body());
    assertThat(event.propertyNames())
        .containsExactly("specversion", "id", "source", "type", "time", "datacontenttype", "data");
    assertThat(event.get("specversion").asString()).isEqualTo("1.0");
    assertThat(event.get("id").asString()).isEqualTo(KEY);
    assertThat(event.get("source").asString()).isEqualTo("/organisations/acme/teams/shop");
    assertThat(event.get("type").asString()).isEqualTo("dev.drydock.alert.v1");
    assertThat(event.get("time").asString()).isEqualTo("2026-11-29T10:00:00Z");
    JsonNode item = event.get("data").get("groups").get(0).get("items").get(0);
    assertThat(item.get("kind").asString()).isEqualTo("new_finding");
    assertThat(item.get("vulnerability").asString()).isEqualTo("CVE-2026-1");
    assertThat(event.get("data").get("groups").get(0).get("imageCount").asInt()).isEqualTo(17);
  }

  @Test
  void whatIsEnormousStaysWithinWhatServicesTake() {
    JsonMapper mapper = new JsonMapper();
    JsonNode slack = SlackChannel.body(TestMessages.enormous(), mapper);
    assertThat(slack.get("blocks").size()).isLessThanOrEqualTo(50);
    for (JsonNode block : slack.get("blocks")) {
      int longest = block.get("type").asString().equals("header") ? 150 : 3_000;
      assertThat(block.path("text").path("text").asString("").length())
          .isLessThanOrEqualTo(longest);
    }
    byte[] teams =
        TeamsChannel.body(TestMessages.enormous(), mapper)
            .toString()
            .getBytes(StandardCharsets.UTF_8);
    assertThat(teams.length).isLessThan(28 * 1024);
    assertThat(new String(teams, StandardCharsets.UTF_8)).contains("… and ");
  }

  @ParameterizedTest
  @CsvSource({
    "400, false, ''",
    "410, false, ' – what the channel names is not there: correct its address or project'",
    "302, false, ' – it has moved, and redirects are not followed: enter the new address'",
    "401, true, ' – the credentials of the channel do not do: enter new ones'",
    "404, true, ' – what the channel names is not there: correct its address or project'",
    "429, true, ''",
    "503, true, ''"
  })
  void refusalsSayWhetherToTryAgain(int status, boolean again, String meaning) {
    sink.answer(_ -> new Answer(status, "no_service\u0007", Map.of("Retry-After", "30")));
    Channel channel = TestOutlets.open(ChannelKind.SLACK, sink.address("/s"), null, null, null);
    assertThatThrownBy(() -> channel.deliver(TestMessages.of(KEY, TestMessages.openssl()), outlets))
        .isInstanceOfSatisfying(
            DeliveryException.class,
            e -> {
              assertThat(e.again()).isEqualTo(again);
              assertThat(e.getMessage())
                  .isEqualTo(
                      "127.0.0.1:%d answered %d%s: no_service ",
                      sink.address("/").getPort(), status, meaning);
              if (again) {
                assertThat(e.patience()).hasValue(Duration.ofSeconds(30));
              }
            });
  }
}
