package dev.drydock.server.operate.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.server.DrydockServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The two commands beside a server with a PostgreSQL of its own.
class BackupCommandsTest {
  private static final String MARK =
      "insert into organisation (name, created_at) values ('kept', now())";

  @TempDir Path directory;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @Test
  void copiesAServerThatRunsIntoAnother() throws Exception {
    Path file = directory.resolve("backup.zip");
    try (ConfigurableApplicationContext server = server("one")) {
      server.getBean(JdbcClient.class).sql(MARK).update();
      assertThat(run("backup", file, "one")).isZero();
      assertThat(organisations(server)).isEqualTo(1); // and it still answers
    }
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));

    assertThat(run("restore", file, "two")).isZero();
    assertThat(said()).contains("rows are back");
    try (ConfigurableApplicationContext server = server("two")) {
      assertThat(organisations(server)).isEqualTo(1);
    }
    assertThat(run("restore", file, "two")).isEqualTo(3);
    assertThat(said()).contains("The database is not empty");
  }

  @Test
  void saysWhatIsMissing() {
    BackupCommands commands = commands();
    assertThat(commands.run(new String[] {"backup"})).isEqualTo(2);
    assertThat(commands.run(new String[] {"restore", "--drydock.data=x"})).isEqualTo(2);
    assertThat(said()).contains("say which file: drydock serve backup FILE");
  }

  private int run(String command, Path file, String data) {
    return commands()
        .run(new String[] {command, file.toString(), "--drydock.data=" + directory.resolve(data)});
  }

  private BackupCommands commands() {
    return new BackupCommands(
        new PrintStream(said, true, StandardCharsets.UTF_8), Clock.systemUTC());
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }

  private ConfigurableApplicationContext server(String data) {
    return new SpringApplicationBuilder(DrydockServer.class)
        .run("--server.port=0", "--drydock.data=" + directory.resolve(data));
  }

  private static long organisations(ConfigurableApplicationContext server) {
    return server
        .getBean(JdbcClient.class)
        .sql("select count(*) from organisation where name = 'kept'")
        .query(Long.class)
        .single();
  }
}
