package dev.drydock.cli.base;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cli.Bakery;
import dev.drydock.cli.Run;
import dev.drydock.cli.Shipyard;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Candidates are made with a real builder and a real registry.
@Timeout(300)
class BasePipelineTest {
  private static final String CAREFUL =
      """
        small:
          owner: platform
          variants:
            "1":
              source: { dockerfile: small/Dockerfile, arguments: { GREETING: hello } }
              hardening:
                size: 20MB
                allow: [{ check: setuid, paths: [/bin/none], reason: nothing has it }]
              tests: [small/tests.yaml]
      """;

  @TempDir private static Path directory;
  private static Shipyard shipyard;

  @BeforeAll
  static void open() throws Exception {
    shipyard = Shipyard.open(directory);
    shipyard.write(
        "small/Dockerfile",
        """
        FROM REGISTRY/team/root:1
        ARG GREETING
        COPY motd /etc/motd
        RUN echo "$GREETING" > /etc/greeting && touch /etc/made
        USER app
        WORKDIR /etc
        CMD ["/bin/sh"]
        """);
    shipyard.write("small/motd", "welcome\n");
    shipyard.write(
        "small/tests.yaml",
        """
        schemaVersion: 2.0.0
        globalEnvVars: [{ key: TEAM, value: platform }]
        commandTests:
          - { name: greets, command: cat, args: [/etc/greeting], expectedOutput: [^hello] }
          - { name: is nobody, command: id, args: [-u], expectedOutput: ["^10001\\n$"] }
          - { name: starts at its place, command: sh, args: [-c, "pwd; env"], expectedOutput: [^/etc, TEAM=platform], excludedOutput: [DRYDOCK, sesame, HOSTNAME] }
          - { name: cannot write, command: touch, args: [/etc/x], exitCode: 1, expectedError: [Permission denied] }
          - { name: has no network, command: wget, args: [-qO-, "http://REGISTRY/v2/"], exitCode: 1 }
          - { name: is not found, command: no-such-program, exitCode: 127 }
        fileExistenceTests:
          - { name: made, path: /etc/made, permissions: -rw-r--r--, uid: 0 }
        fileContentTests:
          - { name: motd, path: /etc/motd, expectedContents: [welcome] }
        metadataTest: { user: app, workdir: /etc, cmd: [/bin/sh] }
        """);
  }

  @AfterAll
  static void close() {
    shipyard.close();
  }

  @Test
  void fromARecipeToACandidateAndNoStepTwice() throws Exception {
    shipyard.declare("first", CAREFUL);
    Run first = shipyard.pipeline();
    assertThat(shipyard.told(first.out() + first.err()))
        .isEqualTo(
            """
            small/1: ready for approval
              candidate REGISTRY/first/small:candidate-1-HEX
                        sha256:HEX
              passed  build
              passed  hardening
                        the allowance in line 12 for setuid allows nothing; take it out
              passed  tests
              passed  sbom
              passed  scan
              passed  policy

              next: drydock base approve --key KEY --reason "..." REGISTRY/first/small:candidate-1-HEX
            drydock: small/1: building
            drydock: small/1: hardening
            drydock: small/1: looking at the candidate
            drydock: small/1: tests
            drydock: small/1: sbom
            drydock: small/1: scan
            drydock: small/1: policy
            """);
    assertThat(first.exitCode()).isZero();

    Run again = shipyard.pipeline("--format", "json");
    assertThat(again.exitCode()).isZero();
    assertThat(again.err()).as("nothing is done again").isEmpty();
    assertThat(again.out())
        .startsWith("{\"variants\":[{\"variant\":\"small/1\",\"outcome\":\"ready\"")
        .contains(digest(first))
        .doesNotContain("\"reused\":false");

    Run verified =
        shipyard.drydock(
            "verify",
            "--insecure-registry",
            shipyard.host(),
            "--key",
            shipyard.publicKey("pipeline").toString(),
            "--type",
            "base-build,hardening,test,cyclonedx,scan,verdict",
            candidate(first));
    assertThat(verified.exitCode()).as(verified.toString()).isZero();
    assertThat(verified.out().lines().filter(line -> line.startsWith("trusted"))).hasSize(6);
  }

  @Test
  void sameInputSameImage() throws Exception {
    shipyard.declare(CAREFUL);
    String one = digest(shipyard.pipeline());
    shipyard.declare("others", CAREFUL);
    String other = digest(shipyard.pipeline());
    assertThat(other).isEqualTo(one);
  }

  private static String candidate(Run run) {
    return run.out().replaceAll("(?s).*candidate (\\S+)\n.*", "$1");
  }

  private static String digest(Run run) {
    assertThat(run.exitCode()).as(run.toString()).isZero();
    return run.out().replaceAll("(?s).*?(sha256:[0-9a-f]{64}).*", "$1");
  }

