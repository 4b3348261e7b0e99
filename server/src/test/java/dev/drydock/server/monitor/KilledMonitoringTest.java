package dev.drydock.server.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Bom;
import dev.drydock.server.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that is killed while it stores images, begins a generation or carries it through the
/// fleet: after the next start all is as if it had not been killed.
class KilledMonitoringTest {
  private static final int BATCH = 2;
  private static final int SOME = 24;

  @TempDir Path directory;
  private final RandomFleet world = new RandomFleet(new Random(42));
  private final List<Bom> before = images(6);
  private final List<Bom> later = images(2);
  private final TestFeeds first = feeds(8);
  private final TestFeeds second = feeds(8);

  private List<Bom> images(int count) {
    List<Bom> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      images.add(world.image());
    }
    return images;
  }

  private TestFeeds feeds(int edits) {
    TestFeeds feeds = new TestFeeds();
    for (int i = 0; i < edits; i++) {
      world.edit(feeds);
    }
    return feeds;
  }

  /// A database with some images, matched with the first advisories.
  private DataSource prepared() {
    TestClock clock = new TestClock();
    DataSource database = TestDatabase.source();
    try (TestReplica replica = new TestReplica(database, directory, clock)) {
      replica.begin(first);
      replica.monitor();
      before.forEach(replica::store);
    }
    return database;
  }

  private void work(TestReplica replica) {
    replica.begin(second);
    replica.monitor();
    later.forEach(replica::store);
  }

  @Test
  void allIsAsIfItHadNotBeenKilled() {
    killAtMoments(SOME);
  }

  @Test
  @Tag("fuzz")
  void allIsAsIfItHadNotBeenKilledAtAnyMoment() {
    killAtMoments(Integer.MAX_VALUE);
  }

  private void killAtMoments(int most) {
    DataSource prepared = prepared();
    int all;
    TreeSet<String> expected;
    try (TestReplica replica = replica(TestDatabase.copy(prepared), 0).start()) {
      work(replica);
      all = replica.moments();
      expected = new StoredFleet(replica.database()).everything();
    }
    assertThat(expected).anyMatch(line -> line.startsWith("2 ") && line.endsWith(" appeared"));
    assertThat(expected).anyMatch(line -> line.startsWith("2 ") && line.endsWith(" gone"));
    int step = Math.max(1, all / most);
    for (int moment = 1; moment <= all; moment += step) {
      DataSource database = TestDatabase.copy(prepared);
      assertThat(killedAt(moment, database)).isTrue();
      try (TestReplica replica = replica(database, 0).start()) {
        work(replica);
        assertThat(new StoredFleet(replica.database()).everything())
            .as("killed at moment %s", moment)
            .isEqualTo(expected);
      }
    }
  }

  private TestReplica replica(DataSource database, int killedAt) {
    TestClock clock = new TestClock();
    clock.move(Duration.ofHours(1));
    return new TestReplica(database, directory, clock, BATCH, killedAt);
  }

  private boolean killedAt(int moment, DataSource database) {
    try (TestReplica replica = replica(database, moment)) {
      work(replica.start());
      return false;
    } catch (RuntimeException _) {
      return true;
    }
  }
}
