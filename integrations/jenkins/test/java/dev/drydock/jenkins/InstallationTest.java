package dev.drydock.jenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Drydock from an archive, unpacked once on a node.
class InstallationTest {
  private static final String GATE =
      "drydockGate(image: 'a', reports: [], archive: 'the archive.tar.gz', sha256: '%s')";

  @TempDir private Path directory;
  private SimulatedJenkins jenkins;
  private String digest = "";

  @BeforeEach
  void start() throws IOException, InterruptedException {
    jenkins = new SimulatedJenkins(directory);
    StandIn.install(jenkins);
    digest = archive("drydock-1-linux-amd64/drydock");
  }

  @Test
  void isUnpackedOnceAndRunFromThere() throws IOException {
    jenkins.run(GATE.formatted(digest));
    Path program = program();
    Files.delete(jenkins.workspace().resolve("the archive.tar.gz"));
    jenkins.run(GATE.formatted(digest));
    assertThat(StandIn.runs(jenkins)).hasSize(2);
    assertThat(program()).isEqualTo(program);
    assertThat(installations())
        .containsExactlyInAnyOrder(digest, root().relativize(program).getName(0).toString());
  }

  @Test
  void anotherDigestIsRefusedBeforeAnythingIsUnpackedOrRuns() throws IOException {
    String other = "0".repeat(64);
    assertThatThrownBy(() -> jenkins.run(GATE.formatted(other)))
        .isInstanceOf(StepFailure.class)
        .hasMessage(
            "Drydock was not installed: the archive has the SHA-256 "
                + digest
                + ", and not the "
                + other
                + " that the pipeline names; nothing of it was run");
    assertThat(StandIn.runs(jenkins)).isEmpty();
    assertThat(installations()).isEmpty();
  }

  @Test
  void whatWasTidiedUpIsUnpackedAgain() throws IOException {
    jenkins.run(GATE.formatted(digest));
    Files.delete(program());
    jenkins.run(GATE.formatted(digest));
    assertThat(StandIn.runs(jenkins)).hasSize(2);
  }

  @Test
  void severalAtOnceAgreeOnOne() throws IOException, InterruptedException {
    List<Process> all = new ArrayList<>();
    Path script = Path.of("resources/dev/drydock/jenkins/install.sh").toAbsolutePath();
    for (int i = 0; i < 6; i++) {
      ProcessBuilder builder =
          new ProcessBuilder("dash", script.toString())
              .directory(jenkins.workspace().toFile())
              .redirectErrorStream(true);
      builder.environment().put("HOME", directory.resolve("home").toString());
      builder.environment().remove("XDG_CACHE_HOME");
      builder.environment().put("DRYDOCK_STEP_ARCHIVE", "the archive.tar.gz");
      builder.environment().put("DRYDOCK_STEP_SHA256", digest);
      all.add(builder.start());
    }
    List<String> said = new ArrayList<>();
    for (Process one : all) {
      said.add(
          new String(one.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
      assertThat(one.waitFor()).isZero();
    }
    assertThat(said).containsOnly("installed " + program() + "\n");
    assertThat(installations()).hasSize(2);
  }

  @Test
  void aPlaceOfItsOwnCanBeNamed() throws IOException {
    jenkins.run(
        GATE.formatted(digest)
            .replace("reports", "installations: env.HOME + '/of its own', reports"));
    assertThat(StandIn.runs(jenkins)).hasSize(1);
    assertThat(directory.resolve("home/of its own/" + digest)).isRegularFile();
  }

  @Test
  void whatIsNoArchiveOfDrydockIsRefused() throws IOException, InterruptedException {
    String other = archive("something/else");
    assertThatThrownBy(() -> jenkins.run(GATE.formatted(other)))
        .isInstanceOf(StepFailure.class)
        .hasMessage(
            "Drydock was not installed: the archive is not one of Drydock's; distribution/make"
                + " makes them");
    assertThat(installations()).isEmpty();
  }

  @Test
  void anArchiveThatIsNotThereIsTold() {
    assertThatThrownBy(() -> jenkins.run(GATE.formatted(digest).replace("the archive", "another")))
        .isInstanceOf(StepFailure.class)
        .hasMessage(
            "Drydock was not installed: there is no archive another.tar.gz on this node; check the"
                + " path");
  }

  @Test
  void anArchiveFromTheNetworkIsFetchedByTlsAndCheckedToo() throws IOException {
    jenkins.program(
        "curl",
        """
        #!/bin/sh
        printf '%s\\n' "$@" >"$STAND_IN_RECORD.curl"
        while [ "$1" != --output ]; do shift; done
        cp "the archive.tar.gz" "$2"
        """);
    String address = "https://example.org/drydock.tar.gz?a=1&b='2'";
    jenkins.variable("ADDRESS", address);
    jenkins.run(GATE.formatted(digest).replace("'the archive.tar.gz'", "env.ADDRESS"));
    assertThat(StandIn.runs(jenkins)).hasSize(1);
    assertThat(Files.readAllLines(directory.resolve("record.txt.curl")))
        .contains("=https", "--fail")
        .endsWith("--", address);
    assertThatThrownBy(
            () -> jenkins.run(GATE.formatted(digest).replace("the archive", "http://a/b")))
        .isInstanceOf(StepFailure.class)
        .hasMessage("drydockGate: archive is a file or an https:// address");
  }

  @Test
  void aDigestHasToBeOne() {
    for (String wrong :
        List.of("", "latest", digest.toUpperCase(java.util.Locale.ROOT), digest + "0")) {
      assertThatThrownBy(() -> jenkins.run(GATE.formatted(wrong)))
          .isInstanceOf(StepFailure.class)
          .hasMessageStartingWith("drydockGate: sha256 is the SHA-256 of the archive");
    }
    assertThat(jenkins.calls("sh")).isEmpty();
  }

  private Path program() throws IOException {
    for (String name : installations()) {
      Path program = root().resolve(name).resolve("drydock");
      if (Files.isExecutable(program)) {
        return program;
      }
    }
    throw new IOException("no program in " + installations());
  }

  private Path root() {
    return directory.resolve("home/.cache/drydock/installations");
  }

  private List<String> installations() throws IOException {
    try (Stream<Path> all = Files.list(root())) {
      return all.map(one -> one.getFileName().toString()).toList();
    }
  }

  private String archive(String path) throws IOException, InterruptedException {
    return StandIn.archive(jenkins, path, jenkins.workspace().resolve("the archive.tar.gz"));
  }
}
