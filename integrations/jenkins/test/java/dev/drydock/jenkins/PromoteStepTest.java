package dev.drydock.jenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `drydockPromote`.
class PromoteStepTest {
  private static final String FROM = "dev.example.org/shop@sha256:" + "ab".repeat(32);

  @TempDir private Path directory;
  private SimulatedJenkins jenkins;

  @BeforeEach
  void start() throws IOException {
    jenkins = new SimulatedJenkins(directory);
    StandIn.install(jenkins);
    jenkins.secret("dev", Map.of("usernameVariable", "robot", "passwordVariable", "s3cr3t"));
    jenkins.secret("live", Map.of("usernameVariable", "captain", "passwordVariable", "c0mpass"));
    jenkins.secret("passphrase", Map.of("variable", "0pen sesame"));
    jenkins.secret("release", Map.of("variable", directory.resolve("release.key").toString()));
  }

  @Test
  void imageGoesWhereItIsToldWithBothLogins() throws IOException {
    jenkins.run(
        """
        def outcome = drydockPromote(image: '%s', to: 'live.example.org:5000/shop:1.4', drydock: env.STAND_IN,
          policy: 'p.yaml', branch: 'main; rm -rf /', insecureRegistry: ['a:1', 'b:2'], key: 'release', keyPassword: 'passphrase',
          registryCredentials: 'dev', toCredentials: 'live', by: 'ada')
        echo "${outcome.image} ${outcome.passed}"
        """
            .formatted(FROM));
    assertThat(StandIn.runs(jenkins))
        .containsExactly(
            List.of(
                "promote",
                "--key=" + directory.resolve("release.key"),
                "--no-progress",
                "--policy=p.yaml",
                "--branch=main; rm -rf /",
                "--by=ada",
                "--insecure-registry=a:1",
                "--insecure-registry=b:2",
                "--",
                FROM,
                "live.example.org:5000/shop:1.4",
                "config: {\"auths\":{\"dev.example.org\":{\"auth\":\"cm9ib3Q6czNjcjN0\"},"
                    + "\"live.example.org:5000\":{\"auth\":\"Y2FwdGFpbjpjMG1wYXNz\"}}}",
                "password: 0pen sesame"));
  }

  @Test
  void policyMayKnowWhereTo() throws IOException {
    jenkins.run("drydockPromote(image: 'dev.example.org/shop:1', drydock: env.STAND_IN)");
    assertThat(StandIn.runs(jenkins))
        .containsExactly(List.of("promote", "--no-progress", "--", "dev.example.org/shop:1"));
  }

  @Test
  void loginOfTheDestinationMayBeTheOnlyOne() throws IOException {
    jenkins.run(
        "drydockPromote(image: 'dev.example.org/shop:1', to: 'live.example.org/shop', toCredentials:"
            + " 'live', drydock: env.STAND_IN)");
    assertThat(StandIn.runs(jenkins).getFirst())
        .endsWith(
            "live.example.org/shop",
            "config: {\"auths\":{\"live.example.org\":{\"auth\":\"Y2FwdGFpbjpjMG1wYXNz\"}}}");
  }

  @Test
  void whatIsRefusedFailsTheBuild() {
    jenkins.variable("STAND_IN_EXIT", "1");
    assertThatThrownBy(
            () ->
                jenkins.run(
                    "drydockPromote(image: 'dev.example.org/shop:1', drydock: env.STAND_IN)"))
        .isInstanceOf(StepFailure.class)
        .hasMessage(
            "drydockPromote: dev.example.org/shop:1 is refused; the log says why, and what mends"
                + " it");
  }

  @Test
  void whatCannotBePromotedIsToldInDrydocksWords() {
    jenkins.variable("STAND_IN_EXIT", "3");
    assertThatThrownBy(
            () ->
                jenkins.run(
                    "drydockPromote(image: 'dev.example.org/shop:1', drydock: env.STAND_IN)"))
        .isInstanceOf(StepFailure.class)
        .hasMessage(
            "drydockPromote: dev.example.org/shop:1 was not promoted: drydock: shop:1.4 is not"
                + " there; check its name");
  }

  @Test
  void optionsAreCheckedBeforeAnythingHappens() {
    Map.of(
            "drydockPromote(to: 'a.b/c:1')",
            "drydockPromote needs an image in a registry, such as image:"
                + " 'dev.example.org/shop:1.4'",
            "drydockPromote(image: 'a.b/c:1', drydock: '/d', keyPassword: 'x')",
            "drydockPromote: keyPassword is for key, which is not there",
            "drydockPromote(image: 'a.b/c:1', drydock: '/d', toCredentials: 'x')",
            "drydockPromote: toCredentials is the login of the registry of to, which is not there")
        .forEach(
            (script, message) ->
                assertThatThrownBy(() -> jenkins.run(script))
                    .isInstanceOf(StepFailure.class)
                    .hasMessage(message));
    assertThat(directory.resolve("record.txt")).doesNotExist();
  }
}
