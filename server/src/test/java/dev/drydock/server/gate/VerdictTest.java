package dev.drydock.server.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cli.Main;
import dev.drydock.server.ServerTest;
import dev.drydock.server.TestServer;
import dev.drydock.server.TestServer.Answer;
import dev.drydock.server.access.Role;
import dev.drydock.server.advisory.Generations;
import dev.drydock.server.fleet.TestImage;
import dev.drydock.server.monitor.TestFeeds;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The same image gets the same verdict from the server and the command line, finding by finding.
@ServerTest
class VerdictTest {
  private static final String ORGANISATION =
      """
      policy: 1
      relax: [exceptions, level]
      rules:
        high: { deny: findings, when: { severity: ">= high" } }
        copyleft: { warn: components, when: { package: "pkg:npm/*" }, scope: { teams: shop } }
        elsewhere: { deny: image, when: { components: "> 0" }, scope: { teams: bank } }
      """;
  private static final String TEAM = "policy: 1\nrules:\n  rest: { level: warn }\n";
  private static final String PROJECT =
      "policy: 1\nrules:\n  branch: { deny: image, when: { age: '> 1d' }, scope: { branches: main } }\n";
  private final LocalDate end = LocalDate.now(ZoneOffset.UTC).plusDays(20);

  @Autowired TestServer server;
  @Autowired JdbcClient database;
  @Autowired Generations generations;
  @TempDir private Path directory;
  private TestGate gate;
  private Path index;
  private TestImage image;
  private String sbom;

  @BeforeEach
  void begin() throws Exception {
    gate = new TestGate(server, database);
    index =
        new TestFeeds()
            .npm(1, "minimist", "1.2.6", TestFeeds.CRITICAL)
            .npm(2, "qs", "6.5.3", TestFeeds.HIGH)
            .npm(3, "left-pad", null, TestFeeds.LOW)
            .record("Debian:12", 4, "openssl", "3.0.9", TestFeeds.HIGH)
            // no two indexes are the same
            .npm(9, "only-" + UUID.randomUUID(), null, TestFeeds.LOW)
            .exploited(4, true)
            .probability(1, 0.4)
            .compile(directory, Instant.now());
    for (int i = 0; generations.begin(index).isEmpty(); i++) {
      assertThat(i).as("another generation stays under way").isLessThan(600);
      Thread.sleep(100);
    }
    image =
        TestImage.of()
            .npm("minimist", "1.2.5")
            .npm("qs", "6.5.1")
            .npm("left-pad", "1.3.0")
            .deb("openssl", "3.0.1");
    sbom = "sbom:" + Files.write(directory.resolve("image.cdx.json"), image.document());
    upload(image);
  }

  private void upload(TestImage one) {
    Answer answer =
        server.send(
            "POST",
            gate.path + "/projects/cart/images?reference=registry.example.com/shop/cart:1",
            gate.developer,
            new String(one.document(), StandardCharsets.UTF_8),
            Map.of("Content-Type", "application/vnd.cyclonedx+json"));
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
  }

  private void writePolicies() {
    gate.write(gate.security, "/policy", ORGANISATION);
    gate.write(gate.maintainer, "/teams/shop/policy", TEAM);
    gate.write(gate.maintainer, "/projects/cart/policy", PROJECT);
  }

  private void except(String id) {
    gate.post(
        gate.developer,
        "/projects/cart/exceptions",
        "{\"ids\": [\""
            + id
            + "\"], \"owner\": \"shop\", \"reason\": \"r\", \"until\": \""
            + end
            + "\"}");
    Answer approved =
        gate.post(
            gate.security,
            "/projects/cart/exceptions/1/decisions",
            "{\"decision\": \"approve\"}",
            1);
    assertThat(approved.status()).isEqualTo(200);
  }

  private JsonNode verdict(String query) {
    Answer answer = gate.get(gate.viewer, "/projects/cart/verdicts/" + image.digest() + query);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer.json();
  }

