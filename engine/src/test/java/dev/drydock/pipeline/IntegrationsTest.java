package dev.drydock.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.document.YamlReader;
import dev.drydock.json.Json;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

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
}
