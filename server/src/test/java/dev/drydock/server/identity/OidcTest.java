package dev.drydock.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.server.ServerTest;
import dev.drydock.server.TestServer;
import dev.drydock.server.TestServer.Answer;
import dev.drydock.server.access.Role;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/// Signs in at a real identity provider, as a browser does.
@ServerTest
class OidcTest {
  private static final MockOAuth2Server PROVIDER = new MockOAuth2Server();
  private static final String CALLBACK = "/api/v1/oidc/keycloak/callback";

  @Autowired TestServer server;
  @Autowired JdbcClient database;

  private final HttpClient browser = HttpClient.newHttpClient(); // follows no redirects
  private String organisation = "";
  private String base = "";
  private String admin = "";
  private String subject = "";

  @DynamicPropertySource
  static void providers(DynamicPropertyRegistry registry) throws IOException {
    PROVIDER.start();
    registry.add(
        "drydock.oidc.providers.keycloak.issuer", () -> PROVIDER.issuerUrl("main").toString());
    registry.add("drydock.oidc.providers.keycloak.title", () -> "Our Keycloak");
    registry.add("drydock.oidc.providers.keycloak.client-id", () -> "drydock");
    registry.add("drydock.oidc.providers.keycloak.client-secret", () -> "the client's secret");
    registry.add("drydock.oidc.providers.keycloak.admin-groups", () -> "/platform/admins");
    registry.add("drydock.oidc.providers.away.issuer", () -> "http://127.0.0.1:1/none");
    registry.add("drydock.oidc.providers.away.client-id", () -> "drydock");
  }

  @AfterAll
  static void stop() {
    PROVIDER.shutdown();
  }

  @BeforeEach
  void places() {
    organisation = server.organisation();
    base = "/api/v1/organisations/" + organisation;
    server.team(organisation, "shop");
    server.project(organisation, "shop", "cart");
    admin = server.token(Role.ADMIN, organisation, null);
    subject = UUID.randomUUID().toString();
  }

