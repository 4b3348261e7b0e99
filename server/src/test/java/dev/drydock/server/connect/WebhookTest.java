package dev.drydock.server.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.server.ServerTest;
import dev.drydock.server.TestServer;
import dev.drydock.server.TestServer.Answer;
import dev.drydock.server.access.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What registries tell is kept once, whoever tells it how often; what others tell is not.
@ServerTest
class WebhookTest {
  private static final String DIGEST = "sha256:" + "cd".repeat(32);
  private static final int EVENTS = 10_000;
  private static final int REPEATED = 2;

  @Autowired TestServer server;
  @Autowired JdbcClient database;
  private TestRegistries registries;

  @BeforeEach
  void begin() {
    registries = new TestRegistries(server);
    // a name that nobody knows: what is taken stays waiting, or fails
    Answer made = registries.connect("far", "distribution", "registry.invalid", "");
    assertThat(made.status()).as(made.response().body()).isEqualTo(201);
  }

  private static String event(int number, int second) {
    return """
        {"id": "%d", "timestamp": "2026-05-04T03:02:%02dZ", "action": "push", "target":
          {"mediaType": "application/vnd.oci.image.manifest.v1+json", "digest": "%s", "repository": "shop/cart", "tag": "t%d"}}
        """
        .formatted(number, second, DIGEST, number);
  }

  private static String envelope(List<String> events) {
    return "{\"events\": [" + String.join(",", events) + "]}";
  }

  private static Map<String, String> proof() {
    return Map.of(
        "Authorization",
        "Bearer " + TestRegistries.secret(),
        "Content-Type",
        "application/vnd.docker.distribution.events.v1+json");
  }

  private List<String> kept() {
    return database
        .sql(
            """
            select p.tag || ' ' || to_char(p.happened_at at time zone 'UTC', 'SS') from push p
              join registry_connection c on c.id = p.connection_id
              join organisation o on o.id = c.organisation_id
            where o.name = ? order by 1
            """)
        .param(registries.organisation)
        .query((row, _) -> row.getString(1))
        .list();
  }

  @Test
  void aStormIsKeptWholeAndOnceInWhateverOrderItComes() throws Exception {
    List<String> bodies = new ArrayList<>();
    List<String> part = new ArrayList<>();
    List<String> all = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      for (int time = 0; time < REPEATED; time++) {
        all.add(event(i, 10 + time));
      }
    }
    Collections.shuffle(all, new Random(7));
    for (String one : all) {
      part.add(one);
      if (part.size() == 50) {
        bodies.add(envelope(part));
        part = new ArrayList<>();
      }
    }
    bodies.addAll(bodies.subList(0, 20)); // sent again, as registries do that got no answer
    List<Future<Integer>> sent = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (String body : bodies) {
        sent.add(threads.submit(() -> registries.tell("far", body, proof()).status()));
      }
    }
    for (Future<Integer> one : sent) {
      assertThat(one.get()).isEqualTo(202);
    }
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      expected.add("t" + i + " 11");
    }
    assertThat(kept()).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void whoDoesNotKnowTheSecretGetsOneAnswerForAll() {
    String body = envelope(List.of(event(1, 1)));
    String other = server.organisation();
    List<Answer> answers =
        List.of(
            registries.tell("far", body, Map.of()),
            registries.tell("far", body, Map.of("Authorization", "Bearer wrong")),
            registries.tell("nothing", body, proof()),
            server.send("POST", "/webhooks/" + other + "/far", null, body, proof()),
            server.send("POST", "/webhooks/nobody/far", null, body, proof()));
    assertThat(answers)
        .allSatisfy(
            answer -> {
              assertThat(answer.status()).isEqualTo(403);
              assertThat(answer.json().path("detail").asString())
                  .isEqualTo(
                      "There is no such connection, or the request does not prove that it comes from its registry: check the address and the secret there");
            });
    assertThat(kept()).isEmpty();
  }

  @Test
  void brokenBodiesAndThoseThatAreTooLargeChangeNothing() {
    assertThat(registries.tell("far", "{\"events\": [", proof()).status()).isEqualTo(422);
    assertThat(registries.tell("far", "{\"event\": []}", proof()).json().path("detail").asString())
        .isEqualTo(
            "This is not what a registry of the kind distribution sends: it has no \"events\"; is the connection of the right kind?");
    assertThat(registries.tell("far", " ".repeat((1 << 20) + 1), proof()).status()).isEqualTo(413);
    String odd =
        envelope(
            List.of(
                event(1, 1).replace("shop/cart", "../../etc"),
                event(2, 1).replace(DIGEST, "sha512:" + "0".repeat(128)),
                event(3, 1).replace("\"t3\"", "\"sha256-" + "0".repeat(64) + ".sig\""),
                event(4, 1).replace("\"t4\"", "\"no tag\""),
                event(5, 1).replace(", \"tag\": \"t5\"", ""),
                event(6, 1)));
    Answer answer = registries.tell("far", odd, proof());
    assertThat(answer.json().toString()).isEqualTo("{\"taken\":1,\"passedOver\":5}");
    assertThat(kept()).containsExactly("t6 01");
  }

  @Test
  void secretsAreNeverShownAndStayWithTheirPlace() {
    String body =
        """
        {"kind": "harbor", "registry": "%s", "user": "robot", %s "rules": [{"repositories": "shop/**", "project": "cart"}]}
        """;
    Answer made =
        registries.send(
            "POST",
            "/connections",
            body.formatted("harbor.invalid", "\"name\": \"h\", \"password\": \"pass word:7\",")
                .strip(),
            Map.of());
    assertThat(made.status()).as(made.response().body()).isEqualTo(201);
    assertThat(registries.get("/connections").response().body())
        .contains("harbor.invalid", "robot", "/webhooks/" + registries.organisation + "/far")
        .doesNotContain("pass word:7", TestRegistries.secret());
    assertThat(
            registries
                .send("PUT", "/connections/h", body.formatted("harbor.invalid", ""), Map.of())
                .status())
        .isEqualTo(428);
    Map<String, String> first = Map.of("If-Match", "\"1\"");
    assertThat(
            registries
                .send("PUT", "/connections/h", body.formatted("elsewhere.invalid", ""), first)
                .json()
                .path("detail")
                .asString())
        .isEqualTo("Enter the password, too: there is none for this user and registry");
    assertThat(
            registries
                .send("PUT", "/connections/h", body.formatted("harbor.invalid", ""), first)
                .status())
        .isEqualTo(200);
    assertThat(
            registries
                .send("PUT", "/connections/h", body.formatted("harbor.invalid", ""), first)
                .status())
        .isEqualTo(412);
    assertThat(
            registries
                .connect("inner", "harbor", "10.0.0.7:5000", "")
                .json()
                .path("detail")
                .asString())
        .startsWith(
            "The server does not go to that registry: 10.0.0.7 is in a network that is not public");
    assertThat(
            server
                .send(
                    "DELETE",
                    registries.path("/connections/h"),
                    server.token(Role.SECURITY, registries.organisation, null),
                    null,
                    Map.of("If-Match", "\"2\""))
                .status())
        .isEqualTo(403);
    assertThat(
            registries.send("DELETE", "/connections/h", null, Map.of("If-Match", "\"2\"")).status())
        .isEqualTo(204);
    assertThat(
            database
                .sql(
                    "select count(*) from registry_connection where password = convert_to('pass word:7', 'UTF8')")
                .query(Integer.class)
                .single())
        .isZero();
  }
}
