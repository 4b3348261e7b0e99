package dev.drydock.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.server.ServerTest;
import dev.drydock.server.TestServer;
import dev.drydock.server.TestServer.Answer;
import dev.drydock.server.access.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ServerTest
class GroupTest {
  @Autowired TestServer server;
  @Autowired JdbcClient database;

  private String organisation = "";
  private String base = "";
  private String admin = "";

  @BeforeEach
  void places() {
    organisation = server.organisation();
    base = "/api/v1/organisations/" + organisation;
    server.team(organisation, "shop");
    server.project(organisation, "shop", "cart");
    admin = server.token(Role.ADMIN, organisation, null);
  }

  private static List<String> strings(JsonNode array) {
    return array.valueStream().map(JsonNode::asString).toList();
  }

  @Test
  void membersThatADirectorySendsHaveTheGroupsRoles() {
    String body = "{\"name\":\"shop-devs\",\"roles\":[{\"team\":\"shop\",\"role\":\"developer\"}]}";
    Answer made = server.send("POST", base + "/groups", admin, body);
    assertThat(made.status()).isEqualTo(201);
    assertThat(server.send("POST", base + "/groups", admin, body).status()).isEqualTo(200);
    String somebody = server.token(Role.MAINTAINER, null, null);
    database
        .sql(
            "delete from role_grant where account_id = (select account_id from api_token where secret_digest = ?)")
        .param(Secrets.digest(somebody))
        .update();
    String account =
        server
            .send("GET", "/api/v1/account", somebody, null)
            .json()
            .get("account")
            .get("name")
            .asString();
    assertThat(server.send("GET", base + "/projects/cart", somebody, null).status()).isEqualTo(404);

    String members = base + "/groups/shop-devs/members";
    Answer set =
        server.send("PUT", members, admin, "{\"members\":[\"%s\",\"nobody\"]}".formatted(account));
    assertThat(strings(set.json().get("members"))).containsExactly(account);
    assertThat(strings(set.json().get("unknown"))).containsExactly("nobody");
    assertThat(server.send("GET", base + "/projects/cart", somebody, null).status()).isEqualTo(200);
    JsonNode roles = server.send("GET", "/api/v1/account", somebody, null).json().get("roles");
    assertThat(roles.size()).isEqualTo(1);
    assertThat(roles.get(0).get("role").asString()).isEqualTo("developer");
    assertThat(roles.get(0).get("organisation").asString()).isEqualTo(organisation);
    assertThat(roles.get(0).get("team").asString()).isEqualTo("shop");
    JsonNode listed =
        server.send("GET", base + "/teams/shop/members", admin, null).json().get("items");
    assertThat(listed.size()).isEqualTo(1);
    assertThat(listed.get(0).get("account").asString()).isEqualTo(account);
    assertThat(listed.get(0).get("source").asString()).isEqualTo("group");
    assertThat(listed.get(0).get("group").asString()).isEqualTo("shop-devs");

    Answer edited =
        server.send(
            "PUT",
            base + "/groups/shop-devs",
            admin,
            "{\"title\":\"\",\"roles\":[{\"role\":\"viewer\"}]}",
            Map.of("If-Match", "\"1\""));
    assertThat(edited.status()).isEqualTo(200);
    assertThat(server.send("GET", base + "/members", somebody, null).status()).isEqualTo(200);

    assertThat(server.send("PUT", members, admin, "{\"members\":[]}").status()).isEqualTo(200);
    assertThat(server.send("GET", base + "/projects/cart", somebody, null).status()).isEqualTo(404);
    assertThat(
            server
                .send(
                    "DELETE", base + "/groups/shop-devs", admin, null, Map.of("If-Match", "\"2\""))
                .status())
        .isEqualTo(204);
    assertThat(server.send("GET", base + "/groups/shop-devs", admin, null).status()).isEqualTo(404);
  }

  @Test
  void aGroupIsOfADirectoryOrOfAProviderAndHasOneRoleInEachPlace() {
    String claimed =
        "{\"name\":\"devs\",\"provider\":\"keycloak\",\"claim\":\"/shop/devs\",\"roles\":[]}";
    assertThat(server.send("POST", base + "/groups", admin, claimed).status()).isEqualTo(201);
    assertThat(
            server
                .send("POST", base + "/groups", admin, claimed.replace("\"devs\"", "\"other\""))
                .status())
        .isEqualTo(409);
    assertThat(
            server.send("PUT", base + "/groups/devs/members", admin, "{\"members\":[]}").status())
        .isEqualTo(409);
    for (String wrong :
        List.of(
            "{\"name\":\"a\",\"provider\":\"keycloak\",\"roles\":[]}",
            "{\"name\":\"a\",\"roles\":[{\"role\":\"viewer\"},{\"role\":\"admin\"}]}",
            "{\"name\":\"a\",\"roles\":[{\"team\":\"shop\"}]}",
            "{\"name\":\"a\"}",
            "{\"name\":\"A\",\"roles\":[]}")) {
      assertThat(server.send("POST", base + "/groups", admin, wrong).status())
          .as(wrong)
          .isEqualTo(422);
    }
    assertThat(
            server
                .send(
                    "POST",
                    base + "/groups",
                    admin,
                    "{\"name\":\"a\",\"roles\":[{\"role\":\"king\"}]}")
                .status())
        .isEqualTo(400);
    assertThat(
            server
                .send(
                    "POST",
                    base + "/groups",
                    admin,
                    "{\"name\":\"a\",\"roles\":[{\"team\":\"none\",\"role\":\"viewer\"}]}")
                .status())
        .isEqualTo(404);
    JsonNode groups = server.send("GET", base + "/groups", admin, null).json().get("items");
    assertThat(groups.valueStream().map(group -> group.get("name").asString()))
        .containsExactly("devs");
  }

  @Test
  void rolesUpToOnesOwnAreGivenAndTaken() {
    String maintainer = server.token(Role.MAINTAINER, organisation, "shop");
    String name = "bo-" + organisation;
    String root = server.token(Role.ADMIN, null, null);
    assertThat(
            server
                .send(
                    "POST",
                    "/api/v1/accounts",
                    root,
                    "{\"name\":\"%s\",\"kind\":\"service\"}".formatted(name))
                .status())
        .isEqualTo(201);
    String path = base + "/teams/shop/members/" + name;
    assertThat(server.send("PUT", path, maintainer, "{\"role\":\"maintainer\"}").status())
        .isEqualTo(204);
    assertThat(server.send("PUT", path, maintainer, "{\"role\":\"security\"}").status())
        .isEqualTo(403);
    assertThat(server.send("PUT", path, admin, "{\"role\":\"security\"}").status()).isEqualTo(204);
    assertThat(server.send("PUT", path, maintainer, "{\"role\":\"viewer\"}").status())
        .isEqualTo(403);
    assertThat(server.send("DELETE", path, maintainer, null).status()).isEqualTo(403);
    assertThat(server.send("DELETE", path, admin, null).status()).isEqualTo(204);
    assertThat(server.send("DELETE", path, admin, null).status()).isEqualTo(204);
    assertThat(
            server
                .send("PUT", base + "/teams/shop/members/nobody", admin, "{\"role\":\"viewer\"}")
                .status())
        .isEqualTo(404);
    assertThat(server.send("PUT", path, admin, "{}").status()).isEqualTo(422);
  }
}