  private record Ran(int exitCode, JsonNode json, String err) {}

  private Ran drydock(Map<String, String> environment, String... more) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Map<String, String> all = new HashMap<>(Map.of("HOME", directory.toString()));
    all.putAll(environment);
    List<String> arguments =
        new ArrayList<>(List.of("gate", "-f", "json", "--advisories", index.toString()));
    arguments.addAll(List.of(more));
    arguments.add(sbom);
    int exitCode =
        Main.run(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            all,
            arguments.toArray(String[]::new));
    String told = err.toString(StandardCharsets.UTF_8);
    String text = out.toString(StandardCharsets.UTF_8);
    return new Ran(exitCode, new JsonMapper().readTree(text.isEmpty() ? "{}" : text), told);
  }

  private static void same(JsonNode one, JsonNode other, String... parts) {
    for (String part : parts) {
      JsonNode expected = other.path(part);
      assertThat(expected.isMissingNode()).as(part).isFalse();
      assertThat(one.path(part)).as(part).isEqualTo(expected);
    }
  }

  /// The chain of the server as files that extend each other.
  private String files(String exceptions) throws Exception {
    Files.writeString(directory.resolve("o.yaml"), ORGANISATION + "extends: drydock:default\n");
    Files.writeString(directory.resolve("t.yaml"), TEAM + "extends: o.yaml\n");
    Files.writeString(directory.resolve("p.yaml"), PROJECT + "extends: t.yaml\n");
    Path last = directory.resolve("e.yaml");
    Files.writeString(last, "policy: 1\nextends: p.yaml\nexceptions:" + exceptions + "\n");
    return last.toString();
  }

  @Test
  void withoutAPolicyBothJudgeByDrydocksOwn() {
    JsonNode there = verdict("");
    Ran here = drydock(Map.of(), "--offline", "--policy", "drydock:default");

    assertThat(there.get("findings")).hasSize(4);
    assertThat(there.get("verdict").get("violations")).isNotEmpty();
    same(there, here.json(), "findings", "suppressed", "plan", "verdict", "coverage", "summary");
  }

  @Test
  void thePolicyOfTheServerIsThatOfFiles() throws Exception {
    writePolicies();
    except(TestFeeds.cve(2));
    String policy =
        files(
            "\n  - { id: "
                + TestFeeds.cve(2)
                + ", owner: shop, reason: r, status: affected, until: "
                + end
                + " }");
    for (String branch : List.of("main", "feature")) {
      JsonNode there = verdict("?branch=" + branch);
      Ran here =
          drydock(Map.of(), "--offline", "--policy", policy, "--team", "shop", "--branch", branch);

      assertThat(here.exitCode()).isEqualTo(1);
      assertThat(there.get("verdict").get("excused")).hasSize(2); // by the rules high and attend
      same(there, here.json(), "findings", "suppressed", "plan", "verdict");
    }
    assertThat(verdict("?branch=main").get("verdict"))
        .isNotEqualTo(verdict("?branch=feature").get("verdict"));
  }

  private Map<String, String> asDeveloper(String... more) {
    Map<String, String> environment = new HashMap<>();
    environment.put("DRYDOCK_SERVER", server.address("").toString());
    environment.put("DRYDOCK_TOKEN", gate.developer);
    environment.put("DRYDOCK_ORGANISATION", gate.organisation);
    for (int i = 0; i < more.length; i += 2) {
      environment.put(more[i], more[i + 1]);
    }
    return environment;
  }

  @Test
  void theCommandLineJudgesByThePolicyOfTheServer() {
    writePolicies();
    except(TestFeeds.cve(2));
    JsonNode there = verdict("?branch=main");
    Map<String, String> project = asDeveloper("DRYDOCK_PROJECT", "cart");
    String as = "registry.example.com/shop/cart:1";

    Ran named = drydock(project, "--branch", "main", "--as", as);
    Ran insisting = drydock(project, "--branch", "main", "--as", as, "--policy", "server");
    // the server knows whose the repository is
    Map<String, String> organisation = asDeveloper();
    organisation.put("DRYDOCK_TOKEN", gate.person(Role.DEVELOPER, null));
    Ran byRepository = drydock(organisation, "--branch", "main", "--as", as, "--policy", "server");

    for (Ran here : List.of(named, insisting, byRepository)) {
      assertThat(here.exitCode()).as(here.err()).isEqualTo(1);
      // even its notes: the documents have the same names
      same(there, here.json(), "findings", "suppressed", "plan", "verdict");
    }
    assertThat(there.get("verdict").get("excused")).isNotEmpty();
  }

  @Test
  void whereTheServerHasNoPolicyTheOneOfTheDirectoryCounts() throws Exception {
    String as = "registry.example.com/shop/cart:1";
    Map<String, String> project = asDeveloper("DRYDOCK_PROJECT", "cart");
    Ran own = drydock(project, "--as", as);
    Ran insisting = drydock(project, "--as", as, "--policy", "server");
    same(own.json(), insisting.json(), "verdict");

    String file = files(" []");
    Ran given = drydock(project, "--as", as, "--policy", file);
    assertThat(given.json().get("verdict")).isNotEqualTo(own.json().get("verdict"));
  }

  @Test
  void whereTheServerCannotBeAskedNothingIsJudged() {
    writePolicies();
    Map<String, String> nobody = asDeveloper("DRYDOCK_SERVER", "http://127.0.0.1:1");
    for (List<String> options : List.of(List.of("--policy", "server"), List.<String>of())) {
      Ran away = drydock(nobody, options.toArray(String[]::new));
      assertThat(away.exitCode()).as(away.err()).isEqualTo(3);
      assertThat(away.err().lines())
          .singleElement()
          .asString()
          .startsWith(
              "drydock: nobody can tell by which policy to judge, so the gate stays closed: the"
                  + " server http://127.0.0.1:1 does not answer");
    }
    Ran stranger = drydock(asDeveloper("DRYDOCK_PROJECT", "ledger"));
    assertThat(stranger.exitCode()).isEqualTo(3);
    assertThat(stranger.err().lines()).hasSize(1);
    Ran offline = drydock(asDeveloper(), "--offline", "--policy", "server");
    assertThat(offline.exitCode()).isEqualTo(2);
  }

  @Test
  void anEarlierImageIsABaseline() throws Exception {
    TestImage earlier = TestImage.of().npm("minimist", "1.2.4").deb("openssl", "3.0.1");
    Path file = Files.write(directory.resolve("earlier.cdx.json"), earlier.document());
    upload(earlier);

    JsonNode there = verdict("?baseline=" + earlier.digest());
    Ran here =
        drydock(Map.of(), "--offline", "--policy", "drydock:default", "--baseline", "sbom:" + file);

    same(there, here.json(), "findings");
    // the baseline has the name by which each knows it
    String name = earlier.bom().subject().reference();
    assertThat(there.get("verdict").toString())
        .contains("not new: " + name + " has it too")
        .isEqualTo(here.json().get("verdict").toString().replace("sbom:" + file, name));
  }

  @Test
  void ofOtherImagesNothingIsSaid() {
    String nowhere = "sha256:" + "0".repeat(64);
    assertThat(gate.get(gate.viewer, "/projects/cart/verdicts/" + nowhere).status()).isEqualTo(404);
    assertThat(gate.get(gate.viewer, "/projects/cart/verdicts/latest").status()).isEqualTo(404);
    // it is in another project of the same team
    assertThat(gate.get(gate.viewer, "/projects/till/verdicts/" + image.digest()).status())
        .isEqualTo(404);
    String other = gate.person(Role.SECURITY, "bank");
    assertThat(gate.get(other, "/projects/cart/verdicts/" + image.digest()).status())
        .isEqualTo(404);
  }
}
