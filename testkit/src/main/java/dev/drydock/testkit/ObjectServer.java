package dev.drydock.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// A server of this process that keeps what is PUT to a path and gives it to who GETs it: as a
/// bucket of S3 does, where requests must be signed, or as a web server with or without a token.
public final class ObjectServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Access access;
  private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
  private final List<String> requests = new ArrayList<>();
  private volatile @Nullable Answer fault;
  private volatile Duration delay = Duration.ZERO;

  private ObjectServer(Access access) throws IOException {
    this.access = access;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /// An answer that is none of success.
  private record Answer(int status, String code, Map<String, String> headers) {}

  /// Who may come in.
  @FunctionalInterface
  private interface Access {
    /// `null` where there is nothing to object to.
    @Nullable Answer objection(HttpExchange exchange, byte[] body);
  }

  /// One for everybody.
  public static ObjectServer open() throws IOException {
    return new ObjectServer((_, _) -> null);
  }

  /// One for who has a bearer token.
  public static ObjectServer withToken(String token) throws IOException {
    return new ObjectServer(
        (exchange, _) ->
            ("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))
                ? null
                : new Answer(401, "", Map.of()));
  }

  /// One for who signs as AWS Signature Version 4 says.
  public static ObjectServer signed(AwsSignatureCheck check) throws IOException {
    return new ObjectServer(
        (exchange, body) -> {
          String objection =
              check.objection(
                  exchange.getRequestMethod(),
                  exchange.getRequestURI(),
                  exchange.getRequestHeaders(),
                  body);
          return objection == null ? null : new Answer(403, objection, Map.of());
        });
  }

  /// `127.0.0.1:port`.
  public String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /// Method and path of all requests, first one first.
  public List<String> requests() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  /// What was kept, by path.
  public Map<String, byte[]> objects() {
    return objects;
  }

  /// From now on every request is answered so.
  public void failWith(int status, String code, Map<String, String> headers) {
    fault = new Answer(status, code, headers);
  }

  /// From now on every answer comes so late.
  public void delay(Duration time) {
    delay = time;
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    synchronized (requests) {
      requests.add(exchange.getRequestMethod() + " " + path);
    }
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Thread.sleep(delay);
      Answer refused = fault;
      if (refused == null) {
        refused = access.objection(exchange, body);
      }
      if (refused != null) {
        refused.headers().forEach(exchange.getResponseHeaders()::set);
        send(exchange, refused.status(), error(refused.code()));
      } else if (exchange.getRequestMethod().equals("PUT")) {
        objects.put(path, body);
        send(exchange, 200, new byte[0]);
      } else {
        byte[] object = objects.get(path);
        send(exchange, object == null ? 404 : 200, object == null ? error("NoSuchKey") : object);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static byte[] error(String code) {
    return ("<?xml version=\"1.0\"?><Error><Code>" + code + "</Code></Error>")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
