package dev.drydock.image.registry;

import static dev.drydock.image.registry.PlayedRegistry.send;
import static dev.drydock.image.registry.Reading.APP;
import static dev.drydock.image.registry.Reading.assertRefused;
import static dev.drydock.image.registry.Reading.open;
import static dev.drydock.image.registry.Reading.walk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpExchange;
import dev.drydock.image.Image;
import dev.drydock.image.ImageException;
import dev.drydock.image.ImageException.Kind;
import dev.drydock.testkit.Blob;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tokens and passwords: who gets them, and who does not.
@Timeout(60)
class AuthorizerTest {
  private static final String SECRET = "s3cret-Word";
  private static final CredentialStore USER =
      _ -> Optional.of(new Credentials.UserPassword("ann", SECRET));
  private static final CredentialStore IDENTITY =
      _ -> Optional.of(new Credentials.IdentityToken("refresh/+=" + SECRET));

  @Test
  void anonymousTokenIsAskedForOnceWithTheScopeOfTheChallenge() throws Exception {
    try (PlayedRegistry registry = guarded("good")) {
      registry.on("/token", (exchange, _) -> send(exchange, 200, Map.of(), "{\"token\":\"good\"}"));
      try (Image image = open(registry)) {
        assertThat(walk(image)).containsExactly("noise", "end");
      }
      assertThat(registry.asked("/token")).hasSize(1);
      PlayedRegistry.Asked token = registry.asked("/token").getFirst();
      assertThat(token.method()).isEqualTo("GET");
      assertThat(token.header("Authorization")).isNull();
      assertThat(token.query()).isEqualTo("a=b&service=the+service&scope=repository%3Aapp%3Apull");
    }
  }

  @Test
  void passwordGoesToTheTokenServiceAndNotToTheRegistry() throws Exception {
    try (PlayedRegistry registry = guarded("good")) {
      registry.on(
          "/token", (exchange, _) -> send(exchange, 200, Map.of(), "{\"access_token\":\"good\"}"));
      try (Image image = open(registry, USER, TestSettings.quick())) {
        assertThat(walk(image)).hasSize(2);
      }
      assertThat(registry.asked("/token").getFirst().header("Authorization"))
          .isEqualTo("Basic " + base64("ann:" + SECRET));
      assertThat(registry.asked())
          .filteredOn(asked -> !asked.path().equals("/token"))
          .noneMatch(asked -> String.valueOf(asked.header("Authorization")).startsWith("Basic"));
    }
  }

  @Test
  void identityTokenIsPostedAsRefreshToken() throws Exception {
    try (PlayedRegistry registry = guarded("good")) {
      registry.on(
          "/token", (exchange, _) -> send(exchange, 200, Map.of(), "{\"access_token\":\"good\"}"));
      try (Image image = open(registry, IDENTITY, TestSettings.quick())) {
        assertThat(walk(image)).hasSize(2);
      }
      PlayedRegistry.Asked token = registry.asked("/token").getFirst();
      assertThat(token.method()).isEqualTo("POST");
      assertThat(token.header("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
      assertThat(token.body())
          .isEqualTo(
              "service=the+service&scope=repository%3Aapp%3Apull&grant_type=refresh_token"
                  + "&client_id=drydock&refresh_token=refresh%2F%2B%3D"
                  + SECRET);
    }
  }

  @Test
  void tokenThatRunsOutIsRenewed() throws Exception {
    try (PlayedRegistry registry = new PlayedRegistry().serve(APP)) {
      String[] valid = {"first"};
      guard(registry, Reading.manifestPath(), valid);
      guard(registry, Reading.layerPath(), valid);
      registry.on(
          "/token",
          (exchange, _) -> send(exchange, 200, Map.of(), "{\"token\":\"" + valid[0] + "\"}"));
      try (Image image = open(registry)) {
        valid[0] = "second";
        assertThat(walk(image)).hasSize(2);
      }
      assertThat(registry.asked("/token")).hasSize(2);
      assertThat(registry.asked(Reading.layerPath()))
          .extracting(asked -> asked.header("Authorization"))
          .containsExactly("Bearer first", "Bearer second");
    }
  }

  @Test
  void tokenThatIsRefusedIsSaid() throws Exception {
    try (PlayedRegistry registry = guarded("other")) {
      registry.on("/token", (exchange, _) -> send(exchange, 200, Map.of(), "{\"token\":\"bad\"}"));
      assertRefused(() -> open(registry), Kind.REFUSED, "without a login");
      assertRefused(
          () -> open(registry, USER, TestSettings.quick()), Kind.REFUSED, "the stored login");
    }
  }

  @Test
  void secretsStayOutOfMessages() throws Exception {
    try (PlayedRegistry registry = guarded("good")) {
      registry.on(
          "/token",
          (exchange, asked) ->
              send(
                  exchange,
                  401,
                  Map.of(),
                  "{\"errors\":[{\"code\":\"" + SECRET + "\",\"message\":\"" + SECRET + "\"}]}"));
      Throwable refused = catchThrowable(() -> open(registry, USER, TestSettings.quick()));
      for (Throwable at = refused; at != null; at = at.getCause()) {
        assertThat(at.toString()).doesNotContain(SECRET).doesNotContain(base64("ann:" + SECRET));
      }
      registry.on("/token", (exchange, _) -> send(exchange, 200, Map.of(), "\"token\":" + SECRET));
      Throwable unreadable = catchThrowable(() -> open(registry, USER, TestSettings.quick()));
      assertThat(unreadable).hasMessageContaining("gave no token");
      for (Throwable at = unreadable; at != null; at = at.getCause()) {
        assertThat(at.toString()).doesNotContain(SECRET);
      }
    }
    assertThat(new Credentials.UserPassword("ann", SECRET).toString()).doesNotContain(SECRET);
    assertThat(new Credentials.IdentityToken(SECRET).toString()).doesNotContain(SECRET);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "ftp://127.0.0.1/token",
        "jar:http://127.0.0.1/x.jar!/",
        "http://user:pass@127.0.0.1/token",
        "//127.0.0.1/token",
        "http:///token",
        "http://[bad/token",
        "",
      })
  void tokenServiceThatIsNoWebAddressIsRefused(String realm) throws Exception {
    try (PlayedRegistry registry = new PlayedRegistry().serve(APP)) {
      challenge(registry, "Bearer realm=\"" + realm + "\",service=\"s\"");
      assertRefused(
          () -> open(registry, USER, TestSettings.quick()), Kind.REFUSED, "no web address");
    }
  }

  @Test
  void passwordIsNotSentWithoutTls() {
    Transport transport =
        request -> {
          assertThat(request.uri()).hasToString("https://reg.example/v2/app/manifests/1");
          return new Canned(
              401, Map.of("www-authenticate", "Bearer realm=\"http://reg.example/token\""), "");
        };
    assertRefused(
        () -> open("reg.example/app:1", transport, USER), Kind.REFUSED, "without encryption");
    assertRefused(
        () -> open("reg.example/app:1", transport, CredentialStore.none()),
        Kind.REFUSED,
        "without encryption");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Negotiate",
        "Digest realm=\"x\", nonce=\"y\"",
        ",,,",
        "NTLM TlRMTVNTUAAC",
      })
  void challengeThatCannotBeReadIsSaid(String header) throws Exception {
    try (PlayedRegistry registry = new PlayedRegistry().serve(APP)) {
      challenge(registry, header);
      assertRefused(
          () -> open(registry, USER, TestSettings.quick()),
          Kind.REFUSED,
          "wants a login of a kind");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"=", "\"\"", "=Bearer", "Bearer \""})
  void challengeThatIsNoneIsSaid(String header) throws Exception {
    try (PlayedRegistry registry = new PlayedRegistry().serve(APP)) {
      challenge(registry, header);
      assertThat(catchThrowable(() -> open(registry, USER, TestSettings.quick())))
          .isInstanceOf(ImageException.class);
    }
  }

