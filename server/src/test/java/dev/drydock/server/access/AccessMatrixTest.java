package dev.drydock.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.server.ServerTest;
import dev.drydock.server.TestServer;
import dev.drydock.server.TestServer.Answer;
import dev.drydock.server.access.AccessFixture.Asker;
import dev.drydock.server.access.AccessFixture.Held;
import dev.drydock.server.access.DocumentedRule.Where;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// Holds what the server does against what docs/server-access.md promises: every endpoint that the
/// API's description has, asked by every role in every place. An endpoint that is in one of
/// description, matrix and document and not in the others fails here.
@ServerTest
class AccessMatrixTest {
  private static final int AT_ONCE = 8;
  private static final Set<HttpMethod> METHODS =
      Set.of(HttpMethod.GET, HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);

  @Autowired TestServer server;
  @Autowired JdbcClient database;

  @Test
  void descriptionMatrixAndDocumentNameTheSameEndpoints() throws Exception {
    Set<String> described = described();
    Set<String> ruled =
        AccessMatrix.rules().stream()
            .map(rule -> rule.method() + " " + rule.path())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(ruled).hasSameSizeAs(AccessMatrix.rules());
    Set<String> undescribed = new TreeSet<>(ruled);
    undescribed.removeIf(
        endpoint -> !endpoint.contains(" /actuator/") && !endpoint.equals("GET /api/v1/openapi"));
    described.addAll(undescribed);
    assertThat(ruled)
        .as("AccessMatrix (actual) and the endpoints that controllers have")
        .isEqualTo(described);
    List<String> documented =
        DocumentedRule.all().stream().map(DocumentedRule::endpoint).sorted().toList();
    assertThat(documented)
        .as("the matrix in docs/server-access.md (actual) and AccessMatrix")
        .isEqualTo(List.copyOf(ruled));
  }

  private Set<String> described() {
    String token = server.token(Role.VIEWER, server.organisation(), null);
    JsonNode paths = server.send("GET", "/api/v1/openapi", token, null).json().get("paths");
    Set<String> described = new TreeSet<>();
    paths
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .propertyNames()
                    .forEach(
                        method ->
                            described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
    return described;
  }

  @Test
  void everyRoleMayEverywhereWhatTheDocumentSays() throws Exception {
    AccessFixture fixture = new AccessFixture(server, database);
    List<Asker> askers = fixture.askers();
    List<Future<List<String>>> work = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      for (DocumentedRule rule : DocumentedRule.all()) {
        work.add(threads.submit(() -> differences(fixture, rule, askers)));
      }
      for (Future<List<String>> done : work) {
        wrong.addAll(done.get());
      }
    }
    assertThat(wrong).as("answers that differ from docs/server-access.md").isEmpty();
    assertThat(fixture.intact()).as("no request here was to change anything").isTrue();
    assertThat(askers).hasSize(4 + 5 * 5 + 2);
  }

  private List<String> differences(AccessFixture fixture, DocumentedRule rule, List<Asker> askers) {
    List<String> wrong = new ArrayList<>();
    for (Asker asker : askers) {
      Answer answer = server.send(rule.method(), fixture.path(rule.path()), asker.token(), null);
      String expected = expected(rule, asker);
      String actual = actual(answer);
      if (!actual.equals(expected)) {
        wrong.add(
            "%s by %s: %s instead of %s (%s)"
                .formatted(
                    rule.endpoint(), asker.name(), actual, expected, answer.response().body()));
      }
    }
    return wrong;
  }

  /// What becomes of a request once the matrix has let it pass is not of interest here, as long as
  /// nothing breaks: it has no body and names things that do not exist.
  private static String actual(Answer answer) {
    if (answer.status() == 401) {
      return "401";
    }
    String detail = answer.body() == null ? "" : answer.body().path("detail").asString("");
    for (Refusal refusal : Refusal.values()) {
      if (detail.equals(refusal.detail())) {
        return Integer.toString(answer.status());
      }
    }
    return answer.status() >= 500 && answer.status() != 503 ? "broken" : "allowed";
  }

