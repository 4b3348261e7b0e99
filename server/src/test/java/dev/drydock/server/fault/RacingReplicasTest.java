package dev.drydock.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// Two servers on one database, each a process with a directory of its own, are started at once,
/// get the same images at once, and are killed (SIGKILL) at random moments: one while the other
/// lives, or both. Afterwards all is as if there had been one that nobody disturbed.
class RacingReplicasTest {
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path directory;

  @Test
  void comeToTheSameAsOneThatNobodyDisturbed() throws Exception {
    Tally tally =
        Faults.assertSameAsCalm(
            directory.resolve("racing-replicas"), TestedDatabase.create(), 2, Disturbance.kill());
    assertThat(tally.disturbances()).isEqualTo(Faults.times());
  }
}
