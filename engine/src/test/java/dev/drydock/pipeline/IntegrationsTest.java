package dev.drydock.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.document.YamlReader;
import dev.drydock.json.Json;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Tools;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is in `integrations` is the same as what `drydock init` writes, for use from elsewhere.
class IntegrationsTest {
  private static final Path INTEGRATIONS = Path.of("..", "integrations");

  private static List<Json> template(String name) throws IOException {
    return yaml(resource(name));
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Objects.requireNonNull(CiSystem.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static List<Json> yaml(String text) throws IOException {
    return new YamlReader(Limits.defaults())
        .readAll(text.getBytes(StandardCharsets.UTF_8), "integration");
  }

  private static List<Json> integration(String path) throws IOException {
    return yaml(Files.readString(INTEGRATIONS.resolve(path)));
  }

  @Test
  void tektonHasTheSameTask() throws IOException {
    assertThat(integration("tekton/task.yml")).containsExactly(template("tekton.yml").getFirst());
  }

  @Test
  void azureHasTheSameSteps() throws IOException {
    Json steps = integration("azure/drydock.yml").getFirst();

    assertThat(steps.members()).containsOnlyKeys("steps");
    assertThat(steps.get("steps")).isEqualTo(template("azure.yml").getFirst().get("steps"));
  }

  @Test
  void circleCiHasTheSameJob() throws IOException {
    Json orb = integration("circleci/orb.yml").getFirst();

    assertThat(orb.members()).containsOnlyKeys("version", "description", "jobs");
    assertThat(orb.get("jobs")).isEqualTo(template("circleci.yml").getFirst().get("jobs"));
  }

  @Test
  void gitLabHasTheSameJobWithInputsInThreePlaces() throws IOException {
    String component = Files.readString(INTEGRATIONS.resolve("gitlab/templates/drydock.yml"));
    String filled =
        component
            .replace("$[[ inputs.job ]]", "drydock")
            .replace("$[[ inputs.stage ]]", "test")
            .replace("$[[ inputs.image ]]", "$DRYDOCK_JOB_IMAGE");

    assertThat(filled).doesNotContain("$[[");
    List<Json> documents = yaml(filled);
    assertThat(documents).hasSize(2);
    assertThat(
            documents
                .getFirst()
                .get("spec")
                .flatMap(spec -> spec.get("inputs"))
                .orElseThrow()
                .members())
        .containsOnlyKeys("job", "stage", "image");
    assertThat(documents.getLast()).isEqualTo(template("gitlab.yml").getFirst());
  }

  @Test
  void gitHubCallsTheScriptAndNoActionOfOthers() throws IOException {
    Json action = integration("github/action.yml").getFirst();
    List<Json> steps = action.get("runs").orElseThrow().items("steps");

    assertThat(steps).hasSize(2);
    assertThat(steps.getFirst().text("run")).isEqualTo("ci/drydock.sh \"$STEP\"");
    assertThat(steps).allSatisfy(step -> assertThat(step.text("uses")).isNull());
    assertThat(steps).allSatisfy(step -> assertThat(step.text("run")).doesNotContain("${{"));
  }

  @Test
  void gitHasTheSameHook() throws IOException {
    Path hook = INTEGRATIONS.resolve("git-hooks/pre-push");

    assertThat(hook).hasContent(resource("pre-push")).isExecutable();
  }

  private static List<String> pipeVariables() throws IOException {
    return integration("bitbucket/pipe.yml").getFirst().items("variables").stream()
        .map(variable -> String.valueOf(variable.text("name")))
        .toList();
  }

  @Test
  void bitbucketsPipeNamesWhatTheScriptKnows() throws IOException {
    Json pipe = integration("bitbucket/pipe.yml").getFirst();

    assertThat(pipe.members()).containsOnlyKeys("name", "image", "description", "variables");
    assertThat(pipe.text("image")).contains("@sha256:");
    String script = resource("drydock.sh");
    assertThat(pipeVariables()).startsWith("STEP").doesNotHaveDuplicates().hasSize(10);
    for (String name : pipeVariables().subList(1, 10)) {
      assertThat(script).contains("DRYDOCK_" + name);
    }
  }

  /// With a script in place of `ci/drydock.sh` that writes down what it is told.
  @Test
  void bitbucketsPipeRunsTheScriptOfTheRepository(@TempDir Path clone) throws Exception {
    Path script = clone.resolve("ci/drydock.sh");
    Files.createDirectories(script.getParent());
    Files.writeString(
        script,
        "#!/bin/sh\necho \"$1\" >step\nenv | grep -E '^(DRYDOCK_|KEY|IMAGE)' | sort >told\n"
            + "mkdir -p drydock-reports && echo '<testsuites/>' >drydock-reports/drydock.xml\n"
            + "exit 1\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    Map<String, String> environment = new HashMap<>();
    for (String name : pipeVariables()) {
      environment.put(name, "$(touch pwned) '\"` of " + name);
    }
    environment.put("STEP", "gate");
    environment.put("POLICY", "");
    environment.put("DRYDOCK_POLICY", "own.yaml");

    assertThat(pipe(clone, environment)).isEqualTo(1);

    assertThat(clone.resolve("step")).hasContent("gate");
    assertThat(clone.resolve("pwned")).doesNotExist();
    assertThat(Files.readAllLines(clone.resolve("told")))
        .containsExactlyInAnyOrderElementsOf(
            pipeVariables().stream()
                .filter(name -> !name.equals("STEP"))
                .map(
                    name ->
                        name.equals("POLICY")
                            ? "DRYDOCK_POLICY=own.yaml"
                            : "DRYDOCK_" + name + "=" + environment.get(name))
                .toList());
    assertThat(clone.resolve("test-reports/drydock.xml")).hasContent("<testsuites/>");
    // as the template does it
    assertThat(resource("bitbucket.yml"))
        .contains("cp drydock-reports/drydock.xml test-reports/", "ci/drydock.sh all");
    assertThat(pipe(clone, Map.of())).isEqualTo(1);
    assertThat(clone.resolve("step")).hasContent("all");
    Files.delete(script);
    assertThat(pipe(clone, Map.of())).isEqualTo(3);
    assertThat(clone.resolve("log"))
        .hasContent(
            "pipe.sh: ci/drydock.sh is not in this repository; drydock init bitbucket writes it");
  }

  private static int pipe(Path clone, Map<String, String> environment) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
                Tools.require("dash", "dash").toString(),
                INTEGRATIONS.resolve("bitbucket/pipe.sh").toAbsolutePath().toString())
            .redirectErrorStream(true)
            .redirectOutput(clone.resolve("log").toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().put("PATH", String.valueOf(System.getenv("PATH")));
    builder.environment().put("BITBUCKET_CLONE_DIR", clone.toString());
    return builder.start().waitFor();
  }
}
