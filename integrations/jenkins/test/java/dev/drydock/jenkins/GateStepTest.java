package dev.drydock.jenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `drydockGate` and `drydockScan`.
class GateStepTest {
  private static final String GATE =
      "def outcome = drydockGate(image: 'shop:1.4', drydock: env.STAND_IN)\n"
          + "echo \"${outcome.image}, ${outcome.passed}, ${outcome.findings}, ${outcome.reports}\"";

  @TempDir private Path directory;
  private SimulatedJenkins jenkins;

  @BeforeEach
  void start() throws IOException {
    jenkins = new SimulatedJenkins(directory);
    StandIn.install(jenkins);
  }

  @Test
  void greenGoesOnWithTheFiguresAndReports() throws IOException {
    jenkins.run(GATE);
    String place = place("gate-shop-1.4");
    String reports =
        String.join(
            ",",
            place + ".json",
            place + ".junit.xml",
            place + ".html",
            place + ".md",
            place + ".cdx.json");
    assertThat(StandIn.lines(jenkins.console()))
        .containsExactly(
            "PASSED",
            "Publishing " + reports,
            "Publishing " + place + ".junit.xml",
            "shop:1.4, true, [components:14, findings:71, kev:2, denied:1, warned:1], ["
                + reports.replace(",", ", ")
                + "]");
    assertThat(jenkins.result()).isNull();
    assertThat(jenkins.description())
        .isEqualTo("Drydock: shop:1.4 passed the gate, with 71 findings");
    assertThat(jenkins.calls("junit"))
        .singleElement()
        .satisfies(call -> assertThat(call.get("skipMarkingBuildUnstable")).isEqualTo(true));
    assertThat(StandIn.runs(jenkins))
        .containsExactly(
            List.of(
                "gate",
                "--no-progress",
                "--report=json=" + place + ".json",
                "--report=junit=" + place + ".junit.xml",
                "--report=html=" + place + ".html",
                "--report=markdown=" + place + ".md",
                "--report=cyclonedx=" + place + ".cdx.json",
                "--",
                "shop:1.4"));
    assertThat(directory.resolve("tmp")).isEmptyDirectory();
  }

  @Test
  void redPublishesThenEndsWithThePlan() {
    jenkins.variable("STAND_IN_EXIT", "1");
    assertThatThrownBy(() -> jenkins.run(GATE)).isInstanceOf(StepFailure.class);
    String place = place("gate-shop-1.4");
    assertThat(StandIn.lines(jenkins.console()))
        .containsExactly(
            "BLOCKED by 1 rule",
            "Publishing "
                + String.join(
                    ",",
                    place + ".json",
                    place + ".junit.xml",
                    place + ".html",
                    place + ".md",
                    place + ".cdx.json"),
            "Publishing " + place + ".junit.xml",
            "What to change in shop:1.4:",
            "PLAN: upgrade openssl in Dockerfile, line 3",
            "ERROR: Drydock: shop:1.4 is stopped by 1 violation of its policy; the plan above says"
                + " what to change");
    assertThat(jenkins.result()).isEqualTo("FAILURE");
    assertThat(jenkins.description())
        .isEqualTo("Drydock: shop:1.4 is stopped by 1 violation of its policy");
  }

  @Test
  void redIsUnstableWhereThePipelineWantsItSo() throws IOException {
    jenkins.variable("STAND_IN_EXIT", "1");
    jenkins.run(
        "def outcome = drydockGate(image: 'shop:1.4', drydock: env.STAND_IN, onRed: 'unstable')\n"
            + "echo \"passed: ${outcome.passed}\"");
    assertThat(jenkins.result()).isEqualTo("UNSTABLE");
    assertThat(jenkins.console())
        .endsWith(
            "PLAN: upgrade openssl in Dockerfile, line 3\n"
                + "WARNING: Drydock: shop:1.4 is stopped by 1 violation of its policy; the plan"
                + " above says what to change\n"
                + "passed: false\n");
  }

  @Test
  void whatCouldNotBeJudgedIsAnErrorWithItsOneLineAndNoPlan() throws IOException {
    for (String code : List.of("2", "3", "127")) {
      jenkins.variable("STAND_IN_EXIT", code);
      assertThatThrownBy(
              () -> jenkins.run(GATE.replace("shop:1.4'", "shop:1.4', onRed: 'unstable'")))
          .isInstanceOf(StepFailure.class)
          .hasMessage("drydock: shop:1.4 is not there; check its name");
      assertThat(jenkins.result()).isEqualTo("FAILURE");
    }
    assertThat(StandIn.runs(jenkins)).allMatch(run -> run.getFirst().equals("gate")).hasSize(3);
    assertThat(jenkins.calls("archiveArtifacts")).isEmpty();
    assertThat(jenkins.calls("junit")).isEmpty();
  }

