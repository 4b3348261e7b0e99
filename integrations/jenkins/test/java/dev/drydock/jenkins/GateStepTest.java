package dev.drydock.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `drydockGate`.
class GateStepTest {
  private static final String GATE = "return drydockGate(image: 'shop:1.4', drydock: env.STAND_IN)";

  @TempDir private Path directory;
  private SimulatedJenkins jenkins;

  @BeforeEach
  void start() throws IOException {
    jenkins = new SimulatedJenkins(directory);
    StandIn.install(jenkins);
  }

  @Test
  void greenGoesOn() throws IOException {
    jenkins.run("def outcome = drydockGate(image: 'shop:1.4', drydock: env.STAND_IN)\necho outcome.passed + ' ' + outcome.findings + ' ' + outcome.reports");
    assertThat(jenkins.console()).isEqualTo("");
  }
}
