package dev.drydock.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
  @TempDir Path directory;
  private @Nullable EmbeddedPostgres running;

  @AfterEach
  void stop() throws IOException {
    if (running != null) {
      running.close();
    }
  }

  @Test
  void keepsItsDataFromOneStartToTheNext() throws Exception {
    running = EmbeddedPostgres.start(directory);
    execute("create table kept (word text)", "insert into kept values ('here')");
    running().close();

    running = EmbeddedPostgres.start(directory);
    assertThat(ask("select word from kept")).isEqualTo("here");
  }

  @Test
  void writesThroughToTheDisk() throws Exception {
    running = EmbeddedPostgres.start(directory);
    assertThat(ask("show fsync")).isEqualTo("on");
    assertThat(ask("show synchronous_commit")).isEqualTo("on");
    assertThat(ask("show data_checksums")).isEqualTo("on");
  }

  @Test
  void letsNobodyInWithoutThePassword() throws Exception {
    running = EmbeddedPostgres.start(directory);
    assertThatThrownBy(
            () -> DriverManager.getConnection(running().url(), running().username(), "guess"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("password authentication failed");
    assertThat(Files.getPosixFilePermissions(directory))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    assertThat(Files.getPosixFilePermissions(directory.resolve("password")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(ask("show listen_addresses")).isEqualTo("127.0.0.1");
  }

  /// A server that was killed leaves its PostgreSQL running: the next one takes the data over.
  @Test
  void takesOverFromOneThatStillRuns() throws Exception {
    EmbeddedPostgres forgotten = EmbeddedPostgres.start(directory);
    running = forgotten;
    execute("create table kept (word text)", "insert into kept values ('committed')");
    try (Connection open = connection();
        Statement statement = open.createStatement()) {
      open.setAutoCommit(false);
      statement.execute("insert into kept values ('not committed')");
      forgotten.abandon();

      running = EmbeddedPostgres.start(directory);
    }
    assertThat(running().url()).isNotEqualTo(forgotten.url());
    assertThat(ask("select string_agg(word, ',') from kept")).isEqualTo("committed");
  }

  @Test
  void recoversAfterAllItsProcessesWereKilled() throws Exception {
    running = EmbeddedPostgres.start(directory);
    execute("create table kept (word text)", "insert into kept values ('committed')");
    long postmaster =
        Long.parseLong(
            Files.readAllLines(directory.resolve("cluster").resolve("postmaster.pid"))
                .getFirst()
                .strip());
    ProcessHandle process = ProcessHandle.of(postmaster).orElseThrow();
    List<ProcessHandle> all = process.descendants().toList();
    process.destroyForcibly();
    all.forEach(ProcessHandle::destroyForcibly);
    process.onExit().join();
    running().abandon();

    running = EmbeddedPostgres.start(directory);
    assertThat(ask("select word from kept")).isEqualTo("committed");
  }

  @Test
  void leavesAServerThatLivesAlone() throws Exception {
    running = EmbeddedPostgres.start(directory);
    assertThatThrownBy(() -> EmbeddedPostgres.start(directory))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Another server that runs has the data in " + directory);
    try (EmbeddedPostgres joined = EmbeddedPostgres.join(directory)) {
      assertThat(joined.url()).isEqualTo(running().url());
      assertThat(joined.password()).isEqualTo(running().password());
    }
    assertThat(ask("select 1")).isEqualTo("1");
  }

  @Test
  void joinsByStartingWhereNoneRuns() throws Exception {
    running = EmbeddedPostgres.join(directory);
    assertThat(ask("select 1")).isEqualTo("1");
  }

  @Test
  void saysWhereToReadWhyItDoesNotStart() throws Exception {
    running = EmbeddedPostgres.start(directory);
    running().close();
    Files.writeString(directory.resolve("cluster").resolve("postgresql.conf"), "no = such_setting");
    assertThatThrownBy(() -> EmbeddedPostgres.start(directory))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("does not start")
        .hasMessageContaining("postgresql.log");
  }

  private EmbeddedPostgres running() {
    return Objects.requireNonNull(running);
  }

  private Connection connection() throws SQLException {
    return DriverManager.getConnection(running().url(), running().username(), running().password());
  }

  private void execute(String... statements) throws SQLException {
    try (Connection connection = connection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private String ask(String sql) throws SQLException {
    try (Connection connection = connection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
