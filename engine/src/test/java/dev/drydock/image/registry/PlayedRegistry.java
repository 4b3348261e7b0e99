package dev.drydock.image.registry;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.drydock.testkit.Blob;
import dev.drydock.testkit.BuiltImage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// A web server of this machine that plays a registry as a test wants it, and remembers what it was
/// asked.
final class PlayedRegistry implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<Asked> asked = new ArrayList<>();

  /// One request.
  record Asked(String method, String path, @Nullable String query, Headers headers, String body) {
    @Nullable String header(String name) {
      return headers.getFirst(name);
    }
  }

  /// Plays one answer.
  @FunctionalInterface
  interface Answer {
    void to(HttpExchange exchange, Asked asked) throws IOException, InterruptedException;
  }

  PlayedRegistry() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
    on("/v2/", (exchange, _) -> send(exchange, 200, Map.of(), "{}"));
  }

  private void handle(HttpExchange exchange) throws IOException {
    Asked request =
        new Asked(
            exchange.getRequestMethod(),
            exchange.getRequestURI().getPath(),
            exchange.getRequestURI().getRawQuery(),
            exchange.getRequestHeaders(),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    synchronized (asked) {
      asked.add(request);
    }
    try (exchange) {
      Answer answer = answers.get(request.path());
      if (answer == null) {
        send(exchange, 404, Map.of(), "{\"errors\":[{\"code\":\"BLOB_UNKNOWN\"}]}");
      } else {
        answer.to(exchange, request);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  PlayedRegistry on(String path, Answer answer) {
    answers.put(path, answer);
    return this;
  }

  /// Serves the image `app:1` as any registry does.
  PlayedRegistry serve(BuiltImage image) {
    manifest("1", image.manifest());
    for (Blob blob : image.blobs()) {
      on(
          "/v2/app/blobs/" + blob.digest(),
          (exchange, _) -> send(exchange, 200, Map.of(), blob.bytes()));
    }
    return this;
  }

  PlayedRegistry manifest(String tag, Blob manifest) {
    Answer answer =
        (exchange, _) ->
            send(exchange, 200, Map.of("Content-Type", manifest.mediaType()), manifest.bytes());
    on("/v2/app/manifests/" + manifest.digest(), answer);
    return on("/v2/app/manifests/" + tag, answer);
  }

  static void send(HttpExchange exchange, int status, Map<String, String> headers, String body)
      throws IOException {
    send(exchange, status, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  static void send(HttpExchange exchange, int status, Map<String, String> headers, byte[] body)
      throws IOException {
    headers.forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  /// All requests for this path, first one first.
  List<Asked> asked(String path) {
    synchronized (asked) {
      return asked.stream().filter(request -> request.path().equals(path)).toList();
    }
  }

  List<Asked> asked() {
    synchronized (asked) {
      return List.copyOf(asked);
    }
  }

  Answer answer(String path) {
    Answer answer = answers.get(path);
    if (answer == null) {
      throw new IllegalArgumentException(path);
    }
    return answer;
  }

  String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
