package dev.drydock.server.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.server.TestServer;
import dev.drydock.server.TestServer.Answer;
import dev.drydock.server.access.ApiTokens;
import dev.drydock.server.access.Role;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// An organisation with the team `shop`, its projects `cart` and `till`, and the team `bank` with
/// `ledger`; and people of all roles.
final class TestGate {
  final String organisation;
  final String path;
  final String viewer;
  final String developer;
  final String maintainer;
  final String security;
  private final TestServer server;
  private final JdbcClient database;

  TestGate(TestServer server, JdbcClient database) {
    this.server = server;
    this.database = database;
    this.organisation = server.organisation();
    this.path = "/api/v1/organisations/" + organisation;
    server.team(organisation, "shop");
    server.team(organisation, "bank");
    server.project(organisation, "shop", "cart");
    server.project(organisation, "shop", "till");
    server.project(organisation, "bank", "ledger");
    this.viewer = person(Role.VIEWER, "shop");
    this.developer = person(Role.DEVELOPER, "shop");
    this.maintainer = person(Role.MAINTAINER, "shop");
    this.security = person(Role.SECURITY, null);
  }

  /// @param team `null` for all of the organisation
  String person(Role role, @Nullable String team) {
    String token = server.token(role, organisation, team);
    database
        .sql(
            "update account set kind = 'local' where id = (select account_id from api_token where secret_digest = ?)")
        .param(ApiTokens.digest(token))
        .update();
    return token;
  }

  String service(Role role, @Nullable String team) {
    return server.token(role, organisation, team);
  }

  /// The name of the account of a token.
  String name(String token) {
    return database
        .sql(
            "select a.name from account a join api_token t on t.account_id = a.id where t.secret_digest = ?")
        .param(ApiTokens.digest(token))
        .query(String.class)
        .single();
  }

  Answer get(String token, String below) {
    return server.send("GET", path + below, token, null);
  }

  Answer post(String token, String below, String body) {
    return server.send("POST", path + below, token, body);
  }

  Answer post(String token, String below, String body, int version) {
    return server.send(
        "POST", path + below, token, body, Map.of("If-Match", "\"" + version + "\""));
  }

  /// @param version that was read
  Answer put(String token, String below, int version, String document) {
    return server.send(
        "PUT",
        path + below,
        token,
        document,
        Map.of("If-Match", "\"" + version + "\"", "Content-Type", "application/yaml"));
  }

  Answer delete(String token, String below, int version) {
    return server.send(
        "DELETE", path + below, token, null, Map.of("If-Match", "\"" + version + "\""));
  }

  /// Writes the first policy of a place.
  void write(String token, String below, String document) {
    Answer answer = put(token, below, 0, document);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
  }

  /// `document:line:column: message` of each problem.
  static List<String> problems(Answer answer) {
    return stream(answer.json().path("problems"))
        .map(
            one ->
                one.path("document").asString()
                    + ":"
                    + one.path("line").asInt()
                    + ":"
                    + one.path("column").asInt()
                    + ": "
                    + one.path("message").asString())
        .toList();
  }

  static List<String> texts(JsonNode list) {
    return stream(list).map(JsonNode::asString).toList();
  }

  static java.util.stream.Stream<JsonNode> stream(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }
}