  @Test
  void aProgramThatIsNotThereIsAnError() {
    assertThatThrownBy(() -> jenkins.run("drydockGate(image: 'a', drydock: '/nowhere/drydock')"))
        .isInstanceOf(StepFailure.class)
        .hasMessageContaining("/nowhere/drydock: not found");
  }

  @Test
  void aScanStopsNothing() throws IOException {
    jenkins.run(
        "def outcome = drydockScan(image: 'shop:1.4', drydock: env.STAND_IN, reports: ['sarif'])\n"
            + "echo \"${outcome.passed}\"");
    assertThat(StandIn.runs(jenkins))
        .containsExactly(
            List.of(
                "scan",
                "--no-progress",
                "--report=json=" + place("scan-shop-1.4") + ".json",
                "--report=junit=" + place("scan-shop-1.4") + ".junit.xml",
                "--report=sarif=" + place("scan-shop-1.4") + ".sarif",
                "--",
                "shop:1.4"));
    assertThat(jenkins.console()).endsWith("null\n");
    assertThat(jenkins.description()).isEqualTo("Drydock: shop:1.4 has 71 findings");
  }

  @Test
  void optionsAreThoseOfTheCommandLine() throws IOException {
    jenkins.variable("STAND_IN_EXIT", "1");
    jenkins.run(
        """
        drydockGate(image: 'shop:1.4', drydock: env.STAND_IN, onRed: 'unstable', reports: [],
          dockerfile: 'Dockerfile', project: '.', target: 'run', platform: 'linux/arm64',
          policy: 'policy.yaml', baseline: 'main.json', branch: 'main', environment: 'production',
          team: 'shop', layerCache: ['/cache', 's3://bucket'], buildArg: ['A=1'], vex: 'vex.json',
          insecureRegistry: 'localhost:5000', offline: true, noHygiene: true, tryBases: false,
          sbomFrom: null, advisories: '')
        """);
    List<String> shared =
        List.of("--platform=linux/arm64", "--dockerfile=Dockerfile", "--target=run", "--project=.");
    List<String> lists =
        List.of(
            "--insecure-registry=localhost:5000",
            "--layer-cache=/cache",
            "--layer-cache=s3://bucket",
            "--build-arg=A=1",
            "--vex=vex.json",
            "--offline");
    List<List<String>> runs = StandIn.runs(jenkins);
    assertThat(runs).hasSize(2);
    assertThat(StandIn.options(runs.getFirst()))
        .containsExactlyElementsOf(
            joined(
                List.of(
                    List.of("gate"),
                    shared,
                    List.of(
                        "--policy=policy.yaml",
                        "--baseline=main.json",
                        "--team=shop",
                        "--branch=main",
                        "--environment=production"),
                    lists,
                    List.of("--no-hygiene", "--", "shop:1.4"))));
    assertThat(StandIn.options(runs.getLast()))
        .containsExactlyElementsOf(
            joined(List.of(List.of("plan"), shared, lists, List.of("--", "shop:1.4"))));
  }

