package dev.drydock.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// A server is killed at random moments, and its clock is an hour wrong, to either side, when it
/// comes back: nothing is lost or doubled, and nothing rests until the clock has caught up.
///
/// Instead of the clock, everything that the database dates is moved: that is the same to whoever
/// compares the two.
class MovedClockTest {
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path directory;

  @Test
  void comesToTheSameAsOneWhoseClockWasRight() throws Exception {
    TestedDatabase database = TestedDatabase.create();
    Jumps jumps =
        new Jumps(
            JdbcClient.create(
                new DriverManagerDataSource(
                    database.url(), database.username(), database.password())));
    Tally tally = Faults.assertSameAsCalm(directory.resolve("moved-clock"), database, 1, jumps);
    assertThat(tally.disturbances()).isEqualTo(Faults.times());
  }

  /// Back and forth in turn, back first: that is where something could wait for an hour.
  private static final class Jumps implements Disturbance {
    private final JdbcClient database;
    private int count;

    Jumps(JdbcClient database) {
      this.database = database;
    }

    @Override
    public void happen(List<ServerProcess> servers, Random random)
        throws IOException, InterruptedException {
      for (ServerProcess server : servers) {
        server.kill();
      }
      int hours = count++ % 2 == 0 ? 1 : -1;
      for (Column column : columns()) {
        database
            .sql(
                "update \"%1$s\" set \"%2$s\" = \"%2$s\" + interval '%3$d hours' where \"%2$s\" is not null"
                    .formatted(column.table(), column.name(), hours))
            .update();
      }
      for (ServerProcess server : servers) {
        server.launch();
        server.awaitReady();
      }
    }

    private record Column(String table, String name) {}

    /// All but what may only be appended to, and what the migrations keep.
    private List<Column> columns() {
      return database
          .sql(
              """
              select c.table_name, c.column_name from information_schema.columns c
                join information_schema.tables t on t.table_name = c.table_name and t.table_schema = c.table_schema
              where c.table_schema = 'public' and c.data_type = 'timestamp with time zone' and t.table_type = 'BASE TABLE'
                and c.table_name not like 'audit%' and c.table_name not like 'flyway%'
              """)
          .query((row, _) -> new Column(row.getString(1), row.getString(2)))
          .list();
    }
  }
}
