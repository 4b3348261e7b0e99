package dev.drydock.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.server.ServerTest;
import dev.drydock.server.TestServer;
import dev.drydock.server.TestServer.Answer;
import dev.drydock.server.access.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ServerTest
class TokenTest {
  private static final String OWN = "/api/v1/account/tokens";

  @Autowired TestServer server;
  @Autowired JdbcClient database;

  private String organisation = "";
  private String base = "";
  private String maintainer = "";
  private String admin = "";

  @BeforeEach
  void places() {
    organisation = server.organisation();
    base = "/api/v1/organisations/" + organisation;
    server.team(organisation, "shop");
    server.team(organisation, "pay");
    server.project(organisation, "shop", "cart");
    server.project(organisation, "shop", "list");
    server.project(organisation, "pay", "card");
    maintainer = server.token(Role.MAINTAINER, organisation, "shop");
    admin = server.token(Role.ADMIN, organisation, null);
  }

  private String request(String name, Role role, String... places) {
    StringBuilder body =
        new StringBuilder("{\"name\":\"%s\",\"role\":\"%s\"".formatted(name, role.word()));
    List<String> keys = List.of("organisation", "team", "project");
    for (int i = 0; i < places.length; i++) {
      if (!places[i].isEmpty()) {
        body.append(",\"%s\":\"%s\"".formatted(keys.get(i), places[i]));
      }
    }
    return body.append('}').toString();
  }

  private static String secret(Answer made) {
    assertThat(made.status()).isEqualTo(201);
    return made.json().get("secret").asString();
  }

  private int read(String token, String project) {
    return server.send("GET", base + "/projects/" + project, token, null).status();
  }

  @Test
  void aTokenReachesWhatItIsForAndNothingElse() {
    String team =
        secret(
            server.send("POST", OWN, maintainer, request("a", Role.VIEWER, organisation, "shop")));
    String project =
        secret(
            server.send(
                "POST", OWN, maintainer, request("b", Role.VIEWER, organisation, "", "cart")));
    String all = secret(server.send("POST", OWN, maintainer, request("c", Role.MAINTAINER)));
    assertThat(team).matches("drydock_[0-9a-f]{64}");
    assertThat(List.of(read(team, "cart"), read(team, "list"), read(team, "card")))
        .containsExactly(200, 200, 404);
    assertThat(List.of(read(project, "cart"), read(project, "list"), read(project, "card")))
        .containsExactly(200, 404, 404);
    assertThat(List.of(read(all, "cart"), read(all, "list"), read(all, "card")))
        .containsExactly(200, 200, 404);
    String edit = "{\"title\":\"Cart\",\"source\":\"\"}";
    Map<String, String> version = Map.of("If-Match", "\"1\"");
    assertThat(server.send("PUT", base + "/projects/cart", team, edit, version).status())
        .isEqualTo(403);
    assertThat(server.send("PUT", base + "/projects/cart", all, edit, version).status())
        .isEqualTo(200);
    JsonNode shown = server.send("GET", base + "/projects", project, null).json().get("items");
    assertThat(shown.valueStream().map(item -> item.get("name").asString()))
        .containsExactly("cart");
  }

  @Test
  void aTokenMayNeverMoreThanItsAccount() {
    for (String body :
        List.of(
            request("x", Role.SECURITY, organisation, "shop"),
            request("x", Role.ADMIN),
            request("x", Role.VIEWER, organisation, "pay"),
            request("x", Role.VIEWER, organisation, "none"),
            request("x", Role.VIEWER, organisation, "", "card"),
            request("x", Role.VIEWER, "none"))) {
      Answer answer = server.send("POST", OWN, maintainer, body);
      assertThat(answer.status()).as(body).isEqualTo(403);
      assertThat(answer.json().get("detail").asString()).startsWith("A token may at most");
    }
    String token =
        secret(
            server.send(
                "POST", OWN, maintainer, request("y", Role.MAINTAINER, organisation, "shop")));
    assertThat(read(token, "cart")).isEqualTo(200);
    database
        .sql(
            "delete from role_grant where account_id = (select account_id from api_token where secret_digest = ?)")
        .param(Secrets.digest(token))
        .update();
    assertThat(read(token, "cart")).isEqualTo(404);
  }

  @Test
  void aProjectsTokenGoesWithTheProjectOnlyAsFarAsItsAccount() {
    String own =
        secret(
            server.send(
                "POST", OWN, maintainer, request("p", Role.VIEWER, organisation, "", "cart")));
    String organisations =
        secret(
            server.send("POST", OWN, admin, request("p", Role.VIEWER, organisation, "", "cart")));
    Answer moved =
        server.send(
            "PUT",
            base + "/projects/cart/team",
            admin,
            "{\"team\":\"pay\"}",
            Map.of("If-Match", "\"1\""));
    assertThat(moved.status()).isEqualTo(200);
    assertThat(read(own, "cart")).isEqualTo(404);
    assertThat(read(organisations, "cart")).isEqualTo(200);
    assertThat(read(organisations, "card")).isEqualTo(404);
  }

