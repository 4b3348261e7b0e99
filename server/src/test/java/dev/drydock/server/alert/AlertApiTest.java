package dev.drydock.server.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.server.ServerTest;
import dev.drydock.server.TestServer;
import dev.drydock.server.TestServer.Answer;
import dev.drydock.server.access.Role;
import dev.drydock.server.notice.Notice;
import dev.drydock.server.notice.NoticeKind;
import dev.drydock.server.notice.Notices;
import dev.drydock.triage.Priority;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// Channels, subscriptions and alerts as a client sees them, with the server's own jobs at work.
@ServerTest
class AlertApiTest {
  private static final String SECRET = "a key of twenty-four bytes or more";

  @Autowired TestServer server;
  @Autowired JdbcClient database;
  @Autowired Notices notices;

  private HttpSink sink;
  private String organisation;
  private String maintainer;
  private String base;

  @BeforeEach
  void start() throws IOException {
    sink = new HttpSink();
    organisation = server.organisation();
    server.team(organisation, "shop");
    server.project(organisation, "shop", "cart");
    maintainer = server.token(Role.MAINTAINER, organisation, "shop");
    base = "/api/v1/organisations/" + organisation + "/teams/shop";
  }

  @AfterEach
  void stop() {
    sink.close();
  }

  private Answer send(String method, String path, @Nullable String body, String... headers) {
    return server.send(
        method,
        base + path,
        maintainer,
        body,
        headers.length == 0 ? Map.of() : Map.of(headers[0], headers[1]));
  }

  private String webhook(@Nullable String secret) {
    return "{\"kind\":\"webhook\",\"address\":\""
        + sink.address("/hook?token=hidden")
        + "\""
        + (secret == null ? "" : ",\"secret\":\"" + secret + "\"")
        + "}";
  }

  private int subscribe(String body) {
    Answer answer = send("POST", "/subscriptions", body);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
    return answer.json().get("id").asInt();
  }

  @Test
  void channelsAreMadeEditedAndRemovedAndNeverShowTheirSecrets() {
    Answer made = send("PUT", "/channels/hook", webhook(SECRET));
    assertThat(made.status()).as(made.response().body()).isEqualTo(201);
    assertThat(made.response().headers().firstValue("ETag")).hasValue("\"1\"");
    assertThat(send("PUT", "/channels/hook", webhook(SECRET)).status()).isEqualTo(409);
    Answer edited = send("PUT", "/channels/hook", webhook(null), "If-Match", "\"1\"");
    assertThat(edited.status()).as("the secret stays").isEqualTo(200);
    assertThat(send("PUT", "/channels/hook", webhook(null), "If-Match", "\"1\"").status())
        .isEqualTo(412);
    Answer shown = send("GET", "/channels/hook", null);
    assertThat(shown.json().get("goesTo").asString())
        .isEqualTo("http://127.0.0.1:" + sink.address("/").getPort() + "/…");
    Answer list = send("GET", "/channels", null);
    assertThat(list.json().get("items").get(0)).isEqualTo(shown.json());
    assertThat(made.response().body() + shown.response().body() + list.response().body())
        .doesNotContain("hidden", SECRET);
    assertThat(
            database
                .sql("select encode(settings, 'escape') from alert_channel")
                .query(String.class)
                .list())
        .isNotEmpty()
        .noneMatch(settings -> settings.contains("hidden") || settings.contains(SECRET));
    assertThat(send("DELETE", "/channels/hook", null).status()).isEqualTo(428);
    assertThat(send("DELETE", "/channels/hook", null, "If-Match", "\"2\"").status()).isEqualTo(204);
    assertThat(send("GET", "/channels/hook", null).status()).isEqualTo(404);
    assertThat(
            database
                .sql("select content from audit_event order by number")
                .query(String.class)
                .list())
        .anyMatch(content -> content.contains("channel.created"))
        .anyMatch(content -> content.contains("channel.edited"))
        .anyMatch(content -> content.contains("channel.removed"))
        .noneMatch(content -> content.contains("hidden") || content.contains(SECRET));
  }

  @Test
  void aSecretDoesNotGoToAnotherHost() {
    send("PUT", "/channels/hook", webhook(SECRET));
    Answer moved =
        send(
            "PUT",
            "/channels/hook",
            webhook(null).replace("127.0.0.1", "attacker.example.com").replace("http:", "https:"),
            "If-Match",
            "\"1\"");
    assertThat(moved.status()).isEqualTo(422);
    assertThat(moved.json().get("detail").asString()).endsWith("enter the secret, too");
  }

