package dev.drydock.testkit;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/// A proxy before a registry that lets one write be carried out and keeps the answer to itself, and
/// from then on lets nothing through: whoever asked can be killed at exactly that moment, with the
/// write behind it and all else still to come.
///
/// Writes go through one at a time, so that none is under way when another one is held.
public final class HoldingProxy implements AutoCloseable {
  private static final Set<String> PASSED =
      Set.of(
          "accept", "authorization", "content-range", "content-type", "if-match", "link", "range");
  private static final Set<String> HOP =
      Set.of("connection", "content-length", "date", "location", "transfer-encoding");

  private final String registry;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<String> writes = new CopyOnWriteArrayList<>();
  private final ReentrantLock oneWrite = new ReentrantLock();
  private volatile Turn turn = new Turn(_ -> false);

  /// From one [#holdBehind] to the next.
  private static final class Turn {
    private final Predicate<String> holds;
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);

    Turn(Predicate<String> holds) {
      this.holds = holds;
    }
  }

  /// @param registry `127.0.0.1:port`
  public HoldingProxy(String registry) throws IOException {
    this.registry = registry;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /// `127.0.0.1:port`.
  public String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /// Lets go what is held, forgets the writes so far, and holds the next one of that number.
  ///
  /// @param write counted from 1; 0 for none
  public void holdBehind(int write) {
    begin(_ -> writes.size() == write);
  }

  /// The same with the next one of a name.
  ///
  /// @param write `PUT /v2/app/manifests/1`
  public void holdBehind(String write) {
    begin(write::equals);
  }

  private void begin(Predicate<String> holds) {
    turn.over.countDown();
    writes.clear();
    turn = new Turn(holds);
  }

  /// Method and path of the writes that were carried out since, first one first.
  public List<String> writes() {
    return List.copyOf(writes);
  }

  /// Waits until somebody asks for anything.
  public boolean asked(long milliseconds) throws InterruptedException {
    return turn.asked.await(milliseconds, TimeUnit.MILLISECONDS);
  }

  /// Waits until the write was carried out whose answer is kept.
  public boolean held(long milliseconds) throws InterruptedException {
    return turn.held.await(milliseconds, TimeUnit.MILLISECONDS);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Turn now = turn;
      now.asked.countDown();
      String method = exchange.getRequestMethod();
      byte[] body = exchange.getRequestBody().readAllBytes();
      boolean write = !method.equals("GET") && !method.equals("HEAD");
      if (write) {
        oneWrite.lockInterruptibly();
      }
      try {
        if (now.held.getCount() == 0) {
          now.over.await();
          return;
        }
        HttpResponse<byte[]> response = forward(exchange, body);
        if (write) {
          String written = method + " " + exchange.getRequestURI().getPath();
          writes.add(written);
          if (now.holds.test(written)) {
            now.held.countDown();
            now.over.await();
            return;
          }
        }
        answer(exchange, response);
      } finally {
        if (write) {
          oneWrite.unlock();
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://" + registry + exchange.getRequestURI()))
            .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (PASSED.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  private void answer(HttpExchange exchange, HttpResponse<byte[]> response) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    response
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!HOP.contains(name.toLowerCase(Locale.ROOT)) && !name.startsWith(":")) {
                values.forEach(value -> headers.add(name, value));
              }
            });
    response
        .headers()
        .firstValue("Location")
        .ifPresent(to -> headers.set("Location", to.replace("//" + registry, "//" + host())));
    byte[] body = response.body();
    exchange.sendResponseHeaders(response.statusCode(), body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    turn.over.countDown();
    server.stop(0);
    threads.shutdownNow();
    client.shutdownNow();
  }
}
