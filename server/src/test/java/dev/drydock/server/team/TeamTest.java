package dev.drydock.server.team;

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

@ServerTest
class TeamTest {
  @Autowired TestServer server;
  @Autowired JdbcClient database;

  private String organisation = "";
  private String base = "";
  private String admin = "";

  @BeforeEach
  void organisation() {
    organisation = server.organisation();
    base = "/api/v1/organisations/" + organisation;
    admin = server.token(Role.ADMIN, organisation, null);
  }

  private Answer edit(String method, String path, String token, String body, int version) {
    return server.send(method, path, token, body, Map.of("If-Match", "\"" + version + "\""));
  }

  private static List<String> names(Answer answer) {
    return answer
        .json()
        .get("items")
        .valueStream()
        .map(item -> item.get("name").asString())
        .toList();
  }

  @Test
  void aTeamIsMadeOnceAndEditedByVersion() {
    String body = "{\"name\":\"shop\",\"title\":\"Shop\",\"contact\":\"#shop\"}";
    Answer made = server.send("POST", base + "/teams", admin, body);
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.response().headers().firstValue("ETag")).hasValue("\"1\"");
    assertThat(made.json().get("title").asString()).isEqualTo("Shop");
    assertThat(made.json().get("contact").asString()).isEqualTo("#shop");
    assertThat(made.json().get("version").asInt()).isEqualTo(1);
    assertThat(server.send("POST", base + "/teams", admin, body).status()).isEqualTo(200);
    assertThat(server.send("POST", base + "/teams", admin, "{\"name\":\"shop\"}").status())
        .isEqualTo(409);

