package dev.drydock.server.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.server.TestDatabase;
import dev.drydock.server.advisory.AdvisoriesUnusable;
import dev.drydock.server.advisory.Generation;
import dev.drydock.server.advisory.Generations;
import dev.drydock.server.component.StoredSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MonitoringTest {
  @TempDir Path first;
  @TempDir Path second;
  private final TestClock clock = new TestClock();
  private final DataSource database = TestDatabase.source();
  private final TestFeeds feeds = new TestFeeds().npm(1, "left", "2.0.0", TestFeeds.HIGH);

  @BeforeEach
  void firstGeneration() {
    try (TestReplica replica = new TestReplica(database, first, clock)) {
      assertThat(replica.begin(feeds)).isPresent();
      assertThat(replica.begin(feeds)).as("the same once more").isEmpty();
      assertThat(replica.monitor()).isTrue();
      replica.store(new TestBoms().layer().npm("left", "1.0.0").npm("right", "1.0.0").build());
    }
    clock.move(Duration.ofHours(1));
  }

  private Generation update(TestReplica replica, TestFeeds now) {
    Generation generation = replica.begin(now).orElseThrow();
    assertThat(replica.monitor()).isTrue();
    return generation;
  }

  @Test
  void whatComesBackIsSaidToHaveComeBackWhateverClocksSay() {
    try (TestReplica replica = new TestReplica(database, first, clock)) {
      StoredFleet stored = new StoredFleet(replica.database());
      update(replica, feeds.without("npm", 1));
      clock.move(Duration.ofDays(-3)); // somebody set the clock
      Generation back = update(replica, feeds.npm(1, "left", "2.0.0", TestFeeds.HIGH));
      assertThat(stored.changes(back.id()))
          .containsExactly("pkg:npm/left@1.0.0 CVE-2026-10001 came_back");
      String form = "pkg:npm/left@1.0.0 CVE-2026-10001 high attend affected [2.0.0]";
      assertThat(stored.periods())
          .containsExactly(
              form
                  + " since 2026-03-01T00:00:00Z appeared 2026-03-01T00:00:00Z until 2026-03-01T01:00:00Z",
              form + " since 2026-03-01T01:00:00.000001Z appeared 2026-03-01T01:00:00.000001Z");
    }
  }

  @Test
  void withoutTheGenerationBeforeAllIsMatchedAgain() throws IOException {
    try (TestReplica replica = new TestReplica(database, first, clock)) {
      Generation generation =
          replica.begin(feeds.npm(2, "right", null, TestFeeds.LOW)).orElseThrow();
      replica
          .database()
          .sql("delete from advisory_part where generation_id < ?")
          .param(generation.id())
          .update();
    }
    try (TestReplica other = new TestReplica(database, second, clock)) {
      assertThat(other.monitor()).isTrue();
      assertThat(new StoredFleet(other.database()).changes(2))
          .containsExactly("pkg:npm/right@1.0.0 CVE-2026-10002 appeared");
    }
    assertThat(second.resolve("advisories/generations").toFile().list()).hasSize(1);
  }

  @Test
  void aReplicaThatIsBehindGetsTheNewestBeforeItStores() {
    try (TestReplica ahead = new TestReplica(database, first, clock);
        TestReplica behind = new TestReplica(database, second, clock)) {
      assertThat(behind.advisories().newest().orElseThrow().id()).isEqualTo(1);
      ahead.begin(feeds.npm(2, "other", null, TestFeeds.LOW));
      behind.store(new TestBoms().layer().npm("other", "1.0.0").build());
      assertThat(behind.advisories().newest().orElseThrow().id()).isEqualTo(2);
      assertThat(new StoredFleet(behind.database()).periods())
          .anyMatch(line -> line.startsWith("pkg:npm/other@1.0.0 CVE-2026-10002"));
    }
  }

  @Test
  void whereAdvisoriesAreDamagedNothingIsStored() {
    try (TestReplica ahead = new TestReplica(database, first, clock);
        TestReplica behind = new TestReplica(database, second, clock)) {
      ahead.begin(feeds.npm(2, "other", null, TestFeeds.LOW));
      ahead
          .database()
          .sql(
              "update advisory_part set content = set_byte(content, 500, 255 - get_byte(content, 500))")
          .update();
      assertThatThrownBy(() -> behind.store(new TestBoms().layer().npm("other", "1.0.0").build()))
          .isInstanceOf(AdvisoriesUnusable.class)
          .hasMessageContaining("damaged");
      assertThat(new StoredFleet(behind.database()).periods()).hasSize(1);
      // the replica that began it has the file
      ahead.store(new TestBoms().layer().npm("other", "1.0.0").build());
      assertThat(new StoredFleet(behind.database()).periods()).hasSize(2);
    }
  }

  @Test
  void aDamagedIndexDoesNotBegin() throws IOException {
    Path damaged = feeds.npm(2, "right", null, TestFeeds.LOW).compile(first, clock.instant());
    byte[] bytes = Files.readAllBytes(damaged);
    bytes[bytes.length - 3] ^= 1;
    Files.write(damaged, bytes);
    try (TestReplica replica = new TestReplica(database, first, clock)) {
      assertThatThrownBy(() -> replica.bean(Generations.class).begin(damaged))
          .isInstanceOf(IOException.class);
      assertThat(replica.bean(Generations.class).newest().orElseThrow().id()).isEqualTo(1);
      assertThat(replica.advisories().newest().orElseThrow().id()).isEqualTo(1);
    }
  }

  @Test
  void onlyOneGenerationIsUnderWay() {
    try (TestReplica replica = new TestReplica(database, first, clock)) {
      assertThat(replica.begin(feeds.npm(2, "right", null, TestFeeds.LOW))).isPresent();
      assertThat(replica.begin(feeds.npm(3, "right", null, TestFeeds.LOW))).isEmpty();
      assertThat(replica.monitor()).isTrue();
      assertThat(replica.begin(feeds)).isPresent();
    }
  }

  @Test
  void filesOfTwoGenerationsAreKept() throws IOException {
    try (TestReplica replica = new TestReplica(database, first, clock)) {
      for (int i = 2; i < 6; i++) {
        update(replica, feeds.npm(i, "right", null, TestFeeds.LOW));
      }
      assertThat(
              replica
                  .database()
                  .sql("select distinct generation_id from advisory_part order by 1")
                  .query(Integer.class)
                  .list())
          .containsExactly(4, 5);
      assertThat(first.resolve("advisories/generations").toFile().list()).hasSize(2);
    }
  }

  @Test
  void whatNoImageNeedsIsRemovedAndStoredAnewWhenItComesAgain() {
    try (TestReplica replica = new TestReplica(database, first, clock)) {
      StoredFleet stored = new StoredFleet(replica.database());
      var bom = new TestBoms().layer().npm("left", "1.0.0").npm("right", "1.0.0").build();
      List<StoredSet> before = replica.store(bom);
      update(replica, feeds.npm(1, "left", "3.0.0", TestFeeds.CRITICAL));
      assertThat(stored.periods()).hasSize(2);
      assertThat(replica.removeOld())
          .isEqualTo(Map.of("sets", before.size(), "components", 2, "findings", 0));
      assertThat(replica.removeOld()).isEqualTo(Map.of("sets", 0, "components", 0, "findings", 0));
      assertThat(stored.periods()).isEmpty();
      List<StoredSet> after = replica.store(bom);
      assertThat(after).doesNotContainAnyElementsOf(before);
      assertThat(stored.members(List.of(after.getFirst().id())))
          .containsExactly("pkg:npm/left@1.0.0", "pkg:npm/right@1.0.0");
      assertThat(stored.periods()).hasSize(1);
      assertThat(stored.wrongSummaries()).isEmpty();
    }
  }

  @Test
  void twoReplicasAtOnceAndUploadsMeanwhileComeToTheSame() throws Exception {
    RandomFleet world = new RandomFleet(new Random(7));
    ExpectedFleet expected = new ExpectedFleet();
    try (TestReplica one = new TestReplica(database, first, clock);
        TestReplica other = new TestReplica(database, second, clock);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      StoredFleet stored = new StoredFleet(one.database());
      for (int round = 0; round < 6; round++) {
        world.edit(feeds);
        clock.move(Duration.ofHours(1));
        List<Future<?>> running = new ArrayList<>();
        running.add(threads.submit(() -> one.begin(feeds)));
        for (int i = 0; i < 8; i++) {
          var image = world.image();
          expected.images().add(image);
          TestReplica replica = i % 2 == 0 ? one : other;
          running.add(threads.submit(() -> replica.store(image)));
          running.add(threads.submit(replica::monitor));
        }
        for (Future<?> each : running) {
          each.get();
        }
        one.monitor();
        assertThat(one.bean(Generations.class).underWay()).isEmpty();
        assertThat(open(stored))
            .isEqualTo(expected.open(one.advisories().newest().orElseThrow().index()));
        assertThat(stored.wrongSummaries()).isEmpty();
      }
    }
  }

  /// Without times, and without the image of [#firstGeneration].
  private static TreeSet<String> open(StoredFleet stored) {
    TreeSet<String> lines = new TreeSet<>();
    for (String line : stored.periods()) {
      if (!line.contains(" until ") && !line.contains("/left@") && !line.contains("/right@")) {
        lines.add(line.substring(0, line.indexOf(" since ")));
      }
    }
    return lines;
  }
}
