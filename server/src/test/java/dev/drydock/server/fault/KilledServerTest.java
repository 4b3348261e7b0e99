package dev.drydock.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// A server as a process of its own is killed (SIGKILL) at random moments, while images come in,
/// while new advisories are carried through the fleet, and while owners are told by webhook and by
/// e-mail. Afterwards all is as if nobody had killed it.
///
/// `-Ddrydock.kills=100` kills as often; a build does it a few times.
class KilledServerTest {
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path directory;

  @Test
  void comesToTheSameAsOneThatNobodyDisturbed() throws Exception {
    Tally tally =
        Faults.assertSameAsCalm(
            directory.resolve("killed-server"), TestedDatabase.create(), 1, Disturbance.kill());
    assertThat(tally.disturbances()).isEqualTo(Faults.times());
  }
}