    String edit = "{\"title\":\"The shop\",\"contact\":\"shop@example.com\"}";
    assertThat(server.send("PUT", base + "/teams/shop", admin, edit).status()).isEqualTo(428);
    Answer edited = edit("PUT", base + "/teams/shop", admin, edit, 1);
    assertThat(edited.status()).isEqualTo(200);
    assertThat(edited.response().headers().firstValue("ETag")).hasValue("\"2\"");
    assertThat(edit("PUT", base + "/teams/shop", admin, edit, 1).status()).isEqualTo(412);
    Answer read = server.send("GET", base + "/teams/shop", admin, null);
    assertThat(read.json()).isEqualTo(edited.json());
    assertThat(read.json().get("contact").asString()).isEqualTo("shop@example.com");
  }

  @Test
  void namesThatNoAddressCouldHaveAreRefusedInWords() {
    for (String name : List.of("", "Shop", "-shop", "a b", "../x", "x".repeat(64), "ü")) {
      Answer answer = server.send("POST", base + "/teams", admin, "{\"name\":\"" + name + "\"}");
      assertThat(answer.status()).as(name).isEqualTo(422);
      assertThat(answer.json().get("detail").asString()).isEqualTo("name " + Naming.RULE);
    }
    Answer misspelt = server.send("POST", base + "/teams", admin, "{\"nam\":\"shop\"}");
    assertThat(misspelt.status()).isEqualTo(400);
    assertThat(misspelt.json().get("detail").asString())
        .isEqualTo("The body has the key nam, which is not known here: is it misspelt?");
    assertThat(server.send("POST", base + "/teams", admin, "[").status()).isEqualTo(400);
    assertThat(server.send("POST", base + "/teams", admin, "{}").status()).isEqualTo(422);
  }

  @Test
  void whatSomethingHangsOnIsNotDeleted() {
    server.team(organisation, "shop");
    server.project(organisation, "shop", "cart");
    database
        .sql(
            """
            insert into repository (organisation_id, project_id, name, created_at)
            select organisation_id, id, 'registry.example.com/' || :name, now() from project p
            where name = 'cart' and organisation_id = (select id from organisation where name = :name)
            """)
        .param("name", organisation)
        .update();
    Answer refused = edit("DELETE", base + "/projects/cart", admin, "{}", 1);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().get("detail").asString())
        .isEqualTo(
            "The project still has repositories, 1 of them: give them to another project or delete them, then delete it");
    assertThat(edit("DELETE", base + "/teams/shop", admin, "{}", 1).status()).isEqualTo(409);
    String root = server.token(Role.ADMIN, null, null);
    assertThat(edit("DELETE", base, root, "{}", 1).status()).isEqualTo(409);

    database
        .sql("delete from repository where name = 'registry.example.com/' || ?")
        .param(organisation)
        .update();
    assertThat(edit("DELETE", base + "/projects/cart", admin, "{}", 2).status()).isEqualTo(412);
    assertThat(edit("DELETE", base + "/projects/cart", admin, "{}", 1).status()).isEqualTo(204);
    assertThat(edit("DELETE", base + "/teams/shop", admin, "{}", 1).status()).isEqualTo(204);
    assertThat(edit("DELETE", base, root, "{}", 1).status()).isEqualTo(204);
    assertThat(server.send("GET", base, root, null).status()).isEqualTo(404);
  }

  @Test
  void aProjectIsGivenToATeamByWhoLooksAfterBoth() {
    server.team(organisation, "shop");
    server.team(organisation, "pay");
    String shop = server.token(Role.MAINTAINER, organisation, "shop");
    String body = "{\"name\":\"cart\",\"source\":\"https://git.example.com/shop/cart\"}";
    assertThat(server.send("POST", base + "/teams/shop/projects", shop, body).status())
        .isEqualTo(201);
    assertThat(server.send("POST", base + "/teams/shop/projects", shop, body).status())
        .isEqualTo(200);
    assertThat(server.send("POST", base + "/teams/pay/projects", admin, body).status())
        .isEqualTo(409);
    String move = "{\"team\":\"pay\"}";
    assertThat(edit("PUT", base + "/projects/cart/team", shop, move, 1).status()).isEqualTo(403);
    Answer moved = edit("PUT", base + "/projects/cart/team", admin, move, 1);
    assertThat(moved.status()).isEqualTo(200);
    assertThat(moved.json().get("team").asString()).isEqualTo("pay");
    assertThat(server.send("GET", base + "/projects/cart", shop, null).status()).isEqualTo(404);
    assertThat(edit("PUT", base + "/projects/cart/team", admin, "{\"team\":\"none\"}", 2).status())
        .isEqualTo(404);
  }

  @Test
  void aSourceIsAnAddressWithoutAPassword() {
    server.team(organisation, "shop");
    for (String source :
        List.of("cart", "https:///x", "file:///etc/passwd", "https://a:secret@git.example.com/x")) {
      Answer answer =
          server.send(
              "POST",
              base + "/teams/shop/projects",
              admin,
              "{\"name\":\"cart\",\"source\":\"" + source + "\"}");
      assertThat(answer.status()).as(source).isEqualTo(422);
      assertThat(answer.response().body()).doesNotContain("secret");
    }
  }

  @Test
  void listsShowWhatTheCallerMaySee() {
    server.team(organisation, "shop");
    server.team(organisation, "pay");
    server.project(organisation, "shop", "cart");
    server.project(organisation, "shop", "list");
    server.project(organisation, "pay", "card");
    String shop = server.token(Role.VIEWER, organisation, "shop");
    String stranger = server.token(Role.ADMIN, server.organisation(), null);
    assertThat(names(server.send("GET", base + "/projects", admin, null)))
        .containsExactly("card", "cart", "list");
    assertThat(names(server.send("GET", base + "/projects?team=pay", admin, null)))
        .containsExactly("card");
    assertThat(names(server.send("GET", base + "/projects", shop, null)))
        .containsExactly("cart", "list");
    assertThat(names(server.send("GET", base + "/projects?team=pay", shop, null))).isEmpty();
    assertThat(server.send("GET", base + "/projects", stranger, null).status()).isEqualTo(404);
    assertThat(names(server.send("GET", base + "/teams", shop, null)))
        .containsExactly("pay", "shop");
    assertThat(names(server.send("GET", "/api/v1/organisations", shop, null)))
        .containsExactly(organisation);

    Answer first = server.send("GET", base + "/projects?limit=2", admin, null);
    assertThat(names(first)).containsExactly("card", "cart");
    String next = first.json().get("next").asString();
    Answer second = server.send("GET", base + "/projects?limit=2&after=" + next, admin, null);
    assertThat(names(second)).containsExactly("list");
    assertThat(second.json().has("next")).isFalse();
    assertThat(server.send("GET", base + "/projects?limit=0", admin, null).status()).isEqualTo(400);
    Answer wrong = server.send("GET", base + "/projects?limit=x", admin, null);
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.json().get("detail").asString())
        .isEqualTo("limit is not of the kind that it has to be");
  }
}
