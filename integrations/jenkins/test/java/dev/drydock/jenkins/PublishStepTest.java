package dev.drydock.jenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `drydockPublish`.
class PublishStepTest {
  private static final String DIGEST = "sha256:" + "ab".repeat(32);
  private static final String TO = "registry.example.org:5000/team/shop";
  private static final String PUBLISH =
      """
      def gate = drydockGate(image: 'docker:shop:1.4', drydock: env.STAND_IN, policy: 'p.yaml', reports: [],
        insecureRegistry: 'registry.example.org:5000', onRed: 'unstable')
      def outcome = drydockPublish(gate: gate, image: 'shop:1.4', to: 'registry.example.org:5000/team/shop:1.4',
        tool: 'TOOL', key: 'release', keyPassword: 'passphrase', registryCredentials: 'registry')
      echo "${outcome.image} ${outcome.digest} ${outcome.passed} ${outcome.findings.findings}"
      """;

  @TempDir private Path directory;
  private SimulatedJenkins jenkins;

  @BeforeEach
  void start() throws IOException {
    jenkins = new SimulatedJenkins(directory);
    StandIn.install(jenkins);
    jenkins.secret("registry", Map.of("usernameVariable", "robot", "passwordVariable", "s3cr3t"));
    jenkins.secret("passphrase", Map.of("variable", "0pen sesame"));
    jenkins.secret("release", Map.of("variable", directory.resolve("release.key").toString()));
    for (String tool : List.of("podman", "buildah", "skopeo")) {
      jenkins.program(
          tool,
          """
          #!/bin/sh
          printf '%s\\n' "$0" "$@" >"$STAND_IN_RECORD.push"
          sed 's/^/config: /' "$REGISTRY_AUTH_FILE" >>"$STAND_IN_RECORD.push"
          while [ "$1" != --digestfile ]; do shift; done
          printf 'DIGEST' >"$2"
          """
              .replace("DIGEST", DIGEST));
    }
    jenkins.program(
        "docker",
        """
        #!/bin/sh
        printf '%s\\n' "$@" >>"$STAND_IN_RECORD.push"
        if [ "$1" = push ]; then
          [ -z "${STAND_IN_PUSH:-}" ] || { echo "denied: no access" >&2; exit 1; }
          echo "1.4: digest: DIGEST size: 1234"
        fi
        """
            .replace("DIGEST", DIGEST));
  }

  @Test
  void whatPassedIsPushedJudgedByItsDigestSignedAndAttested() throws IOException {
    jenkins.run(PUBLISH.replace("TOOL", "docker"));
    List<List<String>> runs = StandIn.runs(jenkins);
    String config =
        "config: {\"auths\":{\"registry.example.org:5000\":{\"auth\":\"cm9ib3Q6czNjcjN0\"}}}";
    assertThat(StandIn.options(runs.get(0)))
        .containsExactly(
            "gate",
            "--policy=p.yaml",
            "--insecure-registry=registry.example.org:5000",
            "--",
            "docker:shop:1.4");
    assertThat(StandIn.options(runs.get(1)))
        .containsExactly(
            "gate",
            "--policy=p.yaml",
            "--insecure-registry=registry.example.org:5000",
            "--",
            "registry:" + TO + "@" + DIGEST,
            config);
    String judged =
        StandIn.place(
            jenkins,
            "gate-"
                + ("registry-registry.example.org-5000-team-shop-" + DIGEST.replace(':', '-'))
                    .substring(
                        ("registry-registry.example.org-5000-team-shop-" + DIGEST).length() - 60));
    List<String> key =
        List.of(
            "--key=" + directory.resolve("release.key"),
            "--insecure-registry=registry.example.org:5000");
    List<String> end = List.of("--", TO + "@" + DIGEST, config, "password: 0pen sesame");
    assertThat(StandIn.options(runs.get(2)))
        .startsWith("sign")
        .containsAll(key)
        .endsWith(end.toArray(String[]::new));
    assertThat(StandIn.options(runs.get(3)))
        .startsWith("attest")
        .containsAll(key)
        .contains("--type=cyclonedx", "--predicate=" + judged + ".cdx.json")
        .endsWith(end.toArray(String[]::new));
    assertThat(StandIn.options(runs.get(4)))
        .startsWith("attest")
        .contains("--type=scan", "--predicate=" + judged + ".json");
    assertThat(StandIn.options(runs.get(5))).startsWith("attest").contains("--type=verdict");
    assertThat(runs).hasSize(6);
    assertThat(jenkins.console()).endsWith(TO + "@" + DIGEST + " " + DIGEST + " true 71\n");
    assertThat(pushed()).containsExactly("tag", "shop:1.4", TO + ":1.4", "push", TO + ":1.4");
  }

  @Test
  void podmanBuildahAndSkopeoPushToo() throws IOException {
    for (String tool : List.of("podman", "buildah", "skopeo")) {
      jenkins.run(PUBLISH.replace("TOOL", tool));
      assertThat(pushed().getFirst()).endsWith("/" + tool);
      assertThat(pushed())
          .contains("shop:1.4", "docker://" + TO + ":1.4")
          .contains(tool.equals("skopeo") ? "--dest-tls-verify=false" : "--tls-verify=false")
          .last()
          .asString()
          .startsWith("config: {\"auths\"");
    }
  }

