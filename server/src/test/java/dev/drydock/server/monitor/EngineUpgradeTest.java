package dev.drydock.server.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.server.TestDatabase;
import dev.drydock.server.advisory.AdvisoriesUnusable;
import dev.drydock.server.advisory.Generation;
import dev.drydock.server.advisory.Generations;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An engine that matches by newer rules comes to a fleet that an older one has matched.
class EngineUpgradeTest {
  private static final int MOMENTS = 15;
  private static final String RAISED = "pkg:npm/left@1.0.0 CVE-2026-10001 raised";

  @TempDir Path first;
  @TempDir Path second;
  private final TestClock clock = new TestClock();
  private final DataSource database = TestDatabase.source();
  private final TestFeeds feeds =
      new TestFeeds()
          .npm(1, "left", "2.0.0", TestFeeds.HIGH)
          .npm(2, "right", null, TestFeeds.CRITICAL);

  /// The older engine took one finding for a low one.
  @BeforeEach
  void matchedByAnOlderEngine() {
    try (TestReplica replica = replica(database, first, 1, 0)) {
      assertThat(replica.begin(feeds)).isPresent();
      assertThat(replica.monitor()).isTrue();
      replica.store(
          new TestBoms()
              .layer()
              .npm("left", "1.0.0")
              .npm("right", "1.0.0")
              .npm("other", "1.0.0")
              .npm("another", "1.0.0")
              .build());
      replica
          .database()
          .sql(
              """
              update component_finding set severity = 3, priority = 2
              where severity = 1 and component_id = (select id from component where name = 'left');
              update set_summary set high = 0, attend = 0, track = track + 1;
              """)
          .update();
      assertThat(new StoredFleet(replica.database()).wrongSummaries()).isEmpty();
    }
    clock.move(Duration.ofHours(1));
  }

  private TestReplica replica(DataSource source, Path data, int rules, int killedAt) {
    return new TestReplica(source, data, clock, 2, killedAt).rules(rules).start();
  }

  private static List<Integer> rules(TestReplica replica) {
    return replica
        .database()
        .sql("select rules from advisory_generation order by id")
        .query((row, _) -> row.getInt("rules"))
        .list();
  }

  @Test
  void everythingIsMatchedAgainOnceWithTheSameAdvisories() {
    try (TestReplica newer = replica(database, first, 2, 0);
        TestReplica another = replica(database, second, 2, 0)) {
      StoredFleet stored = new StoredFleet(newer.database());
      assertThat(newer.monitor()).isTrue();
      assertThat(stored.changes(2)).containsExactly(RAISED);
      assertThat(stored.wrongSummaries()).isEmpty();
      assertThat(newer.monitor()).isFalse();
      assertThat(another.monitor()).isFalse();
      assertThat(rules(newer)).containsExactly(1, 2);
      assertThat(another.advisories().newest().orElseThrow().id()).isEqualTo(2);
    }
  }

  @Test
  void anOlderReplicaLeavesAllToTheNewerOneAndNeverGoesBack() {
    try (TestReplica newer = replica(database, first, 2, 0);
        TestReplica older = replica(database, second, 1, 0)) {
      assertThat(newer.monitor()).isTrue();
      assertThat(older.monitor()).isFalse();
      Generation begun = older.begin(feeds.npm(3, "other", "3.0.0", TestFeeds.LOW)).orElseThrow();
      assertThat(begun.rules()).isEqualTo(2);
      assertThat(older.monitor()).isFalse();
      assertThat(older.bean(Generations.class).underWay()).isPresent();
      assertThatThrownBy(() -> older.store(new TestBoms().layer().npm("fresh", "1.0.0").build()))
          .isInstanceOf(AdvisoriesUnusable.class)
          .hasMessageContaining("upgrade this replica");
      // what is known already needs no matching
      older.store(new TestBoms().layer().npm("left", "1.0.0").npm("other", "1.0.0").build());
      assertThat(newer.monitor()).isTrue();
      assertThat(new StoredFleet(newer.database()).changes(3))
          .containsExactly("pkg:npm/other@1.0.0 CVE-2026-10003 appeared");
      assertThat(older.monitor()).isFalse();
      assertThat(rules(newer)).containsExactly(1, 2, 2);
    }
  }

  @Test
  void whatAnOlderReplicaHasUnderWayIsMatchedFirst() {
    try (TestReplica older = replica(database, second, 1, 0);
        TestReplica newer = replica(database, first, 2, 0)) {
      older.begin(feeds.npm(3, "other", "3.0.0", TestFeeds.LOW));
      assertThat(newer.monitor()).isTrue();
      assertThat(older.monitor()).isFalse();
      assertThat(newer.monitor()).isTrue();
      assertThat(rules(newer)).containsExactly(1, 1, 2);
      StoredFleet stored = new StoredFleet(newer.database());
      assertThat(stored.changes(3)).containsExactly(RAISED);
      assertThat(stored.wrongSummaries()).isEmpty();
    }
  }

  @Test
  void replicasThatRaceBeginItOnce() throws Exception {
    try (TestReplica one = replica(database, first, 2, 0);
        TestReplica two = replica(database, second, 2, 0);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Boolean>> runs =
          List.of(one::monitor, two::monitor, one::monitor, two::monitor);
      for (Future<Boolean> run : threads.invokeAll(runs)) {
        run.get();
      }
      one.monitor();
      assertThat(rules(one)).containsExactly(1, 2);
      assertThat(new StoredFleet(one.database()).changes(2)).containsExactly(RAISED);
      assertThat(new StoredFleet(one.database()).wrongSummaries()).isEmpty();
    }
  }

  @Test
  void killedAtAnyMomentItComesToTheSame() {
    int all;
    TreeSet<String> expected;
    try (TestReplica replica = replica(TestDatabase.copy(database), first, 2, 0)) {
      assertThat(replica.monitor()).isTrue();
      all = replica.moments();
      expected = new StoredFleet(replica.database()).everything();
    }
    assertThat(expected).anyMatch(line -> line.startsWith("2 ") && line.endsWith(" raised"));
    for (int moment = 1; moment <= all; moment += Math.max(1, all / MOMENTS)) {
      DataSource copy = TestDatabase.copy(database);
      assertThat(isKilled(moment, copy)).isTrue();
      try (TestReplica replica = replica(copy, first, 2, 0)) {
        replica.monitor();
        assertThat(new StoredFleet(replica.database()).everything())
            .as("killed at moment %s", moment)
            .isEqualTo(expected);
      }
    }
  }

  private boolean isKilled(int moment, DataSource source) {
    TestReplica replica = new TestReplica(source, first, clock, 2, moment).rules(2);
    try (replica) {
      replica.start().monitor();
      return false;
    } catch (RuntimeException _) {
      return true;
    }
  }
}