  /// A sign-in that has begun.
  private record Begun(URI authorization, String cookie) {
    Map<String, String> query() {
      return Arrays.stream(authorization.getRawQuery().split("&", -1))
          .map(pair -> pair.split("=", 2))
          .collect(
              Collectors.toMap(
                  pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }
  }

  private static String cookie(Answer answer, String name) {
    return answer.response().headers().allValues("Set-Cookie").stream()
        .map(header -> header.substring(0, header.indexOf(';')))
        .filter(pair -> pair.startsWith(name + "="))
        .findFirst()
        .orElseThrow();
  }

  private Begun begin() {
    Answer answer = server.send("GET", "/api/v1/oidc/keycloak", null, null);
    assertThat(answer.status()).isEqualTo(302);
    return new Begun(
        URI.create(answer.response().headers().firstValue("Location").orElseThrow()),
        cookie(answer, "__Host-drydock-sign-in"));
  }

  /// Visits the provider.
  ///
  /// @return the address that it sends the browser back to
  private URI atProvider(Begun begun) throws Exception {
    HttpResponse<String> answer =
        browser.send(
            HttpRequest.newBuilder(begun.authorization()).build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(302);
    return URI.create(answer.headers().firstValue("Location").orElseThrow());
  }

  /// What the provider says when it is asked next.
  private void says(Map<String, Object> claims) {
    PROVIDER.enqueueCallback(
        new DefaultOAuth2TokenCallback("main", subject, "JWT", List.of("drydock"), claims, 3600));
  }

  private Answer back(URI address, String cookie) {
    return server.send(
        "GET",
        address.getRawPath() + "?" + address.getRawQuery(),
        null,
        null,
        Map.of("Cookie", cookie));
  }

  private String signIn(Map<String, Object> claims) throws Exception {
    Begun begun = begin();
    says(claims);
    Answer answer = back(atProvider(begun), begun.cookie());
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(302);
    assertThat(answer.response().headers().firstValue("Location")).hasValue("/");
    return cookie(answer, "__Host-drydock");
  }

  private Answer get(String path, String cookie) {
    return server.send("GET", path, null, null, Map.of("Cookie", cookie));
  }

  private void group(String claim, String role) {
    String body =
        "{\"name\":\"g%s\",\"provider\":\"keycloak\",\"claim\":\"%s\",\"roles\":[{\"team\":\"shop\",\"role\":\"%s\"}]}"
            .formatted(UUID.randomUUID(), claim, role);
    assertThat(server.send("POST", base + "/groups", admin, body).status()).isEqualTo(201);
  }

  @Test
  void theBrowserIsSentWithStateNonceAndPkce() {
    Map<String, String> query = begin().query();
    assertThat(query)
        .containsEntry("response_type", "code")
        .containsEntry("client_id", "drydock")
        .containsEntry("scope", "openid profile email")
        .containsEntry("code_challenge_method", "S256")
        .containsEntry("redirect_uri", server.address(CALLBACK).toString())
        .containsOnlyKeys(
            "response_type",
            "client_id",
            "scope",
            "state",
            "redirect_uri",
            "nonce",
            "code_challenge",
            "code_challenge_method");
    assertThat(begin().query().get("state")).isNotEqualTo(query.get("state"));
  }

  @Test
  void groupsGiveRolesAndAreReadAtEverySignIn() throws Exception {
    group("/shop/devs", "developer");
    String cookie =
        signIn(
            Map.of(
                "preferred_username", "anna",
                "name", "Anna",
                "email", "anna@example.com",
                "groups", List.of("/shop/devs", "/other")));
    JsonNode me = get("/api/v1/account", cookie).json();
    assertThat(me.get("account").get("name").asString()).startsWith("keycloak:anna");
    assertThat(me.get("account").get("title").asString()).isEqualTo("Anna");
    assertThat(me.get("account").get("email").asString()).isEqualTo("anna@example.com");
    assertThat(me.get("account").get("kind").asString()).isEqualTo("oidc");
    assertThat(me.get("roles").size()).isEqualTo(1);
    assertThat(me.get("roles").get(0).get("role").asString()).isEqualTo("developer");
    assertThat(get(base + "/projects/cart", cookie).status()).isEqualTo(200);

    String later = signIn(Map.of("preferred_username", "renamed", "groups", List.of("/other")));
    JsonNode same = get("/api/v1/account", later).json();
    assertThat(same.get("account").get("name")).isEqualTo(me.get("account").get("name"));
    assertThat(same.get("roles").size()).isZero();
    assertThat(get(base + "/projects/cart", later).status()).isEqualTo(404);
    assertThat(get(base + "/projects/cart", cookie).status()).isEqualTo(404);
  }

  @Test
  void adminsOfTheServerComeFromTheGroupsOfTheSettings() throws Exception {
    String cookie = signIn(Map.of("groups", List.of("/platform/admins")));
    assertThat(get("/api/v1/accounts", cookie).status()).isEqualTo(200);
    String later = signIn(Map.of("groups", List.of()));
    assertThat(get("/api/v1/accounts", later).status()).isEqualTo(403);
  }

  @Test
  void oneNameOfTwoPeopleIsTwoAccounts() throws Exception {
    String first = signIn(Map.of("preferred_username", "bo " + organisation));
    subject = UUID.randomUUID().toString();
    String second = signIn(Map.of("preferred_username", "bo " + organisation));
    String name = "keycloak:bo-" + organisation;
    assertThat(get("/api/v1/session", first).json().get("account").asString()).isEqualTo(name);
    assertThat(get("/api/v1/session", second).json().get("account").asString())
        .isEqualTo(name + "-2");
  }

  @Test
  void aSignInEndsOnceAndInTheBrowserInWhichItBegan() throws Exception {
    Begun begun = begin();
    URI address = atProvider(begun);
    Begun other = begin();
    assertThat(back(address, other.cookie()).status()).isEqualTo(400);
    assertThat(
            server
                .send("GET", address.getRawPath() + "?" + address.getRawQuery(), null, null)
                .status())
        .isEqualTo(400);
    assertThat(back(address, begun.cookie()).status()).isEqualTo(302);
    assertThat(back(address, begun.cookie()).status()).isEqualTo(400);
  }

  @Test
  void aSignInThatTakesTooLongIsOver() throws Exception {
    Begun begun = begin();
    URI address = atProvider(begun);
    database.sql("update oidc_request set expires_at = now() - interval '1 second'").update();
    assertThat(back(address, begun.cookie()).status()).isEqualTo(400);
  }

  @Test
  void whatTheProviderDoesNotConfirmIsNoSignIn() throws Exception {
    Begun code = begin();
    String state = code.query().get("state");
    Answer invented =
        back(URI.create(CALLBACK + "?state=" + state + "&code=invented"), code.cookie());
    assertThat(invented.status()).isEqualTo(401);
    assertThat(invented.response().headers().allValues("Set-Cookie")).isEmpty();
    Begun refused = begin();
    assertThat(
            back(
                    URI.create(
                        CALLBACK + "?error=access_denied&state=" + refused.query().get("state")),
                    refused.cookie())
                .status())
        .isEqualTo(401);
    Begun mixed = begin();
    URI address = atProvider(mixed);
    assertThat(back(URI.create(address + "&iss=https://other.example"), mixed.cookie()).status())
        .isEqualTo(401);
    for (Map<String, Object> wrong :
        List.<Map<String, Object>>of(
            Map.of("aud", List.of("somebody else")),
            Map.of("nonce", "another"),
            Map.of("iss", "https://other.example"),
            Map.of("exp", 1))) {
      Begun begun = begin();
      says(wrong);
      assertThat(back(atProvider(begun), begun.cookie()).status())
          .as(wrong.toString())
          .isEqualTo(401);
    }
  }

  @Test
  void whoSignsOutIsShownWhereTheProviderEndsItsSession() throws Exception {
    String cookie = signIn(Map.of());
    String csrf = get("/api/v1/session", cookie).json().get("csrfToken").asString();
    Answer out =
        server.send(
            "DELETE",
            "/api/v1/session",
            null,
            null,
            Map.of("Cookie", cookie, "X-CSRF-Token", csrf));
    assertThat(out.status()).as(out.response().body()).isEqualTo(200);
    URI page = URI.create(out.json().get("endSession").asString());
    assertThat(page.toString())
        .isEqualTo(PROVIDER.endSessionEndpointUrl("main") + "?client_id=drydock");
    assertThat(get("/api/v1/session", cookie).status()).isEqualTo(401);
    assertThat(visited(page).statusCode()).isEqualTo(200);

    // where the server knows its address, the provider leads back there
    OidcSettings settings =
        new OidcSettings(
            URI.create("https://drydock.example.org/"),
            Map.of(
                "keycloak",
                new OidcSettings.Provider(
                    null,
                    PROVIDER.issuerUrl("main").toString(),
                    "drydock",
                    null,
                    List.of("openid"),
                    "preferred_username",
                    "groups",
                    List.of(),
                    "RS256")));
    URI back = new OidcSignOut(new OidcProviders(settings), settings).at("keycloak").orElseThrow();
    assertThat(back.getRawQuery())
        .isEqualTo(
            "client_id=drydock&post_logout_redirect_uri=https%3A%2F%2Fdrydock.example.org%2F");
    assertThat(visited(back).headers().firstValue("Location"))
        .hasValue("https://drydock.example.org/");
  }

  private HttpResponse<String> visited(URI page) throws Exception {
    return browser.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void signingOutWaitsForNoProvider() throws Exception {
    String cookie = signIn(Map.of());
    database
        .sql(
            "update session set provider = 'away' where account_id = (select id from account where subject = ?)")
        .param(subject)
        .update();
    String csrf = get("/api/v1/session", cookie).json().get("csrfToken").asString();
    Answer out =
        server.send(
            "DELETE",
            "/api/v1/session",
            null,
            null,
            Map.of("Cookie", cookie, "X-CSRF-Token", csrf));
    assertThat(out.status()).isEqualTo(204);
    assertThat(get("/api/v1/session", cookie).status()).isEqualTo(401);
  }

  @Test
  void aDisabledAccountDoesNotSignIn() throws Exception {
    String cookie = signIn(Map.of());
    database.sql("update account set disabled = true where subject = ?").param(subject).update();
    assertThat(get("/api/v1/session", cookie).status()).isEqualTo(401);
    Begun begun = begin();
    says(Map.of());
    assertThat(back(atProvider(begun), begun.cookie()).status()).isEqualTo(401);
  }

  @Test
  void aProviderThatIsAwayIsSaidSo() {
    Answer away = server.send("GET", "/api/v1/oidc/away", null, null);
    assertThat(away.status()).isEqualTo(503);
    assertThat(away.json().get("detail").asString())
        .isEqualTo("The identity provider away does not answer just now: try again in a minute");
    assertThat(server.send("GET", "/api/v1/oidc/none", null, null).status()).isEqualTo(404);
    JsonNode list = server.send("GET", "/api/v1/oidc", null, null).json().get("items");
    assertThat(list.valueStream().map(item -> item.get("title").asString()))
        .containsExactly("away", "Our Keycloak");
  }
}