  @Test
  void tokensAreListedWithoutSecretsAndRevoked() {
    Answer made =
        server.send("POST", OWN, maintainer, request("ci", Role.VIEWER, organisation, "shop"));
    String secret = secret(made);
    assertThat(server.send("POST", OWN, maintainer, request("ci", Role.VIEWER)).status())
        .isEqualTo(409);
    assertThat(read(secret, "cart")).isEqualTo(200);
    Answer list = server.send("GET", OWN, maintainer, null);
    assertThat(list.response().body()).doesNotContain(secret);
    List<JsonNode> tokens = list.json().get("items").valueStream().toList();
    assertThat(tokens)
        .extracting(token -> token.get("name").asString())
        .containsExactly("ci", "test");
    JsonNode token = tokens.getFirst();
    assertThat(token.get("role").asString()).isEqualTo("viewer");
    assertThat(token.get("organisation").asString()).isEqualTo(organisation);
    assertThat(token.get("team").asString()).isEqualTo("shop");
    assertThat(token.has("project")).isFalse();
    assertThat(Instant.parse(token.get("lastUsedAt").asString()))
        .isAfterOrEqualTo(Instant.parse(token.get("createdAt").asString()).minusMillis(1));
    assertThat(
            Duration.between(
                Instant.parse(token.get("createdAt").asString()),
                Instant.parse(token.get("expiresAt").asString())))
        .isEqualTo(Duration.ofDays(90));
    assertThat(server.send("DELETE", OWN + "/ci", maintainer, null).status()).isEqualTo(204);
    assertThat(read(secret, "cart")).isEqualTo(401);
    assertThat(server.send("DELETE", OWN + "/ci", maintainer, null).status()).isEqualTo(404);
    secret(server.send("POST", OWN, maintainer, request("ci", Role.VIEWER)));
  }

  @Test
  void tokensExpire() {
    String body = request("short", Role.VIEWER, organisation, "shop").replace("}", ",\"days\":1}");
    String secret = secret(server.send("POST", OWN, maintainer, body));
    assertThat(read(secret, "cart")).isEqualTo(200);
    database
        .sql(
            "update api_token set expires_at = now() - interval '1 second' where secret_digest = ?")
        .param(Secrets.digest(secret))
        .update();
    assertThat(read(secret, "cart")).isEqualTo(401);
    String forever = request("long", Role.VIEWER).replace("}", ",\"days\":367}");
    assertThat(server.send("POST", OWN, maintainer, forever).status()).isEqualTo(422);
  }

  @Test
  void aTokenDoesNotOutliveItselfByMakingAnother() {
    String body = request("day", Role.VIEWER, organisation, "shop").replace("}", ",\"days\":1}");
    String day = secret(server.send("POST", OWN, maintainer, body));
    Answer child =
        server.send("POST", OWN, day, request("child", Role.VIEWER, organisation, "shop"));
    secret(child);
    Instant end = Instant.parse(child.json().get("token").get("expiresAt").asString());
    assertThat(end).isBefore(Instant.now().plus(Duration.ofDays(1)));
  }

  @Test
  void anOrganisationsServiceAccountGetsRolesAndTokens() {
    String accounts = base + "/service-accounts";
    assertThat(server.send("POST", accounts, admin, "{\"name\":\"ci\"}").status()).isEqualTo(201);
    assertThat(server.send("POST", accounts, admin, "{\"name\":\"ci\"}").status()).isEqualTo(200);
    String name = organisation + ":ci";
    String tokens = accounts + "/" + name + "/tokens";
    String body = request("t", Role.DEVELOPER, organisation, "shop");
    assertThat(server.send("POST", tokens, admin, body).status()).isEqualTo(403);
    assertThat(
            server
                .send(
                    "PUT",
                    base + "/teams/shop/members/" + name,
                    maintainer,
                    "{\"role\":\"developer\"}")
                .status())
        .isEqualTo(204);
    assertThat(server.send("POST", tokens, admin, request("t", Role.DEVELOPER)).status())
        .isEqualTo(422);
    String secret = secret(server.send("POST", tokens, admin, body));
    assertThat(read(secret, "cart")).isEqualTo(200);
    assertThat(read(secret, "card")).isEqualTo(404);

    String other = server.organisation();
    String stranger = server.token(Role.ADMIN, other, null);
    assertThat(
            server
                .send(
                    "PUT",
                    "/api/v1/organisations/" + other + "/members/" + name,
                    stranger,
                    "{\"role\":\"viewer\"}")
                .status())
        .isEqualTo(404);
    assertThat(
            server
                .send(
                    "GET",
                    "/api/v1/organisations/" + other + "/service-accounts/" + name,
                    stranger,
                    null)
                .status())
        .isEqualTo(404);
    Answer disabled =
        server.send(
            "PUT",
            accounts + "/" + name,
            admin,
            "{\"title\":\"\",\"email\":\"\",\"disabled\":true}",
            Map.of("If-Match", "\"1\""));
    assertThat(disabled.status()).isEqualTo(200);
    assertThat(read(secret, "cart")).isEqualTo(401);
  }
}
