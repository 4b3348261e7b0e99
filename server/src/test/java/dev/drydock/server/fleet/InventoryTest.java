package dev.drydock.server.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.server.ServerTest;
import dev.drydock.server.TestServer;
import dev.drydock.server.access.Role;
import dev.drydock.server.fleet.TestFleet.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ServerTest
class InventoryTest {
  private static final String CART = "registry.example.com/shop/cart";

  @Autowired TestServer server;
  @Autowired JdbcClient database;
  private TestFleet fleet;

  @BeforeEach
  void begin() {
    fleet = new TestFleet(server);
  }

  private Answer put(String query, String... pods) {
    return fleet.send(
        "PUT",
        "/clusters/east/inventory" + query,
        fleet.admin,
        TestPods.list(pods).getBytes(UTF_8),
        Map.of("Content-Type", "application/json"));
  }

  private static String counts(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    JsonNode json = answer.json();
    return json.path("running").asInt()
        + " running, "
        + json.path("opened").asInt()
        + " opened, "
        + json.path("closed").asInt()
        + " closed, "
        + json.path("unknown").asInt()
        + " unknown";
  }

  private List<String> workloads() {
    return database
        .sql(
            """
            select d.namespace || ' ' || d.workload || ' ' || d.container || ' ' || d.replicas
              || case when d.internet_facing then ' internet' else '' end as told
            from deployment d join organisation o on o.id = d.organisation_id
            where o.name = ? and d.until is null order by 1
            """)
        .param(fleet.organisation)
        .query((row, number) -> row.getString("told"))
        .list();
  }

  @Test
  void theSameSnapshotChangesNothingAndWhatIsGoneHasEnded() {
    TestImage image = TestImage.of();
    fleet.upload(image, CART + ":1.0");
    String cart = TestPods.deployment("prod", "cart", CART + ":1.0", image.digest());
    String other =
        TestPods.deployment("prod", "other", "registry.example.com/x:1", TestImage.sha256("x"));

    assertThat(counts(put("", cart, cart, other)))
        .isEqualTo("2 running, 2 opened, 0 closed, 1 unknown");
    assertThat(workloads())
        .containsExactly("prod deployment/cart main 2", "prod deployment/other main 1");
    assertThat(counts(put("", cart, cart, other)))
        .isEqualTo("2 running, 0 opened, 0 closed, 1 unknown");
    assertThat(counts(put("", cart))).isEqualTo("1 running, 0 opened, 1 closed, 0 unknown");
    assertThat(workloads()).containsExactly("prod deployment/cart main 1");
  }

  @Test
  void whoRunsAPodIsReadFromItsOwners() {
    String digest = TestImage.sha256("x");
    String image = TestPods.container("main", "registry.example.com/x:1");
    String running = TestPods.status("Running", "main", "registry.example.com/x@" + digest);
    put(
        "",
        TestPods.deployment("a", "cart", "registry.example.com/x:1", digest),
        TestPods.pod("b", "db-0", TestPods.owner("StatefulSet", "db"), image, running),
        TestPods.pod("c", "agent-8xk2v", TestPods.owner("DaemonSet", "agent"), image, running),
        TestPods.pod(
            "d", "night-29012345-abcde", TestPods.owner("Job", "night-29012345"), image, running),
        TestPods.pod("e", "once-abcde", TestPods.owner("Job", "once"), image, running),
        TestPods.pod("f", "alone", "", image, running),
        TestPods.pod("g", "kube-proxy-node-1", TestPods.owner("Node", "node-1"), image, running),
        TestPods.pod("h", "plain-abc-1", TestPods.owner("ReplicaSet", "plain-abc"), image, running),
        TestPods.pod(
            "i",
            "done",
            TestPods.owner("Job", "done"),
            image,
            TestPods.status("Succeeded", "main", digest)));

    assertThat(workloads())
        .containsExactly(
            "a deployment/cart main 1",
            "b statefulset/db main 1",
            "c daemonset/agent main 1",
            "d cronjob/night main 1",
            "e job/once main 1",
            "f pod/alone main 1",
            "g pod/kube-proxy main 1",
            "h replicaset/plain-abc main 1");
  }

  @Test
  void whatIsReachedFromTheInternetIsToldByAnnotationOrByWhoSendsIt() {
    String image = TestPods.container("main", "registry.example.com/x:1");
    String running = TestPods.status("Running", "main", "");
    String annotated = "\"annotations\": {\"drydock.dev/internet-facing\": \"true\"},";
    put(
        "?internetFacing=edge,shop/pod/web",
        TestPods.pod("edge", "one", "", image, running),
        TestPods.pod("shop", "web", "", image, running),
        TestPods.pod("shop", "inner", "", image, running),
        TestPods.pod("shop", "outer", annotated, image, running));

    assertThat(workloads())
        .containsExactly(
            "edge pod/one main 1 internet",
            "shop pod/inner main 1",
            "shop pod/outer main 1 internet",
            "shop pod/web main 1 internet");
  }

