package dev.drydock.server.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Bom;
import dev.drydock.server.TestDatabase;
import dev.drydock.server.advisory.CurrentGeneration;
import dev.drydock.server.advisory.Generation;
import dev.drydock.server.component.StoredSet;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever comes in whichever order: what is open is what a scan of every image would find, and
/// its history is told as it was.
class MonitoringPropertyTest {
  private static final int STEPS = 24;

  @TempDir Path directory;
  private final TestClock clock = new TestClock();
  private final ExpectedFleet expected = new ExpectedFleet();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void whatIsOpenIsWhatIsFound(long seed) {
    Random random = new Random(seed);
    RandomFleet world = new RandomFleet(random);
    TestFeeds feeds = new TestFeeds();
    try (TestReplica replica =
        new TestReplica(TestDatabase.source(), directory, clock, 1 + random.nextInt(5), 0)
            .start()) {
      StoredFleet stored = new StoredFleet(replica.database());
      for (int step = 0; step < STEPS; step++) {
        // now and then a clock is set back
        clock.move(Duration.ofSeconds(random.nextInt(5) == 0 ? -500 : 60));
        if (random.nextInt(3) > 0) {
          store(replica, stored, world.image());
        } else {
          world.edit(feeds);
          update(replica, stored, world, feeds, random.nextInt(3));
        }
      }
      assertThat(stored.periods()).isEqualTo(expected.periods());
    }
  }

  private void update(
      TestReplica replica, StoredFleet stored, RandomFleet world, TestFeeds feeds, int meanwhile) {
    clock.move(Duration.ofSeconds(1)); // the time when it was built makes the file another one
    Optional<Generation> begun = replica.begin(feeds);
    for (int i = 0; i < meanwhile; i++) {
      store(replica, stored, world.image());
    }
    if (begun.isEmpty()) {
      return;
    }
    Generation generation = begun.get();
    TreeSet<String> changes =
        expected.update(replica.advisories().newest().orElseThrow().index(), generation.begunAt());
    assertThat(replica.monitor()).isTrue();
    assertThat(replica.monitor()).isFalse();
    assertThat(stored.changes(generation.id())).isEqualTo(changes);
    assertThat(stored.periods()).isEqualTo(expected.periods());
    assertThat(stored.wrongSummaries()).isEmpty();
  }

  private void store(TestReplica replica, StoredFleet stored, Bom image) {
    List<StoredSet> sets = replica.store(image);
    assertThat(stored.members(sets.stream().map(StoredSet::id).toList()))
        .isEqualTo(new TreeSet<>(image.components().stream().map(ExpectedFleet::purl).toList()));
    assertThat(replica.store(image)).isEqualTo(sets);
    Optional<CurrentGeneration> current = replica.advisories().newest();
    Instant now = clock.instant();
    if (current.isPresent()) {
      Instant begun = current.get().generation().begunAt();
      expected.store(image, current.get().index(), now.isBefore(begun) ? begun : now);
    } else {
      expected.store(image, new NoAdvisories(), now);
    }
    assertThat(stored.wrongSummaries()).isEmpty();
  }
}