  @Test
  void whatIsWrongStopsItsVariantAndNoOther() throws Exception {
    shipyard.write("open/Dockerfile", "FROM REGISTRY/team/root:1\nRUN chmod 4755 /bin/busybox\n");
    shipyard.write("broken/Dockerfile", "FROM REGISTRY/team/root:1\nRUN cat /none\n");
    shipyard.write("gone/Dockerfile", "FROM REGISTRY/team/none:1\n");
    shipyard.write(
        "failing.yaml",
        "schemaVersion: 2.0.0\ncommandTests: [{ name: says, command: echo, args: [a], expectedOutput: [b] }]\n");
    shipyard.declare(
        CAREFUL
            + """
                "1-failing":
                  source: { dockerfile: small/Dockerfile }
                  tests: [failing.yaml]
                "1-open": { source: { dockerfile: open/Dockerfile } }
                "1-broken": { source: { dockerfile: broken/Dockerfile } }
                "1-gone": { source: { dockerfile: gone/Dockerfile } }
          """);
    Run run = shipyard.pipeline("--quiet");
    assertThat(run.exitCode()).as(run.toString()).isEqualTo(3);
    assertThat(shipyard.told(run.out()))
        .contains("small/1: ready for approval\n")
        .contains(
            """
            small/1-failing: refused
              candidate REGISTRY/bases/small:candidate-1-failing-HEX
                        sha256:HEX
              passed  build
              passed  hardening
              REFUSED tests
                        command "says": its output has no `b`
            """)
        .contains(
            """
            small/1-open: refused
              candidate REGISTRY/bases/small:candidate-1-open-HEX
                        sha256:HEX
              passed  build
              REFUSED hardening
                        user: the process runs as root: whoever breaks into it may do everything in the container; add USER with a user of its own as the last instruction but CMD or ENTRYPOINT
                        setuid /bin/busybox (layer 1): runs with the rights of its owner (user 0), whoever starts it: a way to become more than one is; take the right away, RUN chmod u-s /bin/busybox, or remove it
            """)
        .containsPattern(
            "small/1-broken: refused\n  REFUSED build\n {12}buildah could not build Dockerfile: .*none.*; mend the recipe")
        .containsPattern("small/1-gone: not finished\n  STOPPED .*REGISTRY/team/none:1.*");
  }

  @Test
  void evidenceOfOthersIsNotBelieved() throws Exception {
    shipyard.declare("forged", CAREFUL);
    assertThat(shipyard.signedBy("stranger").exitCode()).isZero();
    Run own = shipyard.pipeline();
    assertThat(own.exitCode()).isZero();
    assertThat(own.out()).doesNotContain("evidence was there");

    // whoever may push moves the candidate's tag to another image, with good evidence beside it
    shipyard.ok(
        "skopeo",
        "copy",
        "-q",
        "--dest-tls-verify=false",
        "--src-tls-verify=false",
        "docker://" + shipyard.host() + "/team/root:1",
        "docker://" + candidate(own));
    Run moved = shipyard.pipeline();
    assertThat(moved.exitCode()).isZero();
    assertThat(moved.out())
        .contains("  passed  build\n")
        .as("the same image is there again, with what is said about it")
        .contains(digest(own), "passed  hardening (evidence was there)");
  }

  @Test
  void anUpstreamImageIsTakenOverByItsDigest() throws Exception {
    String digest =
        shipyard
            .ok(
                "skopeo",
                "inspect",
                "--tls-verify=false",
                "--format",
                "{{.Digest}}",
                "docker://" + shipyard.host() + "/team/root:1")
            .out()
            .strip();
    shipyard.declare(
        """
          root:
            owner: platform
            variants:
              "1":
                source: { image: "REGISTRY/team/root:1@%s" }
                hardening: { profile: minimal }
        """
            .formatted(digest));
    Run run = shipyard.pipeline();
    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(digest(run)).isEqualTo(digest);
  }