  @Test
  void anImageThatComesLaterIsFoundByWhateverTheClusterCallsIt() {
    TestImage image = TestImage.of();
    String index = TestImage.sha256("index of it");
    put(
        "",
        TestPods.deployment("a", "by-manifest", CART + ":1", image.digest()),
        TestPods.deployment("b", "by-config", CART + ":1", image.imageId()),
        TestPods.deployment("c", "by-index", CART + ":1", index));
    Answer uploaded =
        fleet.upload(
            image.document(), "reference=" + TestFleet.encoded(CART + ":1") + "&index=" + index);
    assertThat(uploaded.status()).as(uploaded.text()).isEqualTo(201);

    JsonNode detail = fleet.get(fleet.admin, "/images/" + image.digest()).json();
    assertThat(TestFleet.texts(detail.path("deployments"), "workload"))
        .containsExactly("deployment/by-manifest", "deployment/by-config", "deployment/by-index");
    assertThat(detail.path("aliases").valueStream().map(JsonNode::asString))
        .containsExactlyInAnyOrder(image.imageId(), index);
    assertThat(counts(put("", TestPods.deployment("c", "by-index", CART + ":1", index))))
        .isEqualTo("1 running, 0 opened, 2 closed, 0 unknown");
  }

  @Test
  void anImageThatRunsStaysWatchedWhenItsTagHasMoved() {
    TestImage old = TestImage.of();
    fleet.upload(old, CART + ":1");
    String pod = TestPods.deployment("prod", "cart", CART + ":1", old.digest());
    put("", pod);
    fleet.upload(TestImage.of().npm("a", "1"), CART + ":1");
    assertThat(watched(old)).isTrue();
    put("?allowEmpty=true");
    assertThat(watched(old)).isFalse();
    put("", pod);
    assertThat(watched(old)).isTrue();
  }

  private boolean watched(TestImage image) {
    return fleet
        .get(fleet.admin, "/images/" + image.digest())
        .json()
        .path("image")
        .path("holdings")
        .path(0)
        .path("watched")
        .asBoolean();
  }

  @Test
  void anEmptyListIsTakenAtItsWordOnlyWhereThatIsSaid() {
    put("", TestPods.deployment("prod", "cart", CART + ":1", TestImage.sha256("x")));
    Answer refused = put("");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.detail()).contains("allowEmpty=true");
    assertThat(workloads()).hasSize(1);
    assertThat(counts(put("?allowEmpty=true")))
        .isEqualTo("0 running, 0 opened, 1 closed, 0 unknown");
  }

  @Test
  void whatIsNoListOfPodsIsRefused() {
    String nested = "{\"items\": [" + "[".repeat(5000) + "]";
    for (String body :
        new String[] {
          "[]",
          "{}",
          "words",
          "{\"items\": [1]}",
          "{\"items\": [{\"kind\": \"Service\"}]}",
          nested,
          TestPods.list(TestPods.deployment("a", "b", "c:1", TestImage.sha256("x")))
              .substring(0, 300)
        }) {
      Answer answer =
          fleet.send(
              "PUT",
              "/clusters/east/inventory",
              fleet.admin,
              body.getBytes(UTF_8),
              Map.of("Content-Type", "application/json"));
      assertThat(answer.status()).as(body + answer.text()).isEqualTo(422);
    }
    assertThat(workloads()).isEmpty();
  }

  @Test
  void onlyWhoSpeaksForTheOrganisationTellsWhatAClusterRuns() {
    byte[] body =
        TestPods.list(TestPods.deployment("a", "b", CART + ":1", TestImage.sha256("x")))
            .getBytes(UTF_8);
    Answer team =
        fleet.send(
            "PUT",
            "/clusters/east/inventory",
            fleet.token(Role.MAINTAINER, "shop"),
            body,
            Map.of("Content-Type", "application/json"));
    assertThat(team.status()).isIn(403, 404);
    Answer packed =
        fleet.send(
            "PUT",
            "/clusters/east/inventory?environment=staging",
            fleet.token(Role.DEVELOPER, null),
            TestFleet.gzip(body),
            Map.of("Content-Type", "application/json", "Content-Encoding", "gzip"));
    assertThat(counts(packed)).isEqualTo("1 running, 1 opened, 0 closed, 1 unknown");
    JsonNode clusters = fleet.get(fleet.admin, "/clusters").json().path("items");
    assertThat(TestFleet.texts(clusters, "name")).containsExactly("east");
    assertThat(TestFleet.texts(clusters, "environment")).containsExactly("staging");
  }
}
