package dev.drydock.server.maturity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.server.ServerTest;
import dev.drydock.server.TestServer;
import dev.drydock.server.TestServer.Answer;
import dev.drydock.server.access.Role;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ServerTest
class MaturityTest {
  @Autowired TestServer server;
  @Autowired JdbcClient database;
  @Autowired Maturity maturity;
  private String organisation;
  private String path;

  @BeforeEach
  void begin() {
    organisation = server.organisation();
    path = "/api/v1/organisations/" + organisation;
    server.team(organisation, "shop");
  }

  private static List<String> texts(JsonNode list, String name) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(one -> one.get(name).asString())
        .toList();
  }

  @Test
  void whoHasJustBegunIsExploringAndIsToldWhatIsNext() {
    String viewer = server.token(Role.VIEWER, organisation, "shop");
    Answer answer = server.send("GET", path + "/teams/shop/maturity", viewer, null);

    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    assertThat(answer.json().get("place").asString()).isEqualTo("exploring");
    assertThat(texts(answer.json().get("next"), "milestone"))
        .containsExactly("gated", "running-known", "approved-base");
    assertThat(answer.json().get("next").get(0).get("step").get("command").asString())
        .isEqualTo("drydock init");
    assertThat(texts(answer.json().get("milestones"), "milestone"))
        .hasSize(Milestone.values().length);
    assertThat(server.send("GET", path + "/maturity", viewer, null).status()).isEqualTo(403);
    String other = server.token(Role.ADMIN, server.organisation(), null);
    assertThat(server.send("GET", path + "/teams/shop/maturity", other, null).status())
        .isEqualTo(404);
  }

  @Test
  void oneRowOfEachDayIsKept() {
    String viewer = server.token(Role.VIEWER, organisation, null);
    int id =
        database
            .sql("select id from organisation where name = ?")
            .param(organisation)
            .query(Integer.class)
            .single();
    maturity.measure(id);
    maturity.measure(id);
    database
        .sql(
            "insert into maturity_day (organisation_id, team_id, day, measures, measured_at) select organisation_id, team_id, day - 1, measures, measured_at from maturity_day where organisation_id = ?")
        .param(id)
        .update();

    for (String where : List.of("/maturity/history", "/teams/shop/maturity/history")) {
      JsonNode items = server.send("GET", path + where, viewer, null).json().get("items");
      assertThat(texts(items, "place")).containsExactly("exploring", "exploring");
      Answer page = server.send("GET", path + where + "?limit=1", viewer, null);
      Answer next =
          server.send(
              "GET",
              path + where + "?limit=1&after=" + page.json().get("next").asString(),
              viewer,
              null);
      assertThat(next.json().get("items").get(0)).isEqualTo(items.get(1));
    }
    assertThat(server.send("GET", path + "/maturity", viewer, null).json().get("place").asString())
        .isEqualTo("exploring");
  }
}
