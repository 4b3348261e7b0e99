package dev.drydock.jenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a pipeline is told by strangers (branches, images, secrets) comes to the program as it is,
/// and to nothing else.
class QuotingTest {
  @TempDir private Path directory;
  private SimulatedJenkins jenkins;

  @BeforeEach
  void start() throws IOException {
    jenkins = new SimulatedJenkins(directory);
    StandIn.install(jenkins);
    jenkins.secret(
        "registry", Map.of("usernameVariable", "robot", "passwordVariable", "s3cr3t \"$x"));
  }

  @Test
  void everyCharacterOfAValueComesToTheProgram() throws IOException {
    List<String> hostile =
        List.of(
            "main'; touch broken; '",
            "a b  c",
            "$(touch broken)",
            "`touch broken`",
            "${HOME} $HOME $$ $$$",
            "* ? [a-z] ~",
            "\"; touch broken; \"",
            "-x --policy=other",
            "\\n \\",
            "a && touch broken | touch broken > broken");
    for (String branch : hostile) {
      jenkins.variable("BRANCH", branch);
      jenkins.run(
          "drydockGate(image: env.BRANCH.replaceFirst('^-', ''), drydock: env.STAND_IN, branch:"
              + " env.BRANCH, buildArg: [env.BRANCH], reports: [])");
      String image = branch.startsWith("-") ? branch.substring(1) : branch;
      assertThat(StandIn.options(StandIn.runs(jenkins).getLast()))
          .containsExactly("gate", "--branch=" + branch, "--build-arg=" + branch, "--", image);
    }
    try (var files = Files.list(jenkins.workspace())) {
      assertThat(files).containsExactly(jenkins.workspace().resolve("drydock-reports"));
    }
  }

  @Test
  void theTextOfAScriptIsTheSameWhateverAPipelineSays() throws IOException {
    jenkins.run("drydockGate(image: 'shop:1.4', drydock: env.STAND_IN)");
    jenkins.run(
        "drydockGate(image: 'other', drydock: env.STAND_IN, branch: 'x', registryCredentials:"
            + " 'registry')");
    Set<Object> scripts =
        jenkins.calls("sh").stream()
            .map(call -> String.valueOf(call.get("script")))
            .collect(Collectors.toSet());
    assertThat(scripts).hasSize(1);
    assertThat(scripts).allMatch(script -> String.valueOf(script).startsWith("#!/bin/sh\n"));
  }

  @Test
  void aRegistrysSecretIsThereForTheCommandAloneAndGoneAfterwards() throws IOException {
    jenkins.run(
        "drydockGate(image: 'registry.example.org:5000/shop:1', drydock: env.STAND_IN,"
            + " registryCredentials: 'registry', reports: [])");
    String account = "cm9ib3Q6czNjcjN0ICIkeA==";
    assertThat(StandIn.runs(jenkins).getFirst())
        .contains(
            "config: {\"auths\":{\"registry.example.org:5000\":{\"auth\":\"" + account + "\"}}}");
    assertThat(jenkins.calls())
        .allSatisfy(
            call ->
                assertThat(call.secrets().keySet())
                    .isEqualTo(
                        call.step().equals("sh")
                            ? Set.of("DRYDOCK_STEP_USER", "DRYDOCK_STEP_PASSWORD")
                            : Set.of()));
    assertNobodyTells("s3cr3t", account);
    assertThat(directory.resolve("tmp")).isEmptyDirectory();
  }

  @Test
  void aBranchThatIsCalledLikeASecretIsNotTheSecret() throws IOException {
    jenkins.run(
        "withCredentials([usernamePassword(credentialsId: 'registry', usernameVariable: 'WHO',"
            + " passwordVariable: 'TOKEN')]) { drydockGate(image: 'shop', drydock: env.STAND_IN,"
            + " branch: '${TOKEN} $TOKEN', reports: []) }");
    assertThat(StandIn.options(StandIn.runs(jenkins).getFirst()))
        .containsExactly("gate", "--branch=${TOKEN} $TOKEN", "--", "shop");
    assertNobodyTells("s3cr3t");
  }

  @Test
  void credentialsForAHostThatCannotBeOneAreRefused() {
    assertThatThrownBy(
            () ->
                jenkins.run(
                    "drydockGate(image: 'a\".example.org/b', drydock: env.STAND_IN,"
                        + " registryCredentials: 'registry')"))
        .isInstanceOf(StepFailure.class)
        .hasMessage(
            "drydockGate: the image names no registry that registryCredentials could be for");
    assertThat(jenkins.calls("sh")).isEmpty();
  }

  @Test
  void aNameThatIsMarkupIsNoMarkupInTheDescription() throws IOException {
    jenkins.run("drydockGate(image: '<script>&', drydock: env.STAND_IN)");
    assertThat(jenkins.description())
        .isEqualTo("Drydock: &lt;script&gt;&amp; passed the gate, with 71 findings");
  }

  private void assertNobodyTells(String... secrets) {
    for (String secret : secrets) {
      assertThat(jenkins.console()).doesNotContain(secret);
      assertThat(jenkins.calls())
          .noneMatch(
              call ->
                  !call.step().equals("usernamePassword")
                      && String.valueOf(call.argument()).contains(secret));
    }
  }
}
