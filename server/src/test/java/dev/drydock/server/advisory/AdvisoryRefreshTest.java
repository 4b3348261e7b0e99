package dev.drydock.server.advisory;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.drydock.server.TestDatabase;
import dev.drydock.server.advisory.RefreshCondition.Condition;
import dev.drydock.server.monitor.TestClock;
import dev.drydock.server.monitor.TestFeeds;
import dev.drydock.server.monitor.TestReplica;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How advisories get to the server, and what stays where they do not.
class AdvisoryRefreshTest {
  @TempDir Path data;
  @TempDir Path feeds;
  private final TestClock clock = new TestClock();
  private final DataSource database = TestDatabase.source();
  private final TestFeeds known = new TestFeeds().npm(1, "left", "2.0.0", TestFeeds.HIGH);

  private TestReplica replica(String from) {
    return new TestReplica(database, data, clock, 10, 0).advisoriesFrom(from).start();
  }

  private static List<Integer> generations(TestReplica replica) {
    return replica.bean(GenerationTable.class).newest(10).stream().map(Generation::id).toList();
  }

  private void putSnapshot(Instant builtAt) throws IOException {
    Path snapshot = data.resolve("advisories/snapshot.idx");
    Files.createDirectories(snapshot.resolveSibling("."));
    Files.move(known.compile(data, builtAt), snapshot, StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  void whatComesAlongIsTheFirstGenerationAndANewerOneTheNext() throws IOException {
    putSnapshot(clock.instant());
    try (TestReplica replica = replica("none")) {
      assertThat(generations(replica)).containsExactly(1);
      assertThat(replica.monitor()).isTrue();
    }
    try (TestReplica replica = replica("none")) {
      assertThat(generations(replica)).containsExactly(1);
    }
    putSnapshot(clock.instant().minus(Duration.ofDays(1)));
    try (TestReplica replica = replica("none")) {
      assertThat(generations(replica)).as("an older one").containsExactly(1);
    }
    putSnapshot(clock.instant().plus(Duration.ofDays(1)));
    try (TestReplica replica = replica("none")) {
      assertThat(generations(replica)).containsExactly(2, 1);
    }
  }

  @Test
  void aDirectoryIsReadAgainWhereItChangedAndTheOldStaysWhereItIsDamaged() throws Exception {
    known.write(feeds);
    try (TestReplica replica = replica(feeds.toString())) {
      AdvisoryRefresh refresh = replica.bean(AdvisoryRefresh.class);
      RefreshCondition condition = replica.bean(RefreshCondition.class);
      refresh.run();
      refresh.run();
      assertThat(generations(replica)).containsExactly(1);
      assertThat(replica.monitor()).isTrue();
      Instant first = clock.instant();
      assertThat(condition.get()).isEqualTo(new Condition(first, first, null, null));

      Path kev = feeds.resolve("kev/known_exploited_vulnerabilities.json");
      Files.writeString(kev, "{\"vulnerabilities\":[");
      clock.move(Duration.ofHours(1));
      Instant second = clock.instant();
      refresh.run();
      clock.move(Duration.ofHours(1));
      refresh.run();
      Condition failing = condition.get();
      assertThat(failing.attemptedAt()).isEqualTo(clock.instant());
      assertThat(failing.succeededAt()).isEqualTo(first);
      assertThat(failing.failingSince()).isEqualTo(second);
      assertThat(failing.failure()).contains("KEV catalogue");
      assertThat(generations(replica)).containsExactly(1);

      known.exploited(1, true).write(feeds);
      clock.move(Duration.ofHours(1));
      refresh.run();
      Instant last = clock.instant();
      assertThat(condition.get()).isEqualTo(new Condition(last, last, null, null));
      assertThat(generations(replica)).containsExactly(2, 1);
      assertThat(replica.advisories().newest().orElseThrow().index().exploitation(TestFeeds.cve(1)))
          .isPresent();
    }
  }

  @Test
  void aMirrorThatIsDownLeavesWhatIsThere() throws Exception {
    HttpServer mirror =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    mirror.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(503, -1);
          exchange.close();
        });
    mirror.start();
    putSnapshot(clock.instant());
    try (TestReplica replica = replica("http://127.0.0.1:" + mirror.getAddress().getPort() + "/")) {
      replica.bean(AdvisoryRefresh.class).run();
      assertThat(generations(replica)).containsExactly(1);
      assertThat(replica.advisories().newest()).isPresent();
      assertThat(replica.bean(RefreshCondition.class).get().failure())
          .contains("the server answers 503");
    } finally {
      mirror.stop(0);
    }
  }

  @Test
  void withoutAnyAdvisoriesThereIsNoGeneration() throws InterruptedException {
    try (TestReplica replica = replica("none")) {
      replica.bean(AdvisoryRefresh.class).run();
      assertThat(generations(replica)).isEmpty();
      assertThat(replica.advisories().newest()).isEmpty();
      assertThat(replica.bean(RefreshCondition.class).get())
          .isEqualTo(new Condition(null, null, null, null));
    }
  }
}