  @Test
  void whatMakesNoChannelIsSaidInOneLine() {
    Map<String, String> bad =
        Map.of(
            "{\"kind\":\"webhook\",\"address\":\"https://10.0.0.1/x\",\"secret\":\""
                + SECRET
                + "\"}",
            "The server does not go to that address: 10.0.0.1 is in a network that is not public",
            "{\"kind\":\"slack\",\"address\":\"http://hooks.slack.com/x\"}",
            "The server does not go to that address: hooks.slack.com would be reached without TLS",
            "{\"kind\":\"slack\",\"address\":\"https://hooks.slack.com/x\",\"secret\":\"x\"}",
            "This is no channel yet: a channel of this kind has no secret: leave it out",
            "{\"kind\":\"webhook\",\"address\":\"https://example.com/x\",\"secret\":\"short\"}",
            "This is no channel yet: the secret is too short",
            "{\"kind\":\"github\",\"project\":\"../../x\",\"secret\":\"x\"}",
            "This is no channel yet: say the project as owner/name",
            "{\"kind\":\"email\"}",
            "This is no channel yet: say the recipients");
    bad.forEach(
        (body, words) -> {
          Answer answer = send("PUT", "/channels/bad", body);
          assertThat(answer.status()).as(body).isEqualTo(422);
          assertThat(answer.json().get("detail").asString()).startsWith(words);
        });
    assertThat(send("PUT", "/channels/bad", "{\"kind\":\"pigeon\"}").status()).isEqualTo(400);
    assertThat(send("PUT", "/channels/Bad!", webhook(SECRET)).status()).isEqualTo(400);
  }

  @Test
  void subscriptionsAreMadeEditedTriedAndRemoved() {
    send("PUT", "/channels/hook", webhook(SECRET));
    int id =
        subscribe(
            """
            {"title":"urgent","channel":"hook","kinds":["new_finding","raised"],"projects":["cart"],"environments":["production"],
             "severity":"high","priority":"attend","fixAvailable":true,"schedule":"weekly","hour":9,"weekday":"friday",
             "timeZone":"Europe/Berlin","quietHours":{"from":22,"until":7}}
            """);
    Answer got = send("GET", "/subscriptions/" + id, null);
    assertThat(got.response().headers().firstValue("ETag")).hasValue("\"1\"");
    JsonNode shown = got.json();
    assertThat(shown.get("kinds").valueStream().map(JsonNode::asString))
        .containsExactly("new_finding", "raised");
    assertThat(shown.get("projects").get(0).asString()).isEqualTo("cart");
    assertThat(shown.get("environments").get(0).asString()).isEqualTo("production");
    assertThat(
            List.of("severity", "priority", "schedule", "weekday", "timeZone", "title").stream()
                .map(name -> shown.get(name).asString()))
        .containsExactly("high", "attend", "weekly", "friday", "Europe/Berlin", "urgent");
    assertThat(shown.get("quietHours").toString()).isEqualTo("{\"from\":22,\"until\":7}");
    Answer sample = send("POST", "/subscriptions/" + id + "/test", null);
    assertThat(sample.status()).as(sample.response().body()).isEqualTo(200);
    assertThat(sink.received()).hasSize(1);
    assertThat(sink.received().getFirst().body())
        .contains(
            "dev.drydock.alert.sample.v1", "\"sample\":true", sample.json().get("key").asString());
    sink.answer(_ -> new HttpSink.Answer(500, "down"));
    Answer failed = send("POST", "/subscriptions/" + id + "/test", null);
    assertThat(failed.status()).isEqualTo(502);
    assertThat(failed.json().get("detail").asString())
        .startsWith("The sample did not arrive: 127.0.0.1:")
        .endsWith(" answered 500: down");
    String simpler = "{\"channel\":\"hook\",\"schedule\":\"immediate\"}";
    assertThat(send("PUT", "/subscriptions/" + id, simpler).status()).isEqualTo(428);
    assertThat(send("PUT", "/subscriptions/" + id, simpler, "If-Match", "\"1\"").status())
        .isEqualTo(200);
    assertThat(
            send("GET", "/subscriptions", null)
                .json()
                .get("items")
                .get(0)
                .get("severity")
                .asString())
        .isEqualTo("unknown");
    assertThat(send("DELETE", "/channels/hook", null, "If-Match", "\"1\"").status())
        .as("it is used")
        .isEqualTo(409);
    assertThat(send("DELETE", "/subscriptions/" + id, null, "If-Match", "\"2\"").status())
        .isEqualTo(204);
    assertThat(send("GET", "/subscriptions/" + id, null).status()).isEqualTo(404);
    assertThat(send("DELETE", "/channels/hook", null, "If-Match", "\"1\"").status()).isEqualTo(204);
  }

