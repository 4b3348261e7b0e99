package dev.drydock.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.server.ServerTest;
import dev.drydock.server.TestServer;
import dev.drydock.server.TestServer.Answer;
import dev.drydock.server.access.Role;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// What the server's admins do with accounts.
@ServerTest
class AccountTest {
  private static final String ACCOUNTS = "/api/v1/accounts";

  @Autowired TestServer server;

  private String root = "";
  private String name = "";

  @BeforeEach
  void admin() {
    root = server.token(Role.ADMIN, null, null);
    name = "a" + UUID.randomUUID();
  }

  private Answer create(String more) {
    return server.send("POST", ACCOUNTS, root, "{\"name\":\"" + name + "\"," + more + "}");
  }

  @Test
  void anAccountIsMadeOnceAndEditedByVersion() {
    String person = "\"kind\":\"local\",\"title\":\"Anna\",\"email\":\"anna@example.com\"";
    Answer made = create(person);
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.json().propertyNames())
        .containsExactlyInAnyOrder(
            "name", "title", "email", "kind", "disabled", "version", "createdAt");
    assertThat(create(person).status()).isEqualTo(200);
    assertThat(create("\"kind\":\"service\"").status()).isEqualTo(409);
    String path = ACCOUNTS + "/" + name;
    String edit = "{\"title\":\"Anna B\",\"email\":\"\",\"disabled\":false}";
    assertThat(server.send("PUT", path, root, edit).status()).isEqualTo(428);
    Answer edited = server.send("PUT", path, root, edit, Map.of("If-Match", "\"1\""));
    assertThat(edited.status()).isEqualTo(200);
    assertThat(server.send("PUT", path, root, edit, Map.of("If-Match", "\"1\"")).status())
        .isEqualTo(412);
    assertThat(server.send("GET", path, root, null).json()).isEqualTo(edited.json());
    assertThat(server.send("GET", ACCOUNTS + "/nobody-at-all", root, null).status()).isEqualTo(404);
  }

  @Test
  void whatNoAccountCanBeIsRefused() {
    for (String wrong :
        List.of(
            "\"kind\":\"oidc\"",
            "\"kind\":\"service\",\"password\":\"four words in a row\"",
            "\"kind\":\"local\",\"password\":\"short\"",
            "\"kind\":\"local\",\"password\":\"aaaaaaaaaaaaaaaa\"")) {
      assertThat(create(wrong).status()).as(wrong).isEqualTo(422);
    }
    for (String wrong : List.of("keycloak:anna", "a b", "", "-a", "x".repeat(64))) {
      String body = "{\"name\":\"" + wrong + "\",\"kind\":\"local\"}";
      assertThat(server.send("POST", ACCOUNTS, root, body).status()).as(wrong).isEqualTo(422);
    }
    assertThat(server.send("GET", ACCOUNTS + "/" + name, root, null).status()).isEqualTo(404);
  }

  @Test
  void tokensOfProgramsAreMadeByAdminsAndThoseOfPeopleByThemselves() {
    String tokens = ACCOUNTS + "/" + name + "/tokens";
    String body = "{\"name\":\"t\",\"role\":\"viewer\"}";
    assertThat(create("\"kind\":\"service\"").status()).isEqualTo(201);
    assertThat(server.send("POST", tokens, root, body).status()).isEqualTo(403);
    assertThat(
            server.send("PUT", "/api/v1/members/" + name, root, "{\"role\":\"viewer\"}").status())
        .isEqualTo(204);
    Answer made = server.send("POST", tokens, root, body);
    assertThat(made.status()).isEqualTo(201);
    String secret = made.json().get("secret").asString();
    String organisation = "/api/v1/organisations/" + server.organisation();
    assertThat(server.send("GET", organisation, secret, null).status()).isEqualTo(200);
    assertThat(server.send("GET", ACCOUNTS, secret, null).status()).isEqualTo(403);
    assertThat(server.send("GET", tokens, root, null).json().get("items").size()).isEqualTo(1);
    assertThat(server.send("DELETE", tokens + "/t", root, null).status()).isEqualTo(204);
    assertThat(server.send("GET", organisation, secret, null).status()).isEqualTo(401);

    name = "b" + name;
    assertThat(create("\"kind\":\"local\"").status()).isEqualTo(201);
    assertThat(server.send("POST", ACCOUNTS + "/" + name + "/tokens", root, body).status())
        .isEqualTo(409);
  }

  @Test
  void onlyLocalAccountsHaveAPassword() {
    assertThat(create("\"kind\":\"service\"").status()).isEqualTo(201);
    String path = ACCOUNTS + "/" + name + "/password";
    String body = "{\"password\":\"four words in a row\"}";
    assertThat(server.send("PUT", path, root, body).status()).isEqualTo(409);
    assertThat(server.send("PUT", ACCOUNTS + "/nobody-at-all/password", root, body).status())
        .isEqualTo(404);
    assertThat(server.send("PUT", path, root, "{\"password\":\"short\"}").status()).isEqualTo(422);
  }
}
