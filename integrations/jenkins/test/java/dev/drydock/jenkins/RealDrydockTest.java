package dev.drydock.jenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `drydockGate` with Drydock itself, as the build before this one has made it: whether options are
/// understood, and figures found in what it writes.
class RealDrydockTest {
  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final Path JAR = ROOT.resolve("cli/target/app/drydock-cli.jar");

  @TempDir private Path directory;

  @Test
  void aRedImageEndsWithItsPlan() throws IOException {
    assumeTrue(Files.exists(JAR), "cli is not built; ./mvnw verify builds it first");
    SimulatedJenkins jenkins = new SimulatedJenkins(directory);
    jenkins.program(
        "drydock",
        "#!/bin/sh\nexec '%s/bin/java' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Ddrydock.home='%s' -cp '%s' dev.drydock.cli.Main \"$@\"\n"
            .formatted(System.getProperty("java.home"), ROOT, JAR));
    jenkins.variable("IMAGE", ROOT.resolve("examples/ferry.tar").toString());
    jenkins.variable("DRYDOCK", directory.resolve("bin/drydock").toString());
    assertThatThrownBy(
            () ->
                jenkins.run(
                    "drydockGate(image: env.IMAGE, drydock: env.DRYDOCK, offline: true, noCache:"
                        + " true, branch: 'a b', reports: ['sarif', 'html', 'cyclonedx'])"))
        .isInstanceOf(StepFailure.class)
        .hasMessageMatching(
            "Drydock: .*/examples/ferry\\.tar is stopped by [1-9][0-9]* violations of its policy;"
                + " the plan above says what to change");
    String console = jenkins.console();
    assertThat(console.substring(console.indexOf("What to change in ")))
        .contains("log4j-core 2.14.1 → 2.17.1");
    jenkins.run(
        "def outcome = drydockScan(image: env.IMAGE, drydock: env.DRYDOCK, offline: true, noCache:"
            + " true)\necho \"${outcome.findings}\"");
    assertThat(jenkins.console())
        .containsPattern(
            "\\[components:14, findings:[1-9][0-9]*, vulnerabilities:[1-9][0-9]*, critical:[1-9]"
                + ".*, kev:2, .*, denied:0, warned:0]\n$");
  }
}