  @Test
  void subscriptionsThatCannotBeAreSaid() {
    send("PUT", "/channels/hook", webhook(SECRET));
    Map<String, String> bad =
        Map.of(
            "\"channel\":\"none\",\"schedule\":\"daily\"", "There is no channel none",
            "\"channel\":\"hook\",\"schedule\":\"hourly\"",
                "schedule is one of immediate, daily, weekly",
            "\"channel\":\"hook\",\"schedule\":\"daily\",\"severity\":\"HIGH\"",
                "severity is one of critical,",
            "\"channel\":\"hook\",\"schedule\":\"daily\",\"timeZone\":\"Mars\"",
                "That time zone is not known",
            "\"channel\":\"hook\",\"schedule\":\"daily\",\"projects\":[\"other\"]",
                "There is no project other here",
            "\"channel\":\"hook\",\"schedule\":\"daily\",\"quietHours\":{\"from\":1,\"until\":1}",
                "Quiet hours that begin");
    bad.forEach(
        (body, words) -> {
          Answer answer = send("POST", "/subscriptions", "{" + body + "}");
          assertThat(answer.status()).as(body).isEqualTo(422);
          assertThat(answer.json().get("detail").asString()).startsWith(words);
        });
    Map<String, Integer> malformed =
        Map.of(
            "{}", 422,
            "{\"channel\":\"hook\",\"schedule\":\"daily\",\"hour\":24}", 422,
            "{\"channel\":\"hook\",\"schedule\":\"daily\",\"kinds\":[\"rumour\"]}", 400,
            "{\"channel\":\"hook\",\"schedule\":\"daily\",\"unknown\":1}", 400);
    malformed.forEach(
        (body, status) ->
            assertThat(send("POST", "/subscriptions", body).status()).as(body).isEqualTo(status));
  }

  @Test
  void tellsByItsJobsAndShowsWhatBecameOfIt() throws InterruptedException {
    send("PUT", "/channels/hook", webhook(SECRET));
    subscribe("{\"channel\":\"hook\",\"schedule\":\"immediate\"}");
    sink.answer(_ -> new HttpSink.Answer(400, "no"));
    publish("debian:11");
    JsonNode dead = await("dead");
    assertThat(dead.get("about").asString()).isEqualTo("cart:1.0");
    assertThat(dead.get("kind").asString()).isEqualTo("end_of_life");
    assertThat(dead.get("lastFailure").asString()).endsWith(" answered 400: no");
    sink.answer(_ -> new HttpSink.Answer(200, ""));
    Answer again =
        send(
            "POST",
            "/alerts/redeliver",
            "{\"messages\":[\"" + dead.get("message").asString() + "\"]}");
    assertThat(again.json().get("messages").asInt()).isEqualTo(1);
    JsonNode sent = await("sent");
    assertThat(sent.get("id")).isEqualTo(dead.get("id"));
    assertThat(sink.received())
        .extracting(one -> one.header("webhook-id"))
        .hasSize(2)
        .containsOnly(sent.get("message").asString());
    assertThat(send("GET", "/alerts?state=dead", null).json().get("items").size()).isZero();
    assertThat(send("GET", "/alerts?state=lost", null).status()).isEqualTo(422);
  }

  @Test
  void listsAlertsInPagesNewestFirst() throws InterruptedException {
    send("PUT", "/channels/hook", webhook(SECRET));
    for (int i = 0; i < 2; i++) {
      subscribe("{\"channel\":\"hook\",\"schedule\":\"daily\"}");
    }
    for (int i = 0; i < 3; i++) {
      publish("news-" + i);
    }
    Instant end = Instant.now().plus(Duration.ofSeconds(60));
    List<String> all;
    do {
      Thread.sleep(200);
      all = ids(send("GET", "/alerts", null));
    } while (all.size() < 6 && Instant.now().isBefore(end));
    assertThat(all).hasSize(6).doesNotHaveDuplicates();
    List<String> paged = new java.util.ArrayList<>();
    String next = "";
    do {
      Answer page = send("GET", "/alerts?state=waiting&limit=2" + next, null);
      paged.addAll(ids(page));
      next = page.json().has("next") ? "&after=" + page.json().get("next").asString() : null;
    } while (next != null);
    assertThat(paged).isEqualTo(all);
  }

  private static List<String> ids(Answer answer) {
    return answer.json().get("items").valueStream().map(item -> item.get("id").asString()).toList();
  }

  private void publish(String key) {
    int id =
        database
            .sql("select id from organisation where name = ?")
            .param(organisation)
            .query(Integer.class)
            .single();
    int team =
        database
            .sql("select id from team where organisation_id = ?")
            .param(id)
            .query(Integer.class)
            .single();
    notices.publish(
        new Notice(
            NoticeKind.END_OF_LIFE,
            id,
            team,
            null,
            key,
            "cart:1.0",
            "Debian 11 ends.",
            "Move.",
            Priority.TRACK));
  }

  private JsonNode await(String state) throws InterruptedException {
    Instant end = Instant.now().plus(Duration.ofSeconds(60));
    while (Instant.now().isBefore(end)) {
      JsonNode items = send("GET", "/alerts?state=" + state, null).json().get("items");
      if (!items.isEmpty()) {
        assertThat(items.size()).isEqualTo(1);
        return items.get(0);
      }
      Thread.sleep(100);
    }
    throw new AssertionError("no alert became " + state);
  }
}
