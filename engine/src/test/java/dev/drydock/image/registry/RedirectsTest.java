package dev.drydock.image.registry;

import static dev.drydock.image.registry.PlayedRegistry.send;
import static dev.drydock.image.registry.Reading.APP;
import static dev.drydock.image.registry.Reading.assertRefused;
import static dev.drydock.image.registry.Reading.layerPath;
import static dev.drydock.image.registry.Reading.manifestPath;
import static dev.drydock.image.registry.Reading.open;
import static dev.drydock.image.registry.Reading.walk;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.image.Image;
import dev.drydock.image.ImageException.Kind;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Registries that keep their blobs elsewhere.
@Timeout(60)
class RedirectsTest {
  private static final CredentialStore USER =
      _ -> Optional.of(new Credentials.UserPassword("ann", "secret"));

  @Test
  void otherHostDoesNotSeeTheAuthorization() throws Exception {
    try (PlayedRegistry registry = new PlayedRegistry().serve(APP);
        PlayedRegistry store = new PlayedRegistry()) {
      store.on(
          "/bucket/layer",
          (exchange, _) -> send(exchange, 200, Map.of(), APP.layers().getFirst().bytes()));
      PlayedRegistry.Answer manifest = registry.answer(manifestPath());
      registry.on(
          manifestPath(),
          (exchange, asked) -> {
            if (asked.header("Authorization") == null) {
              send(exchange, 401, Map.of("WWW-Authenticate", "Basic realm=\"r\""), "");
            } else {
              manifest.to(exchange, asked);
            }
          });
      registry.on(
          layerPath(),
          (exchange, _) ->
              send(
                  exchange,
                  307,
                  Map.of("Location", "http://localhost:" + store.port() + "/bucket/layer?sign=1"),
                  ""));
      try (Image image = open(registry, USER, TestSettings.quick())) {
        assertThat(walk(image)).containsExactly("noise", "end");
      }
      assertThat(registry.asked(layerPath()).getFirst().header("Authorization"))
          .startsWith("Basic ");
      assertThat(store.asked()).hasSize(1);
      assertThat(store.asked().getFirst().header("Authorization")).isNull();
      assertThat(store.asked().getFirst().query()).isEqualTo("sign=1");
    }
  }

  @Test
  void sameHostOnAnotherPortDoesNotSeeTheAuthorization() throws Exception {
    try (PlayedRegistry registry = new PlayedRegistry().serve(APP);
        PlayedRegistry store = new PlayedRegistry()) {
      store.on(
          "/m",
          (exchange, _) ->
              send(
                  exchange,
                  200,
                  Map.of("Content-Type", APP.manifest().mediaType()),
                  APP.manifest().bytes()));
      registry.on(
          manifestPath(),
          (exchange, asked) ->
              send(
                  exchange,
                  asked.header("Authorization") == null ? 401 : 302,
                  Map.of(
                      "WWW-Authenticate",
                      "Basic realm=\"r\"",
                      "Location",
                      "http://" + store.host() + "/m"),
                  ""));
      try (Image image = open(registry, USER, TestSettings.quick())) {
        assertThat(image.layers()).hasSize(1);
      }
      assertThat(store.asked()).hasSize(1);
      assertThat(store.asked().getFirst().header("Authorization")).isNull();
    }
  }

  @Test
  void passwordIsNotGivenToAHostThatOnlyARedirectNames() throws Exception {
    try (PlayedRegistry registry = new PlayedRegistry().serve(APP);
        PlayedRegistry store = new PlayedRegistry()) {
      store.on(
          "/m",
          (exchange, _) ->
              send(exchange, 401, Map.of("WWW-Authenticate", "Basic realm=\"r\""), ""));
      registry.on(
          manifestPath(),
          (exchange, _) ->
              send(exchange, 302, Map.of("Location", "http://" + store.host() + "/m"), ""));
      assertRefused(
          () -> open(registry, USER, TestSettings.quick()),
          Kind.UNAVAILABLE,
          "sent us for its data to 127.0.0.1, which refuses");
      assertThat(store.asked()).hasSize(1).allMatch(asked -> asked.header("Authorization") == null);
    }
  }

  @Test
  void circlesEnd() throws Exception {
    try (PlayedRegistry registry = new PlayedRegistry().serve(APP)) {
      registry.on(
          manifestPath(),
          (exchange, _) -> send(exchange, 302, Map.of("Location", manifestPath()), ""));
      assertRefused(() -> open(registry), Kind.UNAVAILABLE, "round in circles");
      assertThat(registry.asked(manifestPath())).hasSize(6);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "jar:file:/x.jar!/y",
        "ftp://127.0.0.1/x",
        "http://user:pass@127.0.0.1/x",
        "http://",
        "ht tp://x",
      })
  void onlyWebAddressesAreFollowed(String location) throws Exception {
    try (PlayedRegistry registry = new PlayedRegistry().serve(APP)) {
      registry.on(
          manifestPath(), (exchange, _) -> send(exchange, 302, Map.of("Location", location), ""));
      assertRefused(() -> open(registry), Kind.UNAVAILABLE, "no web address");
    }
  }

  @Test
  void tlsIsNotLeft() {
    Transport transport =
        request -> {
          assertThat(request.uri().getScheme()).isEqualTo("https");
          return new Canned(307, Map.of("location", "http://169.254.169.254/latest"), "");
        };
    assertRefused(
        () -> open("reg.example/app:1", transport, USER),
        Kind.UNAVAILABLE,
        "169.254.169.254 without encryption");
  }
}
