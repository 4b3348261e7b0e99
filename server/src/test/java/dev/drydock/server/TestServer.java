package dev.drydock.server;

import dev.drydock.server.access.ApiTokens;
import dev.drydock.server.access.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The server under test: what a client sees of it, and callers of every role.
@TestComponent
public class TestServer {
  private final Environment environment;
  private final JdbcClient database;
  private final Clock clock;
  private final HttpClient client = HttpClient.newHttpClient();
  private final JsonMapper mapper = new JsonMapper();

  TestServer(Environment environment, JdbcClient database, Clock clock) {
    this.environment = environment;
    this.database = database;
    this.clock = clock;
  }

  static final class Settings
      implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
      try {
        TestPropertyValues.of(
                Map.of(
                    "drydock.data", Files.createTempDirectory("drydock-server").toString(),
                    "drydock.limits.address-requests-at-once",
                        "100000", // all tests are one address
                    "drydock.database.url", TestDatabase.create(),
                    "drydock.database.username", TestDatabase.username(),
                    "drydock.database.password", TestDatabase.password()))
            .applyTo(context);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// @param body of JSON; `null` where there was none
  public record Answer(int status, @Nullable JsonNode body, HttpResponse<String> response) {
    /// The body of an answer that has one.
    public JsonNode json() {
      if (body == null) {
        throw new AssertionError("an answer without a body: " + status);
      }
      return body;
    }
  }

  public URI address(String path) {
    return URI.create(
        "http://127.0.0.1:" + environment.getRequiredProperty("local.server.port") + path);
  }

  /// @param token `null` for nobody
  /// @param body `null` for none
  public Answer send(String method, String path, @Nullable String token, @Nullable String body) {
    return send(method, path, token, body, Map.of());
  }

  public Answer send(
      String method,
      String path,
      @Nullable String token,
      @Nullable String body,
      Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address(path))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (body != null && !headers.containsKey("Content-Type")) {
      request.header("Content-Type", "application/json");
    }
    headers.forEach(request::header);
    try {
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      String type = response.headers().firstValue("Content-Type").orElse("");
      return new Answer(
          response.statusCode(),
          type.contains("json") && !type.contains("ndjson")
              ? mapper.readTree(response.body())
              : null,
          response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// A new organisation.
  ///
  /// @return its name
  public String organisation() {
    String name = "org-" + UUID.randomUUID();
    database
        .sql("insert into organisation (name, created_at) values (?, ?)")
        .params(name, java.sql.Timestamp.from(clock.instant()))
        .update();
    return name;
  }

  public void team(String organisation, String team) {
    database
        .sql(
            "insert into team (organisation_id, name, created_at) select id, ?, ? from organisation where name = ?")
        .params(team, java.sql.Timestamp.from(clock.instant()), organisation)
        .update();
  }

  public void project(String organisation, String team, String project) {
    database
        .sql(
            """
            insert into project (organisation_id, team_id, name, created_at)
            select t.organisation_id, t.id, ?, ? from team t join organisation o on o.id = t.organisation_id
            where o.name = ? and t.name = ?
            """)
        .params(project, java.sql.Timestamp.from(clock.instant()), organisation, team)
        .update();
  }

  /// A token of an account of its own, which has the same role in the same place.
  ///
  /// @param organisation `null` for all
  /// @param team `null` for all of the organisation
  /// @return the secret
  public String token(Role role, @Nullable String organisation, @Nullable String team) {
    String secret = ApiTokens.PREFIX + UUID.randomUUID();
    java.sql.Timestamp now = java.sql.Timestamp.from(clock.instant());
    int account =
        database
            .sql(
                "insert into account (name, kind, created_at) values (?, 'service', ?) returning id")
            .params("test-" + UUID.randomUUID(), now)
            .query(Integer.class)
            .single();
    database
        .sql(
            """
            insert into role_grant (account_id, organisation_id, team_id, role)
            values (:account, (select id from organisation where name = :organisation),
              (select t.id from team t join organisation o on o.id = t.organisation_id
               where o.name = :organisation and t.name = :team), :role)
            """)
        .param("account", account)
        .param("organisation", organisation)
        .param("team", team)
        .param("role", role.word())
        .update();
    database
        .sql(
            """
            insert into api_token (account_id, name, secret_digest, organisation_id, team_id, role, created_at)
            values (:account, 'test', :digest, (select id from organisation where name = :organisation),
              (select t.id from team t join organisation o on o.id = t.organisation_id
               where o.name = :organisation and t.name = :team), :role, :now)
            """)
        .param("account", account)
        .param("digest", ApiTokens.digest(secret))
        .param("organisation", organisation)
        .param("team", team)
        .param("role", role.word())
        .param("now", now)
        .update();
    return secret;
  }
}
