package dev.drydock.cache.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.drydock.image.registry.ProxyRules;
import dev.drydock.image.registry.RegistrySettings;
import dev.drydock.image.registry.UrlTransport;
import dev.drydock.testkit.ObjectServer;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WebStoreTest {
  private static final String NAME = "cd".repeat(32);

  private static WebStore store(ObjectServer server, @Nullable String token) {
    RegistrySettings settings =
        RegistrySettings.defaults(
            ProxyRules.none(), "test", InstantSource.system(), new SplittableRandom(1));
    return new WebStore(
        URI.create("http://" + server.host() + "/layers/"), token, new UrlTransport(settings));
  }

  @Test
  void givesWhatItWasGiven() throws Exception {
    try (ObjectServer server = ObjectServer.open()) {
      WebStore store = store(server, null);
      assertThat(store.get(NAME, 10)).isNull();
      store.put(NAME, ByteBuffer.wrap(new byte[] {1, 2, 3}));
      assertThat(store.get(NAME, 3)).containsExactly(1, 2, 3);
      assertThat(store.get(NAME, 2)).isNull();
      store.remove(NAME);
      assertThat(server.requests())
          .containsExactly(
              "GET /layers/" + NAME + ".layer",
              "PUT /layers/" + NAME + ".layer",
              "GET /layers/" + NAME + ".layer",
              "GET /layers/" + NAME + ".layer");
    }
  }

  @Test
  void showsItsToken() throws Exception {
    try (ObjectServer server = ObjectServer.withToken("s3cr3t")) {
      WebStore store = store(server, "s3cr3t");
      store.put(NAME, ByteBuffer.wrap(new byte[] {1}));
      assertThat(store.get(NAME, 3)).containsExactly(1);
      assertThatIOException()
          .isThrownBy(() -> store(server, "other").get(NAME, 3))
          .withMessage(
              "it refuses access (HTTP 401); check DRYDOCK_CACHE_TOKEN and what it allows");
      assertThatIOException()
          .isThrownBy(() -> store(server, null).put(NAME, ByteBuffer.wrap(new byte[1])))
          .withMessage(
              "it refuses access (HTTP 401); set DRYDOCK_CACHE_TOKEN to a token that it takes");
    }
  }

  @Test
  void followsNobody() throws Exception {
    try (ObjectServer server = ObjectServer.open();
        ObjectServer other = ObjectServer.open()) {
      server.failWith(307, "", Map.of("Location", "http://" + other.host() + "/stolen"));
      WebStore store = store(server, "s3cr3t");
      assertThatIOException()
          .isThrownBy(() -> store.get(NAME, 3))
          .withMessage("it sends us on to another address, which is not followed; name that one");
      assertThatIOException()
          .isThrownBy(() -> store.put(NAME, ByteBuffer.wrap(new byte[1])))
          .withMessageContaining("another address");
      assertThat(other.requests()).isEmpty();
      server.failWith(500, "", Map.of());
      assertThatIOException()
          .isThrownBy(() -> store.get(NAME, 3))
          .withMessage("it does not do as a store does (HTTP 500)");
      server.failWith(404, "", Map.of());
      assertThat(store.get(NAME, 3)).isNull();
      assertThatIOException()
          .isThrownBy(() -> store.put(NAME, ByteBuffer.wrap(new byte[1])))
          .withMessage("there is no such place: HTTP 404");
    }
  }
}
