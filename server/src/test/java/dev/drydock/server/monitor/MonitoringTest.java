package dev.drydock.server.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.server.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

class MonitoringTest {
  @TempDir Path directory;
  private TestReplica replica;

  @BeforeEach
  void start() {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(TestDatabase.create());
    database.setUser(TestDatabase.username());
    database.setPassword(TestDatabase.password());
    replica = new TestReplica(database, directory, Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    replica.close();
  }

  @Test
  void aFindingHasALife() {
    TestFeeds feeds = new TestFeeds().npm(1, "left", "2.0.0", TestFeeds.HIGH);
    assertThat(replica.begin(feeds)).isPresent();
    assertThat(replica.monitor()).isTrue();
    replica.store(new TestBoms().layer().npm("left", "1.0.0").npm("right", "1.0.0").build());
    System.out.println(replica.database().sql("select * from component_finding").query().listOfRows());
    System.out.println(replica.database().sql("select * from set_summary").query().listOfRows());
    replica.begin(feeds.exploited(1, true));
    replica.monitor();
    replica.begin(feeds.without("npm", 1).npm(2, "right", null, TestFeeds.LOW));
    replica.monitor();
    System.out.println(replica.database().sql("select * from component_finding").query().listOfRows());
    System.out.println(replica.database().sql("select * from finding_change").query().listOfRows());
    System.out.println(replica.database().sql("select * from set_summary").query().listOfRows());
    System.out.println(replica.database().sql("select * from advisory_generation").query().listOfRows());
    assertThat(List.of(1)).isEmpty();
  }
}