  private static String expected(DocumentedRule rule, Asker asker) {
    Held held = asker.held();
    if (rule.where() == Where.ANYBODY) {
      return "allowed";
    }
    if (held == Held.NOTHING) {
      return "401";
    }
    return switch (rule.where()) {
      case ANYBODY, SIGNED_IN -> "allowed";
      case MEMBER -> held == Held.OTHER_ORGANISATION ? "404" : "allowed";
      case SERVER -> enough(rule, asker) && held == Held.SERVER ? "allowed" : "403";
      case ORGANISATION -> {
        boolean reaches = held == Held.SERVER || held == Held.ORGANISATION;
        yield reaches && enough(rule, asker)
            ? "allowed"
            : held == Held.OTHER_ORGANISATION ? "404" : "403";
      }
      case TEAM -> team(rule, asker);
    };
  }

  private static String team(DocumentedRule rule, Asker asker) {
    boolean reaches =
        switch (asker.held()) {
          case SERVER, ORGANISATION, TEAM -> true;
          case PROJECT -> rule.hidden();
          case OTHER_TEAM, OTHER_PROJECT, OTHER_ORGANISATION, NOTHING -> false;
        };
    if (reaches) {
      return enough(rule, asker) ? "allowed" : "403";
    }
    return rule.hidden() || asker.held() == Held.OTHER_ORGANISATION ? "404" : "403";
  }

  private static boolean enough(DocumentedRule rule, Asker asker) {
    Role needed = rule.role();
    return needed == null || (asker.role() != null && asker.role().ordinal() >= needed.ordinal());
  }

  @Test
  void methodsThatAnAddressDoesNotHaveAreRefused() throws Exception {
    AccessFixture fixture = new AccessFixture(server, database);
    String root = server.token(Role.ADMIN, null, null);
    Set<String> known =
        DocumentedRule.all().stream().map(DocumentedRule::endpoint).collect(Collectors.toSet());
    Stream<String> paths = DocumentedRule.all().stream().map(DocumentedRule::path).distinct();
    paths.forEach(
        path -> {
          for (HttpMethod method : METHODS) {
            if (!known.contains(method + " " + path)) {
              String what = method + " " + path;
              Answer answer = server.send(method.name(), fixture.path(path), root, null);
              assertThat(answer.status()).as(what).isEqualTo(405);
              Answer nobody = server.send(method.name(), fixture.path(path), null, null);
              assertThat(nobody.status()).as(what).isEqualTo(401);
            }
          }
        });
  }

  @Test
  void whatDoesNotExistIsAnsweredAsWhatIsHidden() {
    AccessFixture fixture = new AccessFixture(server, database);
    String stranger = server.token(Role.ADMIN, server.organisation(), null);
    for (String path :
        List.of(
            "/api/v1/organisations/{organisation}",
            "/api/v1/organisations/{organisation}/teams/{team}",
            "/api/v1/organisations/{organisation}/projects/{project}")) {
      Answer hidden = server.send("GET", fixture.path(path), stranger, null);
      Answer missing =
          server.send("GET", fixture.path(path.replace("{organisation}", "none")), stranger, null);
      assertThat(hidden.status()).isEqualTo(404);
      assertThat(missing.status()).isEqualTo(404);
      assertThat(hidden.json().get("detail")).isEqualTo(missing.json().get("detail"));
      assertThat(hidden.json().propertyNames()).isEqualTo(missing.json().propertyNames());
    }
    String otherTeam = fixture.token(Role.ADMIN, Held.OTHER_TEAM);
    Answer hidden =
        server.send(
            "GET",
            fixture.path("/api/v1/organisations/{organisation}/projects/{project}"),
            otherTeam,
            null);
    Answer missing =
        server.send(
            "GET",
            fixture.path("/api/v1/organisations/{organisation}/projects/none"),
            otherTeam,
            null);
    assertThat(hidden.status()).isEqualTo(404);
    assertThat(hidden.json().get("detail")).isEqualTo(missing.json().get("detail"));
  }

  @Test
  void headIsAnsweredAsGetWithoutItsBody() {
    AccessFixture fixture = new AccessFixture(server, database);
    String path = fixture.path("/api/v1/organisations/{organisation}/projects/{project}");
    String own = fixture.token(Role.VIEWER, Held.TEAM);
    String other = fixture.token(Role.VIEWER, Held.OTHER_TEAM);
    assertThat(server.send("HEAD", path, own, null).status()).isEqualTo(200);
    assertThat(server.send("HEAD", path, other, null).response().statusCode()).isEqualTo(404);
    assertThat(server.send("HEAD", path, null, null).response().statusCode()).isEqualTo(401);
  }
}
