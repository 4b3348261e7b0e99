package dev.drydock.server.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cli.Main;
import dev.drydock.server.ServerTest;
import dev.drydock.server.TestServer;
import dev.drydock.server.access.Role;
import dev.drydock.server.advisory.Generations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The command line and the server, as users have both.
@ServerTest
class CommandLineTest {
  private static final Path FERRY = Path.of("../examples/ferry.tar");

  @Autowired TestServer server;
  @Autowired Generations generations;
  @TempDir Path home;
  private TestFleet fleet;

  @BeforeEach
  void begin() {
    fleet = new TestFleet(server);
  }

  private record Run(int code, String out, String err) {}

  private Run run(Map<String, String> more, String... arguments) {
    Map<String, String> environment = new HashMap<>();
    environment.put("HOME", home.toString());
    environment.put("DRYDOCK_SERVER", server.address("").toString());
    environment.put("DRYDOCK_ORGANISATION", fleet.organisation);
    environment.put("DRYDOCK_TOKEN", fleet.admin);
    environment.putAll(more);
    environment.values().removeIf(String::isEmpty);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    List<String> all = new ArrayList<>(List.of(arguments));
    int code =
        Main.run(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            environment,
            all.toArray(String[]::new));
    return new Run(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private Run run(String... arguments) {
    return run(Map.of(), arguments);
  }

  private String advisories() {
    return Path.of("../advisories/snapshot.idx").toAbsolutePath().toString();
  }

  @Test
  void aScanBringsTheImageAndTheServerKnowsItsOwner() {
    Run scan =
        run(
            "scan",
            "--server",
            server.address("").toString(),
            "--advisories",
            advisories(),
            "--team",
            "harbour",
            FERRY.toString());
    assertThat(scan.code()).as(scan.err()).isZero();
    assertThat(scan.err())
        .contains(" watches localhost/ferry:latest (project ferry of team harbour)");

    Run images = run("fleet", "images");
    assertThat(images.code()).as(images.err()).isZero();
    assertThat(images.out().lines()).hasSize(2);
    assertThat(images.out()).contains("localhost/ferry:latest").contains("harbour");

    Run teams = run("fleet", "teams");
    assertThat(teams.out().lines().map(line -> line.split(" +", 3)[0]))
        .containsExactly("TEAM", "bank", "harbour", "shop");
  }

  @Test
  void theServerSaysWhatTheCommandLineSays() throws Exception {
    Path snapshot = Path.of(advisories());
    generations.begin(snapshot);
    for (int i = 0; generations.underWay().isPresent(); i++) {
      assertThat(i).as("a generation stays under way").isLessThan(600);
      Thread.sleep(100);
    }
    Run scan =
        run(
            "scan",
            "--server",
            server.address("").toString(),
            "--advisories",
            advisories(),
            FERRY.toString());
    assertThat(scan.code()).as(scan.err()).isZero();
    Run plan = run("plan", "--format", "json", "--advisories", advisories(), FERRY.toString());
    Run shown = run("fleet", "show", "--format", "json", FERRY.toString());
    assertThat(shown.code()).as(shown.err()).isZero();

    JsonMapper mapper = new JsonMapper();
    ObjectNode own = (ObjectNode) mapper.readTree(plan.out());
    ObjectNode server = (ObjectNode) mapper.readTree(shown.out()).path("plan");
    assertThat(own.path("plan").path("actions").size()).isEqualTo(8);
    for (ObjectNode document : List.of(own, server)) {
      // whenever that was; and a document does not say what nobody looked at
      document.remove(List.of("createdAt", "tool", "observations", "observed"));
    }
    assertThat(server.toPrettyString()).isEqualTo(own.toPrettyString());

    Run table = run("fleet", "show", FERRY.toString());
    assertThat(table.out())
        .contains("OWNER   team default, project ferry: localhost/ferry:latest")
        .contains("WHAT TO DO")
        .contains(
            " 1. Upgrade org.apache.logging.log4j:log4j-core 2.14.1 → 2.17.1: removes 4 (medium effort, in the application)");
    assertThat(run("fleet", "show", "ferr").out()).isEqualTo(table.out());
    Run unknown = run("fleet", "show", "nowhere");
    assertThat(unknown.code()).isEqualTo(3);
    assertThat(unknown.err()).contains("knows no image nowhere").hasLineCount(1);
  }

  @Test
  void aGateBringsItsVerdict() throws IOException {
    Path policy = home.resolve("drydock.yaml");
    Files.writeString(
        policy, "policy: 1\nrules:\n  a: { info: findings, when: { severity: critical } }\n");
    Run gate =
        run(
            "gate",
            "--policy",
            policy.toString(),
            "--advisories",
            advisories(),
            "--as",
            "registry.example.com/shop/ferry:2",
            FERRY.toString());
    assertThat(gate.err()).contains(" registry.example.com/shop/ferry:2 (project shop.ferry");

    JsonNode item =
        fleet
            .get(fleet.admin, "/images?reference=registry.example.com/shop/ferry:2")
            .json()
            .path("items")
            .path(0);
    JsonNode verdict =
        fleet.get(fleet.admin, "/images/" + item.path("digest").asString()).json().path("gate");
    assertThat(verdict.path("verdict").asString())
        .isEqualTo(gate.code() == 0 ? "passed" : "stopped");
  }

  @Test
  void aServerThatIsAwayClosesTheGateUnlessThePolicySaysOtherwise() throws IOException {
    Path closed = home.resolve("closed.yaml");
    Files.writeString(
        closed, "policy: 1\nrules:\n  a: { info: findings, when: { severity: critical } }\n");
    Path open = home.resolve("open.yaml");
    Files.writeString(
        open,
        "policy: 1\non-unreachable: pass\nrules:\n  a: { info: findings, when: { severity: critical } }\n");
    Map<String, String> away = Map.of("DRYDOCK_SERVER", "http://127.0.0.1:1");

    Run refused =
        run(
            away,
            "gate",
            "--policy",
            closed.toString(),
            "--advisories",
            advisories(),
            FERRY.toString());
    assertThat(refused.code()).as(refused.err()).isEqualTo(3);
    assertThat(refused.err())
        .contains("nobody watches this image yet: the server http://127.0.0.1:1");
    assertThat(refused.out()).as("the verdict is told all the same").isNotEmpty();

    Run passed =
        run(
            away,
            "gate",
            "--policy",
            open.toString(),
            "--advisories",
            advisories(),
            FERRY.toString());
    assertThat(passed.code()).as(passed.err()).isZero();
    assertThat(passed.err()).contains("on-unreachable: pass");
  }

  @Test
  void whoAsksIsSaidOrTheLineTellsHow() {
    Run none = run(Map.of("DRYDOCK_TOKEN", ""), "fleet", "images");
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("DRYDOCK_TOKEN").hasLineCount(1);

    Run wrong = run(Map.of("DRYDOCK_TOKEN", "drydock_wrong"), "fleet", "images");
    assertThat(wrong.code()).isEqualTo(3);
    assertThat(wrong.err()).contains("(DRYDOCK_TOKEN)").hasLineCount(1);

    Run plain = run(Map.of("DRYDOCK_SERVER", "http://drydock.example.com"), "fleet", "images");
    assertThat(plain.code()).isEqualTo(2);
    assertThat(plain.err()).contains("write https://").hasLineCount(1);
  }

  @Test
  void aClusterTellsWhatItRunsAndKeepsItsSecrets() throws IOException {
    TestImage image = TestImage.of().npm("left-pad", "1.3.0");
    fleet.upload(image, "registry.example.com/shop/cart:1.0");
    Path pods = home.resolve("pods.json");
    Files.writeString(
        pods,
        TestPods.list(
            TestPods.deployment(
                "prod", "cart", "registry.example.com/shop/cart:1.0", image.digest())));

    Run imported =
        run(
            "inventory",
            "import",
            "--cluster",
            "east",
            "--internet-facing",
            "prod",
            pods.toString());
    assertThat(imported.code()).as(imported.err()).isZero();
    assertThat(imported.err())
        .isEqualTo("drydock: 1 containers run in east: 1 are new, 0 are gone\n");

    JsonNode runs = fleet.get(fleet.admin, "/images/" + image.digest()).json().path("deployments");
    assertThat(TestFleet.texts(runs, "workload")).containsExactly("deployment/cart");
    assertThat(runs.path(0).path("internetFacing").asBoolean()).isTrue();
    assertThat(runs.path(0).path("environment").asString()).isEqualTo("production");

    Run who = run("fleet", "who", "pkg:npm/left-pad");
    assertThat(who.code()).as(who.err()).isZero();
    assertThat(who.out()).contains("left-pad 1.3.0").contains("shop 1");
  }

  @Test
  void aDeveloperOfATeamBringsImagesToItsProjects() {
    String developer = fleet.token(Role.DEVELOPER, "shop");
    Map<String, String> environment = Map.of("DRYDOCK_TOKEN", developer, "DRYDOCK_PROJECT", "cart");
    Run scan =
        run(
            environment,
            "scan",
            "--server",
            server.address("").toString(),
            "--advisories",
            advisories(),
            FERRY.toString());
    assertThat(scan.code()).as(scan.err()).isZero();
    assertThat(scan.err()).contains("(project cart of team shop)");

    Run nowhere =
        run(
            Map.of("DRYDOCK_TOKEN", developer),
            "scan",
            "--server",
            server.address("").toString(),
            "--advisories",
            advisories(),
            FERRY.toString());
    assertThat(nowhere.code()).isEqualTo(3);
  }

  @Test
  void whatTheServerSaysAsJsonIsWhatItSays() throws IOException {
    fleet.upload(TestImage.of(), "registry.example.com/shop/cart:1.0");
    Run images = run("fleet", "images", "--format", "json");
    assertThat(new JsonMapper().readTree(images.out()).path("items"))
        .isEqualTo(fleet.get(fleet.admin, "/images").json().path("items"));
  }
}
