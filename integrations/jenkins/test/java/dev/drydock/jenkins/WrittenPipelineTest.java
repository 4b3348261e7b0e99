package dev.drydock.jenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The `Jenkinsfile` that `drydock init jenkins` writes, run as it is written, with a script in
/// place of `ci/drydock.sh`; and held together with the shared library.
class WrittenPipelineTest {
  private static final Path TEMPLATES =
      Path.of("../../engine/src/main/resources/dev/drydock/pipeline");
  private static final Pattern STAGE = Pattern.compile("stage\\('([^']+)'\\)");

  /// Writes down what it is asked, and ends as `FAILS` says where it names the step.
  private static final String SCRIPT =
      """
      #!/bin/sh
      echo "$1" >>steps
      [ "$1" != gate ] || { mkdir -p drydock-reports && echo '<testsuites/>' >drydock-reports/drydock.xml; }
      [ "$1" != "${FAILS:-}" ] || exit 1
      """;

  @TempDir private Path directory;
  private SimulatedJenkins jenkins;

  @BeforeEach
  void start() throws IOException {
    jenkins = new SimulatedJenkins(directory);
    Path script = jenkins.workspace().resolve("ci/drydock.sh");
    Files.createDirectories(script.getParent());
    Files.writeString(script, SCRIPT);
    assertThat(script.toFile().setExecutable(true)).isTrue();
  }

  private static String template(String name) throws IOException {
    return Files.readString(TEMPLATES.resolve(name));
  }

  private List<String> steps() throws IOException {
    return Files.readAllLines(jenkins.workspace().resolve("steps"));
  }

  /// What Jenkins shows and keeps, red or green.
  private void reportsAreKept() {
    assertThat(jenkins.calls("junit"))
        .extracting(call -> call.get("testResults"))
        .containsExactly("drydock-reports/drydock.xml");
    assertThat(jenkins.calls("archiveArtifacts"))
        .extracting(call -> call.get("artifacts"))
        .containsExactly("drydock-reports/**");
  }

  @Test
  void greenGoesThroughAllFour() throws IOException {
    jenkins.run(template("Jenkinsfile"));

    assertThat(steps()).containsExactly("install", "build", "gate", "publish");
    reportsAreKept();
    assertThat(jenkins.result()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"install", "build", "gate", "publish"})
  void nothingRunsAfterWhatFailedAndReportsAreKept(String failing) throws IOException {
    jenkins.variable("FAILS", failing);
    String pipeline = template("Jenkinsfile");

    assertThatThrownBy(() -> jenkins.run(pipeline))
        .isInstanceOf(StepFailure.class)
        .hasMessage("script returned exit code 1");
    assertThat(steps()).endsWith(failing);
    reportsAreKept();
    assertThat(jenkins.result()).isEqualTo("FAILURE");
  }

  @Test
  void whatARequestBringsIsNotPublished() throws IOException {
    jenkins.variable("CHANGE_ID", "7");
    jenkins.run(template("Jenkinsfile"));

    assertThat(steps()).containsExactly("install", "build", "gate");
    reportsAreKept();
  }

  @Test
  void aSectionInTheWrongPlaceIsRefused() throws IOException {
    String moved = template("Jenkinsfile").replace("stages {", "stages {\n    options { }");
    assertThatThrownBy(() -> jenkins.run(moved)).hasMessage("options may not stand in stages");
  }

  /// Credentials are put around the one line, as the comment says.
  @Test
  void theCredentialsOfTheCommentWork() throws IOException {
    String text = template("Jenkinsfile");
    String around =
        Pattern.compile("(?s)//   (withCredentials.*?) \\.\\.\\. \\}")
            .matcher(text)
            .results()
            .map(found -> found.group(1).replaceAll("\n *//", "\n"))
            .findFirst()
            .orElseThrow();
    String publish = "sh 'ci/drydock.sh publish'";
    jenkins.secret("registry", Map.of("usernameVariable", "robot", "passwordVariable", "s3cr3t"));
    jenkins.secret("drydock-key", Map.of("variable", "/keys/release.key"));
    jenkins.secret("drydock-key-password", Map.of("variable", "0pen sesame"));
    jenkins.run(text.replace(publish, around + " " + publish + " }"));

    assertThat(jenkins.calls("sh"))
        .extracting(call -> call.secrets().keySet().toString())
        .containsExactly(
            "[]",
            "[]",
            "[]",
            "[DRYDOCK_KEY, DRYDOCK_KEY_PASSWORD, DRYDOCK_REGISTRY_PASSWORD, DRYDOCK_REGISTRY_USER]");
    for (String variable : jenkins.calls("sh").getLast().secrets().keySet()) {
      assertThat(template("drydock.sh")).contains(variable);
    }
  }

  @Test
  void hasTheStagesOfTheLibrarysPipeline() throws IOException {
    String documented = Files.readString(Path.of("../../docs/ci-jenkins.md"));

    List<String> stages = stages(template("Jenkinsfile"));
    assertThat(stages.removeFirst()).as("the library installs by itself").isEqualTo("Install");
    assertThat(stages).isEqualTo(stages(documented));
  }

  private static List<String> stages(String pipeline) {
    return new ArrayList<>(
        STAGE.matcher(pipeline).results().map((MatchResult found) -> found.group(1)).toList());
  }

  /// What the script gives to `drydock gate`, the step can be told too.
  @Test
  void whatTheScriptGivesTheGateTheLibraryKnows() throws IOException {
    StandIn.install(jenkins);
    String script = template("drydock.sh");
    String look = script.substring(script.indexOf("\nlook() {"));
    List<String> options =
        Pattern.compile("[ \"]--([a-z-]{3,})(?=[\\s=\"])")
            .matcher(look.substring(0, look.indexOf("\n}\n")))
            .results()
            .map((MatchResult found) -> found.group(1))
            .filter(name -> !name.equals("no-progress"))
            .distinct()
            .toList();
    assertThat(options).hasSizeGreaterThan(8).contains("dockerfile", "try-bases", "policy");
    StringBuilder given = new StringBuilder("image: 'shop:1.4', drydock: env.STAND_IN");
    for (String option : options) {
      String name =
          Pattern.compile("-(.)")
              .matcher(option)
              .replaceAll(found -> found.group(1).toUpperCase(Locale.ROOT));
      given.append(", ").append(name).append(name.equals("tryBases") ? ": true" : ": 'x=y'");
    }
    jenkins.run("drydockGate(" + given + ")");

    List<String> told = StandIn.options(StandIn.runs(jenkins).getFirst());
    for (String option : options) {
      assertThat(told).anyMatch(one -> one.matches("--" + option + "(=x=y)?"));
    }
    assertThat(told).hasSize(options.size() + 3);
  }

  /// What the script signs and says of an image, the library does too.
  @Test
  void bothAttestTheSame() throws IOException {
    Pattern type = Pattern.compile("--type[ =]([a-z]+)");
    List<String> script = found(type, template("drydock.sh"));
    String library = Files.readString(Path.of("resources/dev/drydock/jenkins/sign.sh"));

    assertThat(script).containsExactly("cyclonedx", "scan", "verdict");
    assertThat(found(type, library)).isEqualTo(script);
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult found) -> found.group(1)).toList();
  }
}
