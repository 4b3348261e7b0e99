package dev.drydock.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.server.DrydockServer;
import dev.drydock.server.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Starts whole servers on an empty database.
class FirstStartTest {
  private static final String OPERATORS = "chosen-by-the-operator-0123456789abcdef";

  private final HttpClient client = HttpClient.newHttpClient();
  private final String database = TestDatabase.create();

  @TempDir Path directory;

  private ConfigurableApplicationContext start(String data, String... more) {
    List<String> arguments =
        Stream.concat(
                Stream.of(
                    "--drydock.data=" + directory.resolve(data),
                    "--drydock.database.url=" + database,
                    "--drydock.database.username=" + TestDatabase.username(),
                    "--drydock.database.password=" + TestDatabase.password(),
                    "--server.port=0"),
                Stream.of(more))
            .toList();
    return SpringApplication.run(DrydockServer.class, arguments.toArray(String[]::new));
  }

  private int send(ConfigurableApplicationContext server, String method, String path, String token)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(
                    URI.create(
                        "http://127.0.0.1:"
                            + server.getEnvironment().getRequiredProperty("local.server.port")
                            + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("If-Match", "\"1\"")
                .method(
                    method,
                    method.equals("PUT")
                        ? BodyPublishers.ofString(
                            "{\"title\":\"\",\"email\":\"\",\"disabled\":true}")
                        : BodyPublishers.noBody())
                .build(),
            BodyHandlers.ofString());
    return answer.statusCode();
  }

  @Test
  void oneOfSeveralReplicasMakesTheAdmin() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Future<ConfigurableApplicationContext> one = threads.submit(() -> start("one"));
      Future<ConfigurableApplicationContext> two = threads.submit(() -> start("two"));
      try (ConfigurableApplicationContext first = one.get();
          ConfigurableApplicationContext second = two.get()) {
        Path file = written();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .isEqualTo("rw-------");
        assertThat(Files.readString(file)).matches("drydock_[0-9a-f]{64}\n");
        String token = Files.readString(file).strip();
        for (ConfigurableApplicationContext server : List.of(first, second)) {
          assertThat(send(server, "GET", "/api/v1/accounts", token)).isEqualTo(200);
          assertThat(send(server, "GET", "/api/v1/organisations/default", token)).isEqualTo(200);
        }
        aSecondStartMakesNothing(first, file);
        theLastAdminStays(first, token);
        theOperatorsTokenHoldsAsLongAsItsSetting(first, token);
      }
    }
  }

  private Path written() {
    List<Path> files =
        Stream.of("one", "two")
            .map(data -> directory.resolve(data).resolve("admin.token"))
            .filter(Files::exists)
            .toList();
    assertThat(files).hasSize(1);
    return files.getFirst();
  }

  private static void aSecondStartMakesNothing(ConfigurableApplicationContext server, Path file)
      throws IOException {
    Files.delete(file);
    again(server);
    assertThat(file).doesNotExist();
    JdbcClient jdbc = server.getBean(JdbcClient.class);
    for (String table : List.of("account", "organisation", "role_grant", "api_token")) {
      assertThat(jdbc.sql("select count(*) from " + table).query(Long.class).single())
          .as(table)
          .isEqualTo(1);
    }
  }

  private static void again(ConfigurableApplicationContext server) {
    server.getBean(FirstStart.class).run(new DefaultApplicationArguments());
  }

  private void theLastAdminStays(ConfigurableApplicationContext server, String token)
      throws Exception {
    assertThat(send(server, "DELETE", "/api/v1/members/admin", token)).isEqualTo(409);
    assertThat(send(server, "PUT", "/api/v1/accounts/admin", token)).isEqualTo(409);
    assertThat(send(server, "GET", "/api/v1/accounts", token)).isEqualTo(200);
  }

  private void theOperatorsTokenHoldsAsLongAsItsSetting(
      ConfigurableApplicationContext without, String token) throws Exception {
    assertThat(send(without, "GET", "/api/v1/accounts", OPERATORS)).isEqualTo(401);
    JdbcClient jdbc = without.getBean(JdbcClient.class);
    jdbc.sql("update account set disabled = true").update();
    jdbc.sql("delete from role_grant").update();
    try (ConfigurableApplicationContext with =
        start("three", "--drydock.admin.token=" + OPERATORS)) {
      assertThat(directory.resolve("three").resolve("admin.token")).doesNotExist();
      assertThat(send(with, "GET", "/api/v1/accounts", OPERATORS)).isEqualTo(200);
      assertThat(send(without, "GET", "/api/v1/accounts", token)).isEqualTo(200);
      again(with);
      assertThat(send(with, "GET", "/api/v1/accounts", OPERATORS)).isEqualTo(200);
    }
    again(without);
    assertThat(send(without, "GET", "/api/v1/accounts", OPERATORS)).isEqualTo(401);
    assertThat(send(without, "GET", "/api/v1/audit/verification", token)).isEqualTo(200);
    assertThat(
            jdbc.sql(
                    "select content::jsonb ->> 'action' from audit_event where chain = 0 order by number")
                .query(String.class)
                .list())
        .containsExactly(
            "organisation.created",
            "account.created",
            "member.set",
            "token.created",
            "account.restored",
            "token.created",
            "token.revoked");
  }

  @Test
  void aTokenThatCanBeGuessedIsRefused() {
    assertThat(new AdminSettings(" ", "default").token()).isNull();
    assertThat(new AdminSettings(OPERATORS, "default").toString()).doesNotContain(OPERATORS);
    assertThatThrownBy(() -> new AdminSettings("secret", "default"))
        .hasMessageStartingWith("DRYDOCK_ADMIN_TOKEN is too short");
  }
}
