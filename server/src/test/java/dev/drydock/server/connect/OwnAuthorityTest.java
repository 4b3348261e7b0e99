package dev.drydock.server.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.image.registry.ClientAuthorities;
import dev.drydock.server.ServerTest;
import dev.drydock.server.TestServer;
import dev.drydock.server.TestServer.Answer;
import dev.drydock.testkit.BuiltImage;
import dev.drydock.testkit.ImageBuilder;
import dev.drydock.testkit.RegistryServer;
import dev.drydock.testkit.RegistryServer.Option;
import dev.drydock.testkit.TarWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.http.MockWebServerWrapper;
import no.nav.security.mock.oauth2.http.Ssl;
import no.nav.security.mock.oauth2.http.SslKeystore;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/// A registry and an identity provider with a certificate that only the operator vouches for: the
/// server speaks to both, and so does the process that reads images.
@ServerTest
class OwnAuthorityTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String PASSWORD = "changeit"; // as ServerCertificate keeps it

  private static @Nullable RegistryServer registry;
  private static @Nullable MockOAuth2Server provider;

  @Autowired TestServer server;

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry properties) throws Exception {
    TestRegistries.settings(properties);
    Path directory = Files.createTempDirectory("own-authority");
    RegistryServer images = RegistryServer.start(directory, Option.TLS, Option.LOGIN);
    SslKeystore keys =
        new SslKeystore(
            PASSWORD,
            directory.resolve("server.p12").toFile(),
            SslKeystore.KeyStoreType.PKCS12,
            PASSWORD);
    MockOAuth2Server people =
        new MockOAuth2Server(
            new OAuth2Config(
                false,
                null,
                null,
                false,
                new OAuth2TokenProvider(),
                Set.of(),
                new MockWebServerWrapper(new Ssl(keys))));
    people.start();
    registry = images;
    provider = people;
    String certificate = images.certificate().toString();
    String issuer = people.issuerUrl("main").toString();
    properties.add("drydock.outgoing.certificates", () -> certificate);
    properties.add("drydock.oidc.providers.own.issuer", () -> issuer);
    properties.add("drydock.oidc.providers.own.client-id", () -> "drydock");
    properties.add("drydock.oidc.providers.own.client-secret", () -> "the client's secret");
  }

  @AfterAll
  static void stop() {
    images().close();
    people().shutdown();
  }

  private static RegistryServer images() {
    return Objects.requireNonNull(registry);
  }

  private static MockOAuth2Server people() {
    return Objects.requireNonNull(provider);
  }

  @Test
  void aRegistryIsReadByTheServerAndByItsProcess() throws Exception {
    BuiltImage image =
        new ImageBuilder()
            .layer(new TarWriter().file("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\n"))
            .build();
    images().push("shop/cart", "1", image);
    TestRegistries registries = new TestRegistries(server);
    Answer made =
        registries.connect(
            "own",
            "distribution",
            images().host(),
            ", \"discoveryMinutes\": 60, \"user\": \"%s\", \"password\": \"%s\""
                .formatted(RegistryServer.USER, RegistryServer.PASSWORD));
    assertThat(made.status()).as(made.response().body()).isEqualTo(201);
    Instant end = Instant.now().plus(PATIENCE);
    while (!registries.pushes("own").equals(List.of("shop/cart:1 pushed done"))) {
      assertThat(Instant.now())
          .as(
              registries.get("/connections/own").response().body()
                  + registries.get("/connections/own/pushes").response().body())
          .isBefore(end);
      Thread.sleep(100);
    }
    JsonNode shown = registries.get("/images/" + image.manifest().digest()).json().path("image");
    assertThat(shown.path("distribution").asString()).isEqualTo("debian-12");
  }

  @Test
  void somebodySignsIn() throws Exception {
    Answer begun = server.send("GET", "/api/v1/oidc/own", null, null);
    assertThat(begun.status()).as(begun.response().body()).isEqualTo(302);
    people()
        .enqueueCallback(
            new DefaultOAuth2TokenCallback(
                "main", "7", "JWT", List.of("drydock"), Map.of("preferred_username", "ann"), 3600));
    try (HttpClient browser =
        HttpClient.newBuilder()
            .sslContext(ClientAuthorities.context(List.of(images().certificate())))
            .build()) {
      URI page = URI.create(header(begun, "Location"));
      assertThat(page.getScheme()).isEqualTo("https");
      URI back =
          URI.create(
              browser
                  .send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString())
                  .headers()
                  .firstValue("Location")
                  .orElseThrow());
      String cookie = header(begun, "Set-Cookie");
      Answer ended =
          server.send(
              "GET",
              back.getRawPath() + "?" + back.getRawQuery(),
              null,
              null,
              Map.of("Cookie", cookie.substring(0, cookie.indexOf(';'))));
      assertThat(ended.status()).as(ended.response().body()).isEqualTo(302);
    }
  }

  private static String header(Answer answer, String name) {
    return answer.response().headers().firstValue(name).orElseThrow();
  }
}