  @Test
  void basicIsAnsweredWhenAskedForOnly() throws Exception {
    try (PlayedRegistry registry = new PlayedRegistry().serve(APP)) {
      challenge(registry, "Basic realm=\"r\"");
      assertRefused(() -> open(registry), Kind.REFUSED, "without a login");
      assertRefused(() -> open(registry, USER, TestSettings.quick()), Kind.REFUSED, "stored login");
      assertThat(registry.asked(Reading.manifestPath()))
          .extracting(asked -> asked.header("Authorization"))
          .containsExactly(null, null, "Basic " + base64("ann:" + SECRET));
      assertRefused(() -> open(registry, IDENTITY, TestSettings.quick()), Kind.REFUSED, "login");
    }
  }

  @Test
  void loginThatCannotBeReadIsToldOnlyWhereOneIsNeeded() throws Exception {
    CredentialStore broken =
        _ -> {
          throw new IOException("docker-credential-x get failed (exit code 1)");
        };
    try (PlayedRegistry registry = guarded("good")) {
      registry.on("/token", (exchange, _) -> send(exchange, 200, Map.of(), "{\"token\":\"good\"}"));
      try (Image image = open(registry, broken, TestSettings.quick())) {
        assertThat(walk(image)).hasSize(2);
      }
      registry.on("/token", (exchange, _) -> send(exchange, 403, Map.of(), ""));
      assertRefused(
          () -> open(registry, broken, TestSettings.quick()),
          Kind.REFUSED,
          "docker-credential-x get failed");
    }
  }

  @Test
  void giganticTokenIsRefused() throws Exception {
    try (PlayedRegistry registry = guarded("good")) {
      registry.on(
          "/token",
          (exchange, _) -> {
            exchange.sendResponseHeaders(200, 0);
            while (true) {
              exchange.getResponseBody().write(new byte[8192]);
            }
          });
      assertThat(catchThrowable(() -> open(registry))).isInstanceOf(IOException.class);
    }
  }

  /// A registry that wants this bearer token for everything of `app`.
  private static PlayedRegistry guarded(String token) throws IOException {
    PlayedRegistry registry = new PlayedRegistry().serve(APP);
    String[] valid = {token};
    guard(registry, Reading.manifestPath(), valid);
    for (Blob blob : APP.blobs()) {
      if (!blob.equals(APP.manifest())) {
        guard(registry, "/v2/app/blobs/" + blob.digest(), valid);
      }
    }
    return registry;
  }

  private static void guard(PlayedRegistry registry, String path, String[] token) {
    PlayedRegistry.Answer open = registry.answer(path);
    registry.on(
        path,
        (exchange, asked) -> {
          if (("Bearer " + token[0]).equals(asked.header("Authorization"))) {
            open.to(exchange, asked);
          } else {
            refuse(
                exchange,
                "Bearer realm=\"http://"
                    + registry.host()
                    + "/token?a=b\",service=\"the service\",scope=\"repository:app:pull\"");
          }
        });
  }

  private static void challenge(PlayedRegistry registry, String header) {
    registry.on(Reading.manifestPath(), (exchange, _) -> refuse(exchange, header));
  }

  private static void refuse(HttpExchange exchange, String header) throws IOException {
    send(
        exchange,
        401,
        header.isEmpty() ? Map.of() : Map.of("WWW-Authenticate", header),
        "{\"errors\":[{\"code\":\"UNAUTHORIZED\"}]}");
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
