package dev.drydock.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The pipelines of docs/ci-jenkins.md, run as they stand there.
class DocumentedPipelinesTest {
  private static final Pattern BLOCK =
      Pattern.compile("(?s)```groovy\n@Library\\('drydock'\\) _\n(.*?)```");

  @TempDir private Path directory;
  private SimulatedJenkins jenkins;
  private List<String> pipelines = List.of();

  @BeforeEach
  void start() throws IOException, InterruptedException {
    jenkins = new SimulatedJenkins(directory);
    StandIn.install(jenkins);
    jenkins.secret("registry", Map.of("usernameVariable", "robot", "passwordVariable", "s3cr3t"));
    jenkins.secret("drydock-key-password", Map.of("variable", "0pen sesame"));
    jenkins.secret("drydock-key", Map.of("variable", "release.key"));
    jenkins.program(
        "docker",
        "#!/bin/sh\n[ \"$1\" != push ] || echo \"1: digest: sha256:"
            + "ab".repeat(32)
            + " size: 1\"\n");
    Path archive = directory.resolve("drydock.tar.gz");
    String digest = StandIn.archive(jenkins, "drydock-1-linux-amd64/drydock", archive);
    pipelines =
        BLOCK
            .matcher(Files.readString(Path.of("../../docs/ci-jenkins.md")))
            .results()
            .map(found -> found.group(1))
            .map(text -> text.replace("0".repeat(64), digest))
            .map(text -> text.replace("/opt/drydock-linux-amd64.tar.gz", archive.toString()))
            .toList();
    assertThat(pipelines).hasSize(2);
  }

  @Test
  void theDeclarativeOnePublishes() throws IOException {
    jenkins.run(pipelines.getFirst());
    assertThat(StandIn.runs(jenkins).stream().map(run -> run.getFirst()))
        .containsExactly("gate", "gate", "sign", "attest", "attest", "attest");
    assertThat(StandIn.options(StandIn.runs(jenkins).getFirst()))
        .containsExactly(
            "gate", "--dockerfile=Dockerfile", "--", "docker:registry.example.org/shop:1.4");
  }

  @Test
  void theScriptedOneGatesBoth() throws IOException {
    jenkins.run(pipelines.getLast());
    assertThat(StandIn.runs(jenkins).stream().map(run -> StandIn.options(run)))
        .containsExactly(
            List.of(
                "gate",
                "--project=services/shop",
                "--baseline=registry.example.org/shop:latest",
                "--",
                "docker:shop:ci"),
            List.of(
                "gate",
                "--project=services/ferry",
                "--baseline=registry.example.org/ferry:latest",
                "--",
                "docker:ferry:ci"));
    assertThat(jenkins.console())
        .contains(
            "shop: 71 findings, none that stops it", "ferry: 71 findings, none that stops it");
  }
}
