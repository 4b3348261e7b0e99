package dev.drydock.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// What all tests of faults have in common: the life that nobody disturbs, lived once for all of
/// them, how often something goes wrong (`-Ddrydock.kills`), and from which seed on
/// (`-Ddrydock.seed`).
final class Faults {
  private static final int A_FEW = 3;

  private static final class Holder {
    static final World WORLD = World.of(rounds());
    static @Nullable Outcome calm;
  }

  private Faults() {}

  static int times() {
    return Integer.getInteger("drydock.kills", A_FEW);
  }

  /// Nearly one for each disturbance that falls into them: in what is idle there is little to
  /// disturb.
  private static int rounds() {
    return Math.max(2, times() / 2);
  }

  /// Lives a life that is disturbed, and holds what it came to against one that is not.
  static Tally assertSameAsCalm(
      Path directory, TestedDatabase database, int replicas, Disturbance disturbance)
      throws Exception {
    Outcome calm = calm(directory.resolve("calm"));
    long seed = Long.getLong("drydock.seed", 1);
    long begin = System.nanoTime();
    try (Life life = new Life(directory.resolve("disturbed"), database, Holder.WORLD, replicas)) {
      try {
        assertThat(life.live(disturbance, times(), new Random(seed))).isEqualTo(calm);
      } finally {
        System.out.printf(
            "%s: seed %d, %s; %s; %d s%n",
            directory.getFileName(),
            seed,
            life.tally(),
            life.repetitions(),
            (System.nanoTime() - begin) / 1_000_000_000);
      }
      return life.tally();
    }
  }

  private static synchronized Outcome calm(Path directory) throws Exception {
    Outcome known = Holder.calm;
    if (known != null) {
      return known;
    }
    try (Life life = new Life(directory, TestedDatabase.create(), Holder.WORLD, 1)) {
      Outcome calm = life.live(Disturbance.none(), 0, new Random(0));
      assertThat(calm.images()).hasSize(Holder.WORLD.images().size());
      assertThat(calm.findings()).isNotEmpty();
      assertThat(calm.changes()).isNotEmpty();
      assertThat(calm.summaries()).isEmpty();
      assertThat(calm.told()).hasSizeGreaterThan(100);
      Holder.calm = calm;
      return calm;
    }
  }
}