  @Test
  void whatThePlanKnowsIsTriedAndToldAndNotWritten() throws Exception {
    Bakery.writeProject(shipyard.bases, shipyard.host());
    String before = Files.readString(shipyard.bases.resolve("requirements.txt"));
    shipyard.declare(
        """
          python:
            owner: platform
            variants:
              "3": { source: { dockerfile: Dockerfile }, tags: [\"3\", latest] }
        """);
    Run run = shipyard.pipeline("--try-bases");
    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(shipyard.told(run.out()))
        .contains("python/3: ready for approval once the changes below are committed\n")
        .contains(
            "  REFUSED policy\n            fixable-critical: CVE-2024-5535 in libssl3 3.0.14-1~deb12u2: it is critical")
        .contains("what the plan knows was tried, and passes; to be committed:")
        .contains("    -FROM REGISTRY/team/python:3.11.1\n    +FROM REGISTRY/team/python:3.11.2\n")
        .contains("    -pyyaml==5.3.1\n    +jinja2==3.1.4\n    +pyyaml==5.4\n")
        .contains(
            "next: drydock base approve --key KEY --reason \"...\" REGISTRY/bases/python:candidate-3-HEX");
    assertThat(Files.readString(shipyard.bases.resolve("requirements.txt"))).isEqualTo(before);

    // once somebody commits them, the candidate is there already
    for (String[] change :
        new String[][] {
          {"Dockerfile", "python:3.11.1", "python:3.11.2"},
          {"requirements.txt", "pyyaml==5.3.1", "pyyaml==5.4"},
          {"requirements.txt", "jinja2==3.1.3", "jinja2==3.1.4"}
        }) {
      Path file = shipyard.bases.resolve(change[0]);
      Files.writeString(file, Files.readString(file).replace(change[1], change[2]));
    }
    Run committed = shipyard.pipeline("--try-bases");
    assertThat(committed.exitCode()).as(committed.toString()).isZero();
    assertThat(committed.out())
        .contains("python/3: ready for approval\n")
        .contains("passed  build (evidence was there)")
        .contains("passed  policy (evidence was there)");
  }

  @Test
  void aKilledPipelineGoesOnWhereItWas() throws Exception {
    shipyard.declare("killed", CAREFUL);
    List<String> command = new ArrayList<>(List.of(shipyard.machine.home() + "/bin/drydock"));
    command.addAll(List.of(shipyard.command("pipeline")));
    ProcessBuilder builder = new ProcessBuilder(command).directory(shipyard.bases.toFile());
    builder.environment().clear();
    builder.environment().putAll(shipyard.machine.environment());
    Path told = shipyard.bases.resolveSibling("told");
    Process process =
        builder
            .redirectError(told.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    while (process.isAlive() && !Files.readString(told).contains(": tests")) {
      Thread.sleep(5);
    }
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor();
    assertThat(Files.readString(told)).contains(": tests").doesNotContain(": sbom");

    Run resumed = shipyard.pipeline();
    assertThat(resumed.exitCode()).as(resumed.toString()).isZero();
    assertThat(resumed.out())
        .contains("passed  build (evidence was there)\n")
        .contains("passed  hardening (evidence was there)\n")
        .contains("passed  policy\n");
  }

  @Test
  void theCandidateIsComparedWithTheVersionInUse() throws Exception {
    shipyard.declare(
        "used",
        """
          used:
            owner: platform
            variants:
              "3": { source: { dockerfile: used/Dockerfile }, hardening: { profile: minimal } }
        """);
    shipyard.write("used/Dockerfile", "FROM REGISTRY/team/python:3.11.2\nCOPY a /a\n");
    shipyard.write("used/a", "a");
    shipyard.ok(
        "skopeo",
        "copy",
        "-q",
        "--dest-tls-verify=false",
        "--src-tls-verify=false",
        "docker://" + shipyard.host() + "/team/python:3.11.1",
        "docker://" + shipyard.host() + "/used/used:3");
    Run run = shipyard.pipeline();
    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(shipyard.told(run.out()))
        .contains(
            """
              used/3
                compared with REGISTRY/used/used:3
            """)
        .contains("findings to attend: 1 gone, 0 new, 0 stay\n")
        .contains("gone: CVE-2024-5535 in libssl3\n")
        .contains("changed: libssl3 3.0.14-1~deb12u2 → 3.0.15-1~deb12u1\n");
    Run diff =
        shipyard.drydock(
            "base",
            "diff",
            "--insecure-registry",
            shipyard.host(),
            "--format",
            "markdown",
            shipyard.host() + "/used/used:3",
            candidate(run));
    assertThat(diff.exitCode()).as(diff.toString()).isZero();
    assertThat(diff.out())
        .contains("- **packages**: 0 new, 0 gone, 1 in another version\n")
        .contains("  - changed: `libssl3 3.0.14-1~deb12u2 → 3.0.15-1~deb12u1`\n");
  }

  @Test
  void evidenceOfOtherInputsIsNotBelieved() throws Exception {
    shipyard.declare("other", CAREFUL.replace("small/tests.yaml", "other.yaml"));
    shipyard.write("other.yaml", "schemaVersion: 2.0.0\n");
    Run first = shipyard.pipeline();
    assertThat(first.exitCode()).as(first.toString()).isZero();
    shipyard.write(
        "other.yaml", "schemaVersion: 2.0.0\nfileExistenceTests: [{ name: none, path: /none }]\n");
    Run second = shipyard.pipeline();
    assertThat(second.exitCode()).isEqualTo(1);
    assertThat(second.out()).as("the very same image").contains(digest(first));
    assertThat(second.out())
        .contains("  passed  build\n")
        .contains("  passed  hardening\n")
        .contains("  REFUSED tests\n            file \"none\": /none is not there\n");
  }
}