  @Test
  void secretsAreThereForTheScriptsThatNeedThemAlone() throws IOException {
    jenkins.run(PUBLISH.replace("TOOL", "docker"));
    assertThat(
            jenkins.calls("sh").stream()
                .map(call -> call.get("label") + " " + call.secrets().keySet())
                .toList())
        .containsExactly(
            "Drydock: examine []",
            "Drydock: push [DRYDOCK_STEP_PASSWORD, DRYDOCK_STEP_USER]",
            "Drydock: examine [DRYDOCK_STEP_PASSWORD, DRYDOCK_STEP_USER]",
            "Drydock: sign [DRYDOCK_KEY_PASSWORD, DRYDOCK_STEP_KEY, DRYDOCK_STEP_PASSWORD,"
                + " DRYDOCK_STEP_USER]");
    for (String secret : List.of("s3cr3t", "0pen sesame", "cm9ib3Q6czNjcjN0")) {
      assertThat(jenkins.console()).doesNotContain(secret);
      assertThat(jenkins.calls())
          .noneMatch(call -> String.valueOf(call.argument()).contains(secret));
    }
    assertThat(directory.resolve("tmp")).isEmptyDirectory();
  }

  @Test
  void whatTheGateStoppedIsNotPushed() {
    jenkins.variable("STAND_IN_EXIT", "1");
    assertThatThrownBy(() -> jenkins.run(PUBLISH.replace("TOOL", "docker")))
        .isInstanceOf(StepFailure.class)
        .hasMessage("drydockPublish: the gate stopped docker:shop:1.4, so it is not published");
    assertThat(directory.resolve("record.txt.push")).doesNotExist();
  }

  @Test
  void whatWasOnlyScannedIsNotPushed() {
    for (String gate :
        List.of("drydockScan(image: 'a', drydock: env.STAND_IN)", "null", "[passed: true]")) {
      assertThatThrownBy(
              () ->
                  jenkins.run(
                      "drydockPublish(image: 'a', to: 'b/c:1', key: 'release', gate: "
                          + gate
                          + ")"))
          .isInstanceOf(StepFailure.class)
          .hasMessage(
              "drydockPublish needs the outcome of drydockGate for this image: gate: outcome");
    }
    assertThat(directory.resolve("record.txt.push")).doesNotExist();
  }

  @Test
  void whatIsRedUnderItsDigestIsNotSigned() throws IOException {
    jenkins.variable("STAND_IN_EXIT_PUSHED", "1");
    assertThatThrownBy(() -> jenkins.run(PUBLISH.replace("TOOL", "docker")))
        .isInstanceOf(StepFailure.class)
        .hasMessage(
            "drydockPublish: "
                + TO
                + "@"
                + DIGEST
                + " was pushed, but the gate stops it, so it is not signed");
    assertThat(StandIn.runs(jenkins).stream().map(List::getFirst))
        .containsExactly("gate", "gate", "plan");
  }

  @Test
  void aPushThatFailsIsToldInOneLine() {
    jenkins.variable("STAND_IN_PUSH", "fails");
    assertThatThrownBy(() -> jenkins.run(PUBLISH.replace("TOOL", "docker")))
        .isInstanceOf(StepFailure.class)
        .hasMessage("drydockPublish: the image was not pushed: denied: no access");
  }

  @Test
  void aSignatureThatFailsStopsTheRest() throws IOException {
    jenkins.variable("STAND_IN_SIGNING", "3");
    assertThatThrownBy(() -> jenkins.run(PUBLISH.replace("TOOL", "docker")))
        .isInstanceOf(StepFailure.class)
        .hasMessageStartingWith(
            "drydockPublish: " + TO + "@" + DIGEST + " is pushed but not signed: ");
    assertThat(StandIn.runs(jenkins).stream().map(List::getFirst))
        .containsExactly("gate", "gate", "sign");
  }

  @Test
  void aDigestThatIsNoneIsNotTaken() throws IOException {
    jenkins.program("podman", "#!/bin/sh\nexit 0\n");
    assertThatThrownBy(() -> jenkins.run(PUBLISH.replace("TOOL", "podman")))
        .isInstanceOf(StepFailure.class)
        .hasMessage(
            "drydockPublish: the image was pushed, but podman did not say its digest, so it is not"
                + " signed");
    assertThat(StandIn.runs(jenkins).stream().map(List::getFirst)).containsExactly("gate");
  }

  @Test
  void optionsAreCheckedBeforeAnythingHappens() {
    Map<String, String> wrong =
        Map.of(
            "drydockPublish(image: 'a', key: 'k')",
            "drydockPublish needs a place in a registry, such as to:"
                + " 'registry.example.org/shop:1.4'",
            "drydockPublish(image: 'a', to: 'b/c:1')",
            "drydockPublish needs the id of a credential of the kind secret file that holds the"
                + " private key: key: …",
            "drydockPublish(image: 'a', to: 'b/c@sha256:12', key: 'k')",
            "drydockPublish: to names a tag and no digest, such as"
                + " 'registry.example.org/shop:1.4'",
            "drydockPublish(image: 'a', to: 'b/c:1', key: 'k', tool: 'kaniko')",
            "drydockPublish: tool is docker, podman, buildah or skopeo",
            "drydockPublish(image: 'a', to: 'b/c:1', key: 'k', policy: 'x')",
            "drydockPublish has no option 'policy'; it has cosignTags, gate, image, key,"
                + " keyPassword, registryCredentials, to, tool");
    wrong.forEach(
        (pipeline, message) ->
            assertThatThrownBy(() -> jenkins.run(pipeline))
                .isInstanceOf(StepFailure.class)
                .hasMessage(message));
    assertThat(
            jenkins.calls().stream()
                .map(SimulatedJenkins.Call::step)
                .filter(Set.of("sh")::contains))
        .isEmpty();
  }

  private List<String> pushed() throws IOException {
    return Files.readAllLines(directory.resolve("record.txt.push"));
  }
}
