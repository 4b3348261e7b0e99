package dev.drydock.server.advisory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.server.TestDatabase;
import dev.drydock.server.monitor.TestClock;
import dev.drydock.server.monitor.TestFeeds;
import dev.drydock.server.monitor.TestReplica;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A feed that was cut short ends no findings, until somebody says that it is right.
class HeldBackAdvisoriesTest {
  private static final int WHOLE = 1200;

  @TempDir Path data;
  @TempDir Path places;
  private final TestClock clock = new TestClock();
  private final DataSource database = TestDatabase.source();

  private TestReplica replica(Path from) {
    return new TestReplica(database, data, clock, 10, 0).advisoriesFrom(from.toString()).start();
  }

  /// A directory of feeds with so many records of npm besides the one that is always there.
  private Path feeds(String name, int npm) throws IOException {
    Path directory = places.resolve(name);
    if (Files.exists(directory)) {
      try (Stream<Path> all = Files.walk(directory)) {
        for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(one);
        }
      }
    }
    Files.createDirectories(directory);
    TestFeeds feeds = new TestFeeds();
    for (int i = 1; i <= npm; i++) {
      feeds.npm(i, "left" + i, "2.0.0", TestFeeds.LOW);
    }
    feeds.write(directory);
    return directory;
  }

  private static int generation(TestReplica replica) {
    return replica.bean(GenerationTable.class).newestId().orElse(0);
  }

  /// Looks once, and carries what begins through the fleet.
  private static int looked(TestReplica replica) throws InterruptedException {
    replica.bean(AdvisoryRefresh.class).run();
    replica.monitor();
    return generation(replica);
  }

  private static void accept(TestReplica replica) {
    replica
        .database()
        .sql("update advisory_refresh set accepted = held_back where held_back is not null")
        .update();
  }

  @Test
  void theOldStaysUntilTheFeedIsWholeAgain() throws Exception {
    try (TestReplica replica = replica(feeds("a", WHOLE))) {
      RefreshCondition condition = replica.bean(RefreshCondition.class);
      HeldBack heldBack = replica.bean(HeldBack.class);
      assertThat(looked(replica)).isEqualTo(1);

      feeds("a", 40);
      assertThat(looked(replica)).isEqualTo(1);
      assertThat(condition.get().failure()).contains("npm has 41 records instead of 1,201.");
      assertThat(condition.get().failingSince()).isEqualTo(clock.instant());
      assertThat(heldBack.heldBack()).isEqualTo(Map.of("npm", 41));
      assertThat(replica.advisories().newest().orElseThrow().index().affecting("npm", "left1200"))
          .hasSize(1);
      assertThat(looked(replica)).as("and again").isEqualTo(1);

      feeds("a", WHOLE + 1);
      assertThat(looked(replica)).isEqualTo(2);
      assertThat(condition.get().failure()).isNull();
      assertThat(heldBack.heldBack()).isEmpty();
    }
  }

  @Test
  void whatIsAcceptedIsTakenOverAndAGreaterLossIsNot() throws Exception {
    try (TestReplica replica = replica(feeds("a", 2000))) {
      HeldBack heldBack = replica.bean(HeldBack.class);
      assertThat(looked(replica)).isEqualTo(1);
      feeds("a", 1500);
      assertThat(looked(replica)).isEqualTo(1);
      accept(replica);

      feeds("a", 1100); // more went while somebody was accepting
      assertThat(looked(replica)).isEqualTo(1);
      assertThat(replica.bean(RefreshCondition.class).get().failure())
          .contains("npm has 1,101 records instead of 1,501.");
      accept(replica);
      assertThat(looked(replica)).isEqualTo(2);
      assertThat(heldBack.accepted()).isEmpty();

      feeds("a", 400); // the acceptance was for that one only
      assertThat(looked(replica)).isEqualTo(2);
    }
  }

  @Test
  void whatIsAcceptedWaitsForTheGenerationThatIsUnderWay() throws Exception {
    try (TestReplica replica = replica(feeds("a", WHOLE))) {
      assertThat(looked(replica)).isEqualTo(1);
      feeds("a", WHOLE + 1);
      replica.bean(AdvisoryRefresh.class).run(); // begins, and is not carried through
      feeds("a", 40);
      replica.bean(AdvisoryRefresh.class).run();
      accept(replica);
      replica.bean(AdvisoryRefresh.class).run();
      assertThat(generation(replica)).isEqualTo(2);
      assertThat(replica.bean(HeldBack.class).accepted()).isEqualTo(Map.of("npm", 41));
      assertThat(replica.monitor()).isTrue();
      assertThat(looked(replica)).isEqualTo(3);
      assertThat(replica.bean(HeldBack.class).accepted()).isEmpty();
    }
  }

  @Test
  void anotherPlaceIsTheOperatorsWord() throws Exception {
    try (TestReplica replica = replica(feeds("a", WHOLE))) {
      assertThat(looked(replica)).isEqualTo(1);
    }
    try (TestReplica replica = replica(feeds("b", 5))) {
      assertThat(looked(replica)).isEqualTo(2);
      assertThat(replica.bean(RefreshCondition.class).get().failure()).isNull();
    }
  }

  @Test
  void ecosystemsThatNobodyWantsAnyMoreAreNoLoss() {
    for (List<String> wanted : List.of(List.<String>of(), List.of("Debian"), List.of("npm"))) {
      try (TestReplica replica =
          new TestReplica(database, data, clock, 10, 0)
              .advisoriesFrom("https://mirror.invalid/")
              .ecosystems(wanted.toArray(String[]::new))
              .start()) {
        Feeds feeds = replica.bean(Feeds.class);
        assertThat(feeds.wants("npm")).isEqualTo(!wanted.equals(List.of("Debian")));
        assertThat(feeds.wants("KEV")).isTrue();
      }
    }
  }
}
