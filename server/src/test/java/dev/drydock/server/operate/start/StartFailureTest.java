package dev.drydock.server.operate.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.server.DrydockServer;
import dev.drydock.server.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// Servers that cannot start, and what they say about it.
@ExtendWith(OutputCaptureExtension.class)
class StartFailureTest {
  @TempDir Path data;

  @Test
  void databaseThatDoesNotAnswer(CapturedOutput output) {
    assertSays(
        output,
        "The database does not answer (.*): start it, or correct --database-url",
        "--drydock.database.url=postgresql://127.0.0.1:1/drydock");
  }

  @Test
  void userThatTheDatabaseDoesNotKnow(CapturedOutput output) {
    assertSays(
        output,
        "The database refuses the user (.*): correct DRYDOCK_DATABASE_USERNAME and DRYDOCK_DATABASE_PASSWORD",
        "--drydock.database.url=" + TestDatabase.create(),
        "--drydock.database.username=" + TestDatabase.username(),
        "--drydock.database.password=wrong");
    assertThat(output.getAll()).doesNotContain("wrong\"");
  }

  @Test
  void databaseThatIsNotThere(CapturedOutput output) {
    assertSays(
        output,
        "The database is not there (.*): make it with createdb, or correct --database-url",
        database(TestDatabase.create() + "-gone"));
  }

  @Test
  void databaseOfAnotherRelease(CapturedOutput output) {
    String url = TestDatabase.create();
    DriverManagerDataSource source =
        new DriverManagerDataSource(url, TestDatabase.username(), TestDatabase.password());
    Flyway.configure().dataSource(source).load().migrate();
    JdbcClient.create(source)
        .sql("update flyway_schema_history set checksum = checksum + 1 where version = '3'")
        .update();
    assertSays(
        output,
        "The database was made by another release of Drydock: start that one, .*",
        database(url));
  }

  @Test
  void portThatIsInUse(CapturedOutput output) throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertSays(
          output,
          "Port " + taken.getLocalPort() + " is in use: stop the server .*--port",
          with("--server.port=" + taken.getLocalPort(), database(TestDatabase.create())));
    }
  }

  @Test
  void settingThatCannotBeUnderstood(CapturedOutput output) {
    assertSays(
        output,
        "The setting drydock.database.connections? cannot be understood: .*many.*",
        with("--drydock.database.connections=many", database(TestDatabase.create())));
  }

  private static String[] database(String url) {
    return new String[] {
      "--drydock.database.url=" + url,
      "--drydock.database.username=" + TestDatabase.username(),
      "--drydock.database.password=" + TestDatabase.password()
    };
  }

  private static String[] with(String setting, String... settings) {
    List<String> all = new ArrayList<>(List.of(settings));
    all.add(setting);
    return all.toArray(String[]::new);
  }

  private void assertSays(CapturedOutput output, String pattern, String... settings) {
    String[] all =
        with(
            "--drydock.data=" + data,
            with("--drydock.advisories.from=none", with("--spring.jmx.enabled=false", settings)));
    assertThatThrownBy(() -> SpringApplication.run(DrydockServer.class, all))
        .isInstanceOf(RuntimeException.class);
    List<String> said =
        output.getErr().lines().filter(line -> line.startsWith("drydock: ")).toList();
    assertThat(said).singleElement().asString().matches("drydock: " + pattern);
    assertThat(output.getAll()).doesNotContain("\tat ", "APPLICATION FAILED TO START");
  }
}
