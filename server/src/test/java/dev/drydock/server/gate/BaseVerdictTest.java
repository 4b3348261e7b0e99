package dev.drydock.server.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.approval.standing.Standing;
import dev.drydock.approval.standing.Standing.Status;
import dev.drydock.cli.Main;
import dev.drydock.limits.Limits;
import dev.drydock.policy.Verdict;
import dev.drydock.policy.facts.RecordedFacts;
import dev.drydock.policy.gate.Context;
import dev.drydock.policy.gate.Gate;
import dev.drydock.policy.rule.Policy;
import dev.drydock.policy.rule.Scope;
import dev.drydock.report.json.StandingDocument;
import dev.drydock.server.ServerTest;
import dev.drydock.server.TestServer;
import dev.drydock.server.TestServer.Answer;
import dev.drydock.server.advisory.Generations;
import dev.drydock.server.fleet.TestImage;
import dev.drydock.server.gate.PolicyChain.Link;
import dev.drydock.server.monitor.TestFeeds;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The server judges conditions on the base by what a gate has found of it, as the command line
/// does.
@ServerTest
class BaseVerdictTest {
  private static final String TEMPLATE =
      """
      policy: 1
      bases:
        registry: registry.example.org/bases
        approvers:
          - name: alice
            key: |
              -----BEGIN PUBLIC KEY-----
              KEY
              -----END PUBLIC KEY-----
      rules:
        unapproved-base: { deny: image, when: { base.status: [unapproved, revoked, expired] } }
        outdated-base: { warn: image, when: { base.status: outdated } }
        other-family: { deny: image, when: { components: "> 0" }, unless: { base.family: "debian*" } }
        old-approval: { warn: image, when: { base.approved: "> 30d" } }
        grave: { deny: findings, when: { severity: ">= high" } }
      """;
  private static final String POLICY = TEMPLATE.replace("  KEY\n", "  " + key() + "\n");
  private final Instant now = Instant.now();

  @Autowired TestServer server;
  @Autowired JdbcClient database;
  @Autowired Generations generations;
  @TempDir private Path directory;
  private final JsonMapper mapper = new JsonMapper();
  private TestGate gate;
  private Path index;
  private TestImage image;

  @BeforeEach
  void begin() throws Exception {
    gate = new TestGate(server, database);
    gate.write(gate.security, "/policy", POLICY);
    index =
        new TestFeeds()
            .npm(1, "minimist", "1.2.6", TestFeeds.CRITICAL)
            .npm(9, "only-" + UUID.randomUUID(), null, TestFeeds.LOW)
            .compile(directory, Instant.now());
    for (int i = 0; generations.begin(index).isEmpty(); i++) {
      assertThat(i).as("another generation stays under way").isLessThan(600);
      Thread.sleep(100);
    }
    image = TestImage.of().npm("minimist", "1.2.5");
  }

  private static Standing standing(
      Status status, @Nullable Instant approved, @Nullable Instant end) {
    return new Standing(
        status,
        new Standing.Base(
            "registry.example.org/bases/debian:12-20260504-0123456789ab",
            "sha256:" + "ab".repeat(32),
            "debian",
            "12",
            1,
            List.of("alice", "bob"),
            approved,
            end,
            null,
            null),
        null,
        "it stands upon debian 12",
        false,
        List.of());
  }

  /// Somebody's, who approves bases; nobody asks them here.
  private static String key() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      byte[] key = generator.generateKeyPair().getPublic().getEncoded();
      return Base64.getEncoder().encodeToString(key);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private Answer upload(String more) {
    return server.send(
        "POST",
        gate.path + "/projects/cart/images?reference=registry.example.com/shop/cart:1" + more,
        gate.developer,
        new String(image.document(), StandardCharsets.UTF_8),
        Map.of("Content-Type", "application/vnd.cyclonedx+json"));
  }

  private void gated(String word, @Nullable String document) {
    Answer answer =
        upload(
            "&verdict=passed&standing="
                + word
                + (document == null
                    ? ""
                    : "&standingDocument=" + URLEncoder.encode(document, StandardCharsets.UTF_8)));
    assertThat(answer.status()).as(answer.response().body()).isIn(200, 201);
  }

  private JsonNode there() {
    Answer answer = gate.get(gate.viewer, "/projects/cart/verdicts/" + image.digest());
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer.json();
  }

  private static List<String> told(JsonNode document) {
    return document
        .path("verdict")
        .path("violations")
        .valueStream()
        .map(
            one ->
                one.path("rule").asString()
                    + " "
                    + one.path("level").asString()
                    + " "
                    + one.path("reason").asString())
        .sorted()
        .toList();
  }

