package dev.drydock.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.server.DrydockServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/// The server on a PostgreSQL of the operator's, here Debian's.
class OwnDatabaseTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path directory;
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void outlivesItsDatabase() throws Exception {
    try (InstalledPostgres postgres = InstalledPostgres.start(directory.resolve("postgresql"));
        ConfigurableApplicationContext server = server(postgres)) {
      URI guarded = address(server, "/api/v1/organisations");
      assertThat(ask(guarded).statusCode()).isEqualTo(401);
      assertThat(directory.resolve("data").resolve("database")).doesNotExist();

      postgres.stop();
      HttpResponse<String> away = ask(guarded);
      assertThat(away.statusCode()).isEqualTo(503);
      assertThat(away.headers().firstValue("Retry-After")).isPresent();
      assertThat(away.headers().firstValue("Content-Type")).hasValue("application/problem+json");
      assertThat(away.body()).contains("The database does not answer just now");
      assertThat(health(server, "readiness")).isEqualTo(503);
      assertThat(health(server, "liveness")).isEqualTo(200);

      postgres.start();
      Instant end = Instant.now().plus(PATIENCE);
      int status = 0;
      while (status != 401 && Instant.now().isBefore(end)) {
        status = ask(guarded).statusCode();
        Thread.sleep(100);
      }
      assertThat(status).isEqualTo(401);
      assertThat(health(server, "readiness")).isEqualTo(200);
    }
  }

  private ConfigurableApplicationContext server(InstalledPostgres postgres) throws IOException {
    Path data = Files.createDirectory(directory.resolve("data"));
    return new SpringApplicationBuilder(DrydockServer.class)
        .run(
            "--server.port=0",
            "--drydock.data=" + data,
            "--drydock.database.url=" + postgres.url(),
            "--drydock.database.username=drydock",
            "--drydock.database.password=unused");
  }

  private static URI address(ConfigurableApplicationContext server, String path) {
    String port = server.getEnvironment().getRequiredProperty("local.server.port");
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /// With a token, so that the database is asked.
  private HttpResponse<String> ask(URI address) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(address).header("Authorization", "Bearer drydock_unknown").build(),
        BodyHandlers.ofString());
  }

  private int health(ConfigurableApplicationContext server, String probe)
      throws IOException, InterruptedException {
    URI address = address(server, "/actuator/health/" + probe);
    return client
        .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
        .statusCode();
  }
}