  @Test
  void whatNobodyKnowsIsRefusedBeforeAnythingRuns() {
    Map<String, String> wrong =
        Map.of(
            "drydockGate(image: 'a', drydock: '/d', polcy: 'p')",
            "drydockGate has no option 'polcy'; it has advisories, archive, base, baseline,"
                + " branch, buildArg, cacheDir, details, dockerfile, drydock, environment,"
                + " image, includeDeleted, insecureRegistry, installations, layerCache,"
                + " noCache, noHygiene, offline, onRed, platform, policy, project, provenance,"
                + " registryCredentials, reports, sbomFrom, sha256, target, team, tryBases, vex",
            "drydockGate(drydock: '/d')",
            "drydockGate needs an image, such as image: 'shop:1.4'",
            "drydockScan(image: 'a')",
            "drydockScan needs Drydock: archive and sha256 of distribution/make, or drydock:"
                + " '/path/to/drydock'",
            "drydockScan(image: 'a', drydock: '/d', reports: ['pdf'])",
            "drydockScan knows no report 'pdf'; it can be table, json, markdown, html, sarif,"
                + " junit, gitlab, gitlab-dependency, sonar, cyclonedx, csv, github",
            "drydockGate(image: 'a', drydock: '/d', onRed: 'ignore')",
            "drydockGate: onRed is 'failure' or 'unstable'",
            "drydockGate(image: 'a', drydock: '/d', branch: 'a\\nb')",
            "drydockGate: branch has a control character or an end of line in it; take it out",
            "drydockGate(image: '--help', drydock: '/d')",
            "drydockGate: image starts with '-', which no image does",
            "drydockScan(image: 'a', drydock: '/d', branch: 'main')",
            "drydockScan has no option 'branch'; it has advisories, archive, base, buildArg,"
                + " cacheDir, details, dockerfile, drydock, image, includeDeleted,"
                + " insecureRegistry, installations, layerCache, noCache, noHygiene, offline,"
                + " platform, project, provenance, registryCredentials, reports, sbomFrom, sha256,"
                + " target, tryBases, vex");
    wrong.forEach(
        (pipeline, message) ->
            assertThatThrownBy(() -> jenkins.run(pipeline))
                .isInstanceOf(StepFailure.class)
                .hasMessage(message));
    assertThat(jenkins.calls("sh")).isEmpty();
  }

  @Test
  void aNodeWithoutAShellIsTold() {
    jenkins.windows();
    assertThatThrownBy(() -> jenkins.run(GATE))
        .isInstanceOf(StepFailure.class)
        .hasMessage("Drydock runs on Linux and macOS; choose a node with one of them");
  }

  @Test
  void severalImagesAlsoInParallelStagesKeepTheirReportsApart() throws IOException {
    jenkins.run(
        """
        def outcomes = [:]
        def jobs = [:]
        def images = ['shop:1.4', 'shop-1.4', 'registry.example.org/shop:1.4']
        for (int i = 0; i < images.size(); i++) {
          def name = images[i]
          jobs[name] = { stage(name) { node('linux') {
            outcomes[name] = drydockGate(image: name, drydock: env.STAND_IN, reports: [])
          } } }
        }
        parallel jobs
        for (name in images) { echo "${name} ${outcomes[name].image} ${outcomes[name].passed}" }
        """);
    assertThat(StandIn.lines(jenkins.console()))
        .contains(
            "shop:1.4 shop:1.4 true",
            "shop-1.4 shop-1.4 true",
            "registry.example.org/shop:1.4 registry.example.org/shop:1.4 true");
    assertThat(jenkins.calls("junit").stream().map(call -> call.get("testResults")).distinct())
        .hasSize(3);
    assertThat(jenkins.description())
        .isEqualTo(
            "Drydock: shop:1.4 passed the gate, with 71 findings\n"
                + "Drydock: shop-1.4 passed the gate, with 71 findings\n"
                + "Drydock: registry.example.org/shop:1.4 passed the gate, with 71 findings");
  }

  @Test
  void reportsOfAnEarlierBuildAreNotPublishedAgain() throws IOException {
    jenkins.run(GATE);
    Path old = jenkins.workspace().resolve(place("gate-shop-1.4") + ".sarif");
    Files.writeString(old, "old");
    jenkins.variable("STAND_IN_EXIT", "3");
    assertThatThrownBy(() -> jenkins.run(GATE)).isInstanceOf(StepFailure.class);
    assertThat(old.getParent()).isDirectoryContaining("glob:**/error");
    try (var files = Files.list(old.getParent())) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void aLinkThatTheRepositoryPutsInTheWayIsNotFollowed() throws IOException {
    Path elsewhere = Files.createDirectories(directory.resolve("elsewhere"));
    Files.createSymbolicLink(jenkins.workspace().resolve("drydock-reports"), elsewhere);
    assertThatThrownBy(() -> jenkins.run(GATE)).isInstanceOf(StepFailure.class);
    assertThat(jenkins.console()).contains("drydock-reports is a symbolic link; remove it");
    assertThat(elsewhere).isEmptyDirectory();
    assertThat(StandIn.runs(jenkins)).isEmpty();
  }

  /// Where the reports of the last run lie.
  private String place(String name) {
    return StandIn.place(jenkins, name);
  }

  private static List<String> joined(List<List<String>> parts) {
    return parts.stream().flatMap(List::stream).toList();
  }
}