  /// What the engine says of the command line's own scan, where that stands upon the base.
  private List<String> here(@Nullable Standing standing) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Path sbom = Files.write(directory.resolve("image.cdx.json"), image.document());
    Main.run(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
        Map.of("HOME", directory.toString()),
        "scan",
        "-f",
        "json",
        "--offline",
        "--advisories",
        index.toString(),
        "sbom:" + sbom);
    ObjectNode scan = (ObjectNode) mapper.readTree(out.toString(StandardCharsets.UTF_8));
    scan.set(
        "standing",
        standing == null ? mapper.nullNode() : mapper.readTree(StandingDocument.write(standing)));
    Policy policy =
        new PolicyChain(List.of(new Link("organisation", gate.organisation, 1, POLICY)))
            .read(Limits.defaults());
    Verdict verdict =
        Gate.judge(
            policy,
            RecordedFacts.read(mapper.writeValueAsBytes(scan), "the scan", Limits.defaults()),
            new Context(Instant.now(), new Scope.Setting("shop", null, null), null));
    return verdict.violations().stream()
        .map(one -> one.rule() + " " + one.level().word() + " " + one.reason())
        .sorted()
        .toList();
  }

  @Test
  void whatAGateToldWholeIsJudgedAsTheCommandLineDoes() throws Exception {
    for (Standing standing :
        List.of(
            standing(Status.APPROVED, now.minus(Duration.ofDays(3)), now.plus(Duration.ofDays(9))),
            standing(Status.OUTDATED, now.minus(Duration.ofDays(90)), null),
            standing(Status.REVOKED, null, null),
            new Standing(Status.UNAPPROVED, null, null, "none of ours", false, List.of()),
            Standing.unknown("no layers to look at"),
            Standing.unreachable("the registry does not answer"))) {
      gated(standing.status().word(), StandingDocument.write(standing));
      JsonNode there = there();
      assertThat(told(there)).as(standing.told()).isEqualTo(here(standing));
      assertThat(there.path("standing"))
          .isEqualTo(mapper.readTree(StandingDocument.write(standing)));
    }
    gated(
        "approved",
        StandingDocument.write(standing(Status.APPROVED, now.minus(Duration.ofDays(3)), null)));
    assertThat(told(there())).noneMatch(line -> line.contains("base") || line.contains("family"));
  }

  @Test
  void whatNobodyHasLookedAtCountsAsTheWorst() throws Exception {
    assertThat(upload("").status()).isEqualTo(201);
    assertThat(told(there())).isEqualTo(here(null));
    assertThat(told(there()))
        .filteredOn(line -> line.startsWith("unapproved-base deny"))
        .singleElement()
        .asString()
        .contains("nobody has looked");

    // a word alone does not say which base: only that it is none
    gated("approved", null);
    assertThat(told(there()))
        .filteredOn(line -> line.startsWith("unapproved-base deny"))
        .singleElement()
        .asString()
        .contains("nobody can tell", "and not which base it is");
    gated("unapproved", null);
    assertThat(told(there()))
        .anyMatch(line -> line.startsWith("unapproved-base deny"))
        .noneMatch(line -> line.contains("nobody can tell"));
  }

  @Test
  void anApprovalThatHasEndedSinceIsNone() {
    gated(
        "approved",
        StandingDocument.write(
            standing(
                Status.APPROVED, now.minus(Duration.ofDays(3)), now.minus(Duration.ofSeconds(5)))));
    JsonNode there = there();
    assertThat(there.path("standing").path("status").asString()).isEqualTo("expired");
    assertThat(told(there)).anyMatch(line -> line.startsWith("unapproved-base deny"));
  }

  @Test
  void whatIsNoStandingIsRefused() {
    for (String document :
        List.of("{}", "[", "{\"status\":\"golden\",\"told\":\"x\"}", "\"approved\"")) {
      Answer answer =
          upload(
              "&verdict=passed&standing=approved&standingDocument="
                  + URLEncoder.encode(document, StandardCharsets.UTF_8));
      assertThat(answer.status()).as(document).isEqualTo(422);
    }
    Answer other =
        upload(
            "&verdict=passed&standing=approved&standingDocument="
                + URLEncoder.encode(
                    StandingDocument.write(standing(Status.REVOKED, null, null)),
                    StandardCharsets.UTF_8));
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.json().path("detail").asString()).contains("different things");
  }
}
