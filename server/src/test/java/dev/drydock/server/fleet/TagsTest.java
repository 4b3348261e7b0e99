package dev.drydock.server.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.server.ServerTest;
import dev.drydock.server.TestServer;
import dev.drydock.server.access.Role;
import dev.drydock.server.fleet.TestFleet.Answer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/// Tags that move, and what is watched because of them.
@ServerTest
class TagsTest {
  private static final String CART = "registry.example.com/shop/cart";

  @Autowired TestServer server;
  private TestFleet fleet;

  @BeforeEach
  void begin() {
    fleet = new TestFleet(server);
  }

  private JsonNode holding(TestImage image) {
    Answer answer = fleet.get(fleet.admin, "/images/" + image.digest());
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    JsonNode holdings = answer.json().path("image").path("holdings");
    assertThat(holdings.size()).isEqualTo(1);
    return holdings.path(0);
  }

  private List<String> history(TestImage image) {
    JsonNode items = fleet.get(fleet.admin, "/images/" + image.digest() + "/history").json();
    return items
        .path("items")
        .valueStream()
        .map(
            event ->
                (event.path("kind").asString() + " " + event.path("subject").asString("")).strip())
        .toList();
  }

  @Test
  void aTagThatMovesLeavesTheImageBeforeUnwatched() {
    TestImage one = TestImage.of().npm("left-pad", "1.0.0");
    TestImage two = TestImage.of().npm("left-pad", "2.0.0");
    fleet.upload(one, CART + ":latest");
    fleet.upload(two, CART + ":latest");

    assertThat(holding(one).path("watched").asBoolean()).isFalse();
    assertThat(holding(one).path("tags").size()).isZero();
    assertThat(holding(two).path("watched").asBoolean()).isTrue();
    assertThat(holding(two).path("tags").valueStream().map(JsonNode::asString))
        .containsExactly("latest");
    assertThat(history(one))
        .containsExactly("untagged " + CART + ":latest", "tagged " + CART + ":latest", "ingested");
    assertThat(history(two)).containsExactly("tagged " + CART + ":latest", "ingested");

    fleet.upload(one, CART + ":latest");
    assertThat(holding(one).path("watched").asBoolean()).isTrue();
    assertThat(holding(two).path("watched").asBoolean()).isFalse();
    assertThat(history(one))
        .containsExactly(
            "tagged " + CART + ":latest",
            "untagged " + CART + ":latest",
            "tagged " + CART + ":latest",
            "ingested");
  }

  @Test
  void anImageWithAnotherTagStaysWatched() {
    TestImage one = TestImage.of();
    fleet.upload(one, CART + ":1.0");
    fleet.upload(one, CART + ":latest");
    fleet.upload(TestImage.of().npm("a", "1"), CART + ":latest");

    assertThat(holding(one).path("watched").asBoolean()).isTrue();
    assertThat(holding(one).path("tags").valueStream().map(JsonNode::asString))
        .containsExactly("1.0");
  }

  @Test
  void anImageWithoutATagIsWatched() {
    TestImage image = TestImage.of();
    fleet.upload(image, CART + "@" + image.digest());
    assertThat(holding(image).path("watched").asBoolean()).isTrue();
    assertThat(holding(image).path("tags").size()).isZero();
  }

  @Test
  void anImageThatAGateStoppedIsKnownAndNotWatched() {
    TestImage before = TestImage.of();
    fleet.upload(before, CART + ":1.0");
    TestImage stopped = TestImage.of().npm("bad", "1.0.0");
    String query =
        "reference="
            + TestFleet.encoded(CART + ":1.0")
            + "&verdict=stopped&gatedAt=2026-01-05T06:07:08Z&policy=drydock.yaml&standing=outdated";
    Answer answer = fleet.upload(stopped.document(), query);
    Answer again = fleet.upload(stopped.document(), query);

    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    assertThat(answer.json().has("tag")).isFalse();
    assertThat(again.body()).isEqualTo(answer.body());
    assertThat(holding(stopped).path("watched").asBoolean()).isFalse();
    assertThat(holding(before).path("watched").asBoolean()).isTrue();
    JsonNode gate = fleet.get(fleet.admin, "/images/" + stopped.digest()).json().path("gate");
    assertThat(gate.toString())
        .isEqualTo(
            "{\"verdict\":\"stopped\",\"at\":\"2026-01-05T06:07:08Z\",\"policy\":\"drydock.yaml\",\"standing\":\"outdated\"}");
    assertThat(history(stopped)).containsExactlyInAnyOrder("ingested", "gate_stopped " + CART);
  }

  @Test
  void anImageThatCameWithoutAProjectMakesOne() {
    TestImage image = TestImage.of();
    Answer first =
        fleet.send(
            "POST",
            "/images?reference=" + TestFleet.encoded("registry.example.com/port/crane:3"),
            fleet.admin,
            image.document(),
            TestFleet.json());
    assertThat(first.status()).as(first.text()).isEqualTo(201);
    assertThat(first.json().path("project").asString()).isEqualTo("port.crane");
    assertThat(first.json().path("team").asString()).isEqualTo("default");

    Answer official =
        fleet.send(
            "POST",
            "/images?reference=debian:12&team=bases",
            fleet.admin,
            TestImage.of().document(),
            TestFleet.json());
    assertThat(official.json().path("project").asString()).isEqualTo("debian");
    assertThat(official.json().path("team").asString()).isEqualTo("bases");
    assertThat(official.json().path("repository").asString()).isEqualTo("docker.io/library/debian");

    Answer developer =
        fleet.send(
            "POST",
            "/images?reference=registry.example.com/new:1",
            fleet.token(Role.DEVELOPER, null),
            TestImage.of().document(),
            TestFleet.json());
    assertThat(developer.status()).isEqualTo(403);
    Answer known =
        fleet.send(
            "POST",
            "/images?reference=registry.example.com/port/crane:4",
            fleet.token(Role.DEVELOPER, null),
            TestImage.of().document(),
            TestFleet.json());
    assertThat(known.status()).as(known.text()).isEqualTo(201);
  }
}
