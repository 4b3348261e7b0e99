package dev.drydock.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.document.YamlReader;
import dev.drydock.json.Json;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The templates: whole documents, with nothing in them that somebody else could exchange.
class CiSystemTest {
  private static final Pattern ACTION = Pattern.compile("uses: (\\S+)");
  private static final Pattern PINNED = Pattern.compile("[a-z-]+/[a-z-]+@[0-9a-f]{40}");

  static Stream<String> yaml() {
    return templates().filter(name -> name.endsWith(".yml"));
  }

  private static Stream<String> templates() {
    return CiSystem.builtIn().stream().flatMap(one -> Stream.ofNullable(one.template()));
  }

  private static String text(String name) throws IOException {
    try (InputStream in = Objects.requireNonNull(CiSystem.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static List<Json> documents(String name) throws IOException {
    return new YamlReader(Limits.defaults())
        .readAll(text(name).getBytes(StandardCharsets.UTF_8), name);
  }

  @Test
  void namesArePlainAndTheirOwn() {
    List<String> names = CiSystem.builtIn().stream().map(CiSystem::name).toList();

    assertThat(names)
        .containsExactly(
            "github",
            "gitlab",
            "jenkins",
            "circleci",
            "bitbucket",
            "azure",
            "tekton",
            "git-hooks",
            "shell");
    assertThat(CiSystem.builtIn().stream().flatMap(one -> Stream.ofNullable(one.path())))
        .doesNotHaveDuplicates();
    assertThat(CiSystem.named("tekton"))
        .hasValueSatisfying(one -> assertThat(one.title()).isEqualTo("Tekton"));
    assertThat(CiSystem.named("Tekton")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("yaml")
  void isYamlAndCallsTheScript(String name) throws IOException {
    List<Json> documents = documents(name);

    assertThat(documents).hasSize(name.equals("tekton.yml") ? 2 : 1);
    assertThat(documents).allSatisfy(one -> assertThat(one.members()).isNotEmpty());
    assertThat(text(name)).contains(CiSystem.SCRIPT).startsWith("# ").endsWith("\n");
  }

  @ParameterizedTest
  @MethodSource("yaml")
  void namesNoCodeOfOthersButByItsDigest(String name) throws IOException {
    List<String> actions =
        ACTION.matcher(text(name)).results().map((MatchResult found) -> found.group(1)).toList();

    assertThat(actions).allMatch(action -> PINNED.matcher(action).matches());
    assertThat(actions).hasSize(name.equals("github.yml") ? 2 : 0);
    List<String> images = new ArrayList<>();
    documents(name).forEach(document -> collect(document, "image", images));
    assertThat(images)
        .isSubsetOf(
            "$DRYDOCK_JOB_IMAGE",
            "$(params.job-image)",
            "ubuntu-2404:2024.11.1",
            "$(params.image)");
  }

  private static void collect(Json json, String member, List<String> found) {
    String value = json.text(member);
    if (value != null) {
      found.add(value);
    }
    json.members().values().forEach(inner -> collect(inner, member, found));
    json.items().forEach(inner -> collect(inner, member, found));
  }

  @Test
  void gitHubGivesItsTokenTheLeastRights() throws IOException {
    Json workflow = documents("github.yml").getFirst();
    Json job = workflow.get("jobs").orElseThrow().get("gate").orElseThrow();

    assertThat(workflow.get("permissions").orElseThrow().members())
        .isEqualTo(Map.of("contents", new Json.Text("read")));
    assertThat(new TreeSet<>(job.get("permissions").orElseThrow().members().keySet()))
        .containsExactly("contents", "security-events");
    // expressions are filled into a script before a shell sees it: none in any
    for (Json step : job.items("steps")) {
      assertThat(String.valueOf(step.text("run"))).doesNotContain("${{");
      if (step.get("env").map(Json::toString).orElse("").contains("secrets.")) {
        assertThat(step.text("name")).isEqualTo("Publish");
      }
    }
    assertThat(job.toString()).doesNotContain("pull_request_target");
  }

  @Test
  void gitLabGetsItsReports() throws IOException {
    Json reports =
        documents("gitlab.yml")
            .getFirst()
            .get("drydock")
            .flatMap(job -> job.get("artifacts"))
            .flatMap(artifacts -> artifacts.get("reports"))
            .orElseThrow();

    assertThat(reports.text("junit")).isEqualTo("drydock-reports/drydock.xml");
    assertThat(reports.text("container_scanning"))
        .isEqualTo("drydock-reports/gl-container-scanning.json");
    assertThat(reports.members()).hasSize(2);
  }

  @Test
  void everyReportThatATemplateNamesIsWrittenByTheScript() throws IOException {
    String script = text("drydock.sh");
    Pattern report = Pattern.compile("drydock-reports/([A-Za-z.-]*[A-Za-z])");
    for (String name : templates().toList()) {
      for (MatchResult found : report.matcher(text(name)).results().toList()) {
        assertThat(script).contains("$reports/" + found.group(1));
      }
    }
  }
}
