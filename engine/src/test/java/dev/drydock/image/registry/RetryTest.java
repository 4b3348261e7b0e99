package dev.drydock.image.registry;

import static dev.drydock.image.registry.PlayedRegistry.send;
import static dev.drydock.image.registry.Reading.APP;
import static dev.drydock.image.registry.Reading.assertRefused;
import static dev.drydock.image.registry.Reading.manifestPath;
import static dev.drydock.image.registry.Reading.open;
import static dev.drydock.image.registry.Reading.walk;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.image.Image;
import dev.drydock.image.ImageException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What is tried again, how long is waited, and what is said in the end.
@Timeout(60)
class RetryTest {
  private final List<Duration> waits = new ArrayList<>();
  private final RegistrySettings settings =
      RegistrySettings.defaults(
              ProxyRules.none(),
              "drydock-test",
              () -> Instant.parse("2026-03-01T12:00:00Z"),
              new Random(7))
          .withSleeper(waits::add);

  @Test
  void busyRegistryIsWaitedForAsLongAsItAsks() throws Exception {
    try (PlayedRegistry registry = failing(429, Map.of("Retry-After", "2"), 2)) {
      try (Image image = open(registry, CredentialStore.none(), settings)) {
        assertThat(walk(image)).hasSize(2);
      }
      assertThat(waits).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(2));
    }
  }

  @Test
  void retryAfterMayBeADate() throws Exception {
    Map<String, String> date = Map.of("Retry-After", "Sun, 01 Mar 2026 12:00:07 GMT");
    try (PlayedRegistry registry = failing(503, date, 1)) {
      try (Image image = open(registry, CredentialStore.none(), settings)) {
        assertThat(image.layers()).hasSize(1);
      }
      assertThat(waits).containsExactly(Duration.ofSeconds(7));
    }
  }

  @Test
  void illRegistryIsTriedAgainEachTimeLater() throws Exception {
    try (PlayedRegistry registry = failing(503, Map.of(), 3)) {
      try (Image image = open(registry, CredentialStore.none(), settings)) {
        assertThat(image.layers()).hasSize(1);
      }
    }
    assertThat(waits).hasSize(3);
    assertThat(waits.get(0)).isBetween(Duration.ofMillis(200), Duration.ofMillis(400));
    assertThat(waits.get(1)).isBetween(Duration.ofMillis(400), Duration.ofMillis(800));
    assertThat(waits.get(2)).isBetween(Duration.ofMillis(800), Duration.ofMillis(1600));
  }

  @Test
  void registryThatStaysIllIsGivenUp() throws Exception {
    try (PlayedRegistry registry = failing(502, Map.of("Retry-After", "nonsense"), 1000)) {
      assertRefused(
          () -> open(registry, CredentialStore.none(), settings),
          Kind.UNAVAILABLE,
          "cannot serve",
          "HTTP 502",
          "try again later");
      assertThat(registry.asked(manifestPath())).hasSize(5);
    }
  }

  @Test
  void waitOfAnHourIsNotWaited() throws Exception {
    try (PlayedRegistry registry = failing(429, Map.of("Retry-After", "3600"), 1000)) {
      assertRefused(
          () -> open(registry, CredentialStore.none(), settings),
          Kind.UNAVAILABLE,
          "asked too often (it asks to wait 3600 s)");
      assertThat(registry.asked(manifestPath())).hasSize(1);
      assertThat(waits).isEmpty();
    }
  }

  @Test
  void missingIsNotTriedAgain() throws Exception {
    try (PlayedRegistry registry = failing(404, Map.of(), 1000)) {
      assertRefused(
          () -> open(registry, CredentialStore.none(), settings), Kind.NOT_FOUND, "has no image");
      assertThat(registry.asked(manifestPath())).hasSize(1);
    }
  }

  @Test
  void connectionThatBreaksWithinAManifestIsTriedAgain() throws Exception {
    try (PlayedRegistry registry = new PlayedRegistry().serve(APP)) {
      PlayedRegistry.Answer good = registry.answer(manifestPath());
      registry.on(
          manifestPath(),
          (exchange, asked) -> {
            if (registry.asked(manifestPath()).size() > 1) {
              good.to(exchange, asked);
              return;
            }
            exchange.sendResponseHeaders(200, 100_000);
            exchange.getResponseBody().write(new byte[50_000]);
          });
      try (Image image = open(registry, CredentialStore.none(), settings)) {
        assertThat(image.layers()).hasSize(1);
      }
      assertThat(registry.asked(manifestPath())).hasSize(2);
    }
  }

  @Test
  void dockerHubsLimitIsExplained() {
    Transport hub =
        request -> {
          assertThat(request.uri().getHost()).isEqualTo("registry-1.docker.io");
          return new Canned(
              429,
              Map.of("ratelimit-limit", "100;w=21600"),
              "{\"errors\":[{\"code\":\"TOOMANYREQUESTS\",\"message\":\"You have reached\"}]}");
        };
    assertRefused(
        () -> open("debian", hub, CredentialStore.none()),
        Kind.REFUSED,
        "Docker Hub's limit of pulls without a login",
        "run docker login",
        "mirror");
  }

  @Test
  void dockerHubsLimitOfAnAccountIsExplained() {
    Transport hub =
        request -> {
          if (request.uri().getHost().equals("auth.docker.io")) {
            return new Canned(200, Map.of(), "{\"token\":\"t\"}");
          }
          return request.headers().containsKey("Authorization")
              ? new Canned(429, Map.of("ratelimit-limit", "200;w=21600"), "")
              : new Canned(
                  401,
                  Map.of(
                      "www-authenticate",
                      "Bearer realm=\"https://auth.docker.io/token\",service=\"registry.docker.io\""),
                  "");
        };
    assertRefused(
        () ->
            open("debian", hub, _ -> Optional.of(new Credentials.UserPassword("ann", "password"))),
        Kind.REFUSED,
        "limit of pulls for your account");
  }

  private static PlayedRegistry failing(int status, Map<String, String> headers, int times)
      throws Exception {
    PlayedRegistry registry = new PlayedRegistry().serve(APP);
    PlayedRegistry.Answer good = registry.answer(manifestPath());
    return registry.on(
        manifestPath(),
        (exchange, asked) -> {
          if (registry.asked(manifestPath()).size() > times) {
            good.to(exchange, asked);
          } else {
            send(exchange, status, headers, "<html>busy</html>");
          }
        });
  }
}
