package dev.drydock.server.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.server.ServerTest;
import dev.drydock.server.TestServer;
import dev.drydock.server.access.Role;
import dev.drydock.server.fleet.TestFleet.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ServerTest
class RepositoryTest {
  private static final String CART = "registry.example.com/shop/cart";

  @Autowired TestServer server;
  @Autowired JdbcClient database;
  private TestFleet fleet;
  private TestImage image;

  @BeforeEach
  void begin() {
    fleet = new TestFleet(server);
    image = TestImage.of().npm("left-pad", "1.3.0");
    Answer uploaded =
        fleet.upload(
            image.document(), "verdict=passed&reference=" + TestFleet.encoded(CART + ":1"));
    assertThat(uploaded.status()).as(uploaded.text()).isEqualTo(201);
  }

  private Answer move(String token, String from, String to, String version) {
    return fleet.send(
        "PUT",
        "/projects/" + from + "/repository/project?name=" + TestFleet.encoded(CART),
        token,
        ("{\"project\": \"" + to + "\"}").getBytes(StandardCharsets.UTF_8),
        version.isEmpty()
            ? Map.of("Content-Type", "application/json")
            : Map.of("Content-Type", "application/json", "If-Match", version));
  }

  private JsonNode summary(String team) {
    return fleet.get(fleet.admin, "/teams/" + team + "/summary").json();
  }

  @Test
  void aRepositoryGoesWithAllThatItHas() {
    String seller = fleet.token(Role.VIEWER, "shop");
    String banker = fleet.token(Role.VIEWER, "bank");
    assertThat(fleet.get(banker, "/images/" + image.digest()).status()).isEqualTo(404);
    JsonNode listed = fleet.get(seller, "/projects/cart/repositories").json().path("items");
    assertThat(listed).hasSize(1);
    assertThat(listed.path(0).path("name").asString()).isEqualTo(CART);
    assertThat(listed.path(0).path("images").asInt()).isEqualTo(1);
    JsonNode shop = summary("shop");

    Answer moved = move(fleet.admin, "cart", "till", "\"1\"");
    assertThat(moved.status()).as(moved.text()).isEqualTo(200);
    assertThat(moved.response().headers().firstValue("ETag")).hasValue("\"2\"");
    assertThat(moved.json().path("project").asString()).isEqualTo("till");
    assertThat(moved.json().path("team").asString()).isEqualTo("bank");

    assertThat(fleet.get(banker, "/images/" + image.digest()).status()).isEqualTo(200);
    assertThat(fleet.get(seller, "/images/" + image.digest()).status()).isEqualTo(404);
    assertThat(fleet.get(seller, "/projects/cart/repositories").json().path("items")).isEmpty();
    assertThat(fleet.get(banker, "/projects/till/repositories").json().path("items")).hasSize(1);
    JsonNode bank = summary("bank");
    shop.properties().stream()
        .filter(number -> number.getValue().isNumber())
        .forEach(
            number ->
                assertThat(bank.path(number.getKey()))
                    .as(number.getKey())
                    .isEqualTo(number.getValue()));
    assertThat(
            database
                .sql(
                    """
                    select p.name from gate_verdict v join project p on p.id = v.project_id
                      join organisation o on o.id = v.organisation_id where o.name = ?
                    """)
                .param(fleet.organisation)
                .query((row, _) -> row.getString(1))
                .list())
        .containsExactly("till");
    assertThat(fleet.get(fleet.admin, "/audit").text())
        .contains("\"repository.moved\"", "repository/" + CART);

    Answer old = fleet.upload(image, CART + ":2");
    assertThat(old.status()).isEqualTo(409);
    Answer anew =
        fleet.upload(
            "till", fleet.admin, image.document(), "reference=" + TestFleet.encoded(CART + ":2"));
    assertThat(anew.status()).as(anew.text()).isEqualTo(200);
  }

  @Test
  void whoLooksAfterOneSideOnlyMovesNothing() {
    String seller = fleet.token(Role.MAINTAINER, "shop");
    Answer giving = move(seller, "cart", "till", "\"1\"");
    assertThat(giving.status()).isEqualTo(403);
    assertThat(giving.detail()).endsWith("ask a maintainer of the team bank");
    assertThat(move(fleet.token(Role.MAINTAINER, "bank"), "cart", "till", "\"1\"").status())
        .isEqualTo(404);
    assertThat(move(fleet.token(Role.SECURITY, null), "cart", "till", "\"1\"").status())
        .isEqualTo(200);
  }

  @Test
  void nobodysEditIsOverwritten() {
    assertThat(move(fleet.admin, "cart", "till", "").status()).isEqualTo(428);
    assertThat(move(fleet.admin, "cart", "till", "\"2\"").status()).isEqualTo(412);
    assertThat(move(fleet.admin, "cart", "nothing", "\"1\"").status()).isEqualTo(404);
    assertThat(move(fleet.admin, "till", "cart", "\"1\"").status()).isEqualTo(404);
    assertThat(move(fleet.admin, "cart", "till", "\"1\"").status()).isEqualTo(200);
    assertThat(move(fleet.admin, "cart", "till", "\"1\"").status()).isEqualTo(404);
    assertThat(move(fleet.admin, "till", "cart", "\"2\"").status()).isEqualTo(200);
  }
}
