package dev.drydock.server.connect;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.drydock.server.ServerTest;
import dev.drydock.server.TestServer;
import dev.drydock.testkit.Blob;
import dev.drydock.testkit.BuiltImage;
import dev.drydock.testkit.ImageBuilder;
import dev.drydock.testkit.TarWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/// A registry that leads the process which reads its images to where the operator lets nobody: only
/// 127.0.0.1 is on the list here, and something listens on 127.0.0.2 that must never hear of it.
@ServerTest
class LeadingRegistryTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Autowired TestServer server;
  private TestRegistries registries;
  private HttpServer registry;
  private ServerSocket inner;
  private final AtomicInteger knocked = new AtomicInteger();
  private final BuiltImage image =
      new ImageBuilder()
          .layer(new TarWriter().file("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\n"))
          .build();
  private volatile String lead = "";
  private volatile boolean byToken;

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    TestRegistries.settings(registry);
  }

  @BeforeEach
  void begin() throws IOException {
    registries = new TestRegistries(server);
    inner = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.2"));
    Thread.ofVirtual().start(this::listen);
    registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    registry.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    registry.createContext("/", this::answer);
    registry.start();
  }

  @AfterEach
  void end() throws IOException {
    registry.stop(0);
    inner.close();
  }

  private void listen() {
    while (!inner.isClosed()) {
      try {
        inner.accept().close();
        knocked.incrementAndGet();
      } catch (IOException _) {
        return;
      }
    }
  }

  /// Gives its manifest to everybody, so that the server comes to have the image read, and leads on
  /// with the first blob.
  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      if (path.equals("/v2/")) {
        send(exchange, 200, "application/json", "{}".getBytes(StandardCharsets.UTF_8));
      } else if (path.equals("/v2/shop/cart/manifests/" + image.manifest().digest())) {
        send(exchange, 200, image.manifest().mediaType(), image.manifest().bytes());
      } else if (path.contains("/blobs/") && !lead.isEmpty()) {
        if (byToken) {
          exchange
              .getResponseHeaders()
              .set("WWW-Authenticate", "Bearer realm=\"" + lead + "\",service=\"x\"");
          exchange.sendResponseHeaders(401, -1);
        } else {
          exchange.getResponseHeaders().set("Location", lead);
          exchange.sendResponseHeaders(307, -1);
        }
      } else {
        for (Blob blob : image.blobs()) {
          if (path.endsWith(blob.digest())) {
            send(exchange, 200, blob.mediaType(), blob.bytes());
            return;
          }
        }
        exchange.sendResponseHeaders(404, -1);
      }
    }
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head ? -1 : body.length);
    if (!head) {
      exchange.getResponseBody().write(body);
    }
  }

  private JsonNode pushed() throws InterruptedException {
    String host = "127.0.0.1:" + registry.getAddress().getPort();
    assertThat(registries.connect("own", "distribution", host, ", \"plainHttp\": true").status())
        .isEqualTo(201);
    String event =
        """
        {"events": [{"id": "1", "timestamp": "2026-05-04T03:02:01Z", "action": "push", "target":
          {"mediaType": "application/vnd.oci.image.manifest.v1+json", "digest": "%s", "repository": "shop/cart", "tag": "1"}}]}
        """
            .formatted(image.manifest().digest());
    assertThat(
            registries
                .tell("own", event, Map.of("Authorization", "Bearer " + TestRegistries.secret()))
                .status())
        .isEqualTo(202);
    Instant end = Instant.now().plus(PATIENCE);
    while (true) {
      List<JsonNode> all =
          registries.get("/connections/own/pushes").json().path("items").valueStream().toList();
      assertThat(all).hasSize(1);
      JsonNode push = all.getFirst();
      if (push.path("attempts").asInt() > 0 && push.hasNonNull("lastFailure")
          || push.path("state").asString().equals("done")) {
        return push;
      }
      assertThat(Instant.now()).as("in time: an answer").isBefore(end);
      Thread.sleep(50);
    }
  }

  @Test
  void oneThatLeadsNowhereIsRead() throws Exception {
    JsonNode push = pushed();
    assertThat(push.path("state").asString()).as(push.toString()).isEqualTo("done");
  }

  @ParameterizedTest
  @CsvSource({
    "https://127.0.0.2:INNER/blob, false, 127.0.0.2 is in a network that is not public",
    "http://169.254.169.254/latest/meta-data/, false, 169.254.169.254 would be reached without TLS",
    "https://127.0.0.2:INNER/token, true, 127.0.0.2 is in a network that is not public",
  })
  void oneThatLeadsInsideIsNotFollowed(String to, boolean token, String words) throws Exception {
    lead = to.replace("INNER", Integer.toString(inner.getLocalPort()));
    byToken = token;
    JsonNode push = pushed();
    assertThat(push.path("state").asString()).isEqualTo("waiting");
    assertThat(push.path("lastFailure").asString())
        .startsWith("The image could not be read: " + words)
        .contains("drydock.outgoing.allow");
    assertThat(knocked).hasValue(0);
  }
}
