package dev.drydock.advisory;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// A mirror of a [FeedDirectory] on this machine, with ETags of the files' sizes and times.
public final class FeedMirror implements AutoCloseable {
  private final Path root;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final CountDownLatch release = new CountDownLatch(1);

  /// What goes wrong, if anything.
  public volatile Trouble trouble = Trouble.NONE;

  /// What a server can do.
  public enum Trouble {
    NONE,
    /// half of each body, then silence
    STALLS,
    /// half of each body, then the connection is closed
    BREAKS_OFF,
    /// the first answer of each path is 503
    BUSY_ONCE,
    REDIRECTS_FOREVER,
    REDIRECTS_ELSEWHERE,
    FORBIDS
  }

  public FeedMirror(Path root) throws IOException {
    this.root = root;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  public URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/mirror/");
  }

  /// Status and path of every request.
  public List<String> log() {
    return log;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      Path file = root.resolve(path.replaceFirst("^/mirror/", "")).normalize();
      boolean seen = log.stream().anyMatch(line -> line.endsWith(" " + path));
      if (trouble == Trouble.BUSY_ONCE && !seen) {
        answer(exchange, path, 503);
      } else if (trouble == Trouble.FORBIDS) {
        answer(exchange, path, 403);
      } else if (trouble == Trouble.REDIRECTS_FOREVER) {
        exchange.getResponseHeaders().add("Location", path);
        answer(exchange, path, 302);
      } else if (trouble == Trouble.REDIRECTS_ELSEWHERE) {
        exchange.getResponseHeaders().add("Location", "file:///etc/passwd");
        answer(exchange, path, 302);
      } else if (!file.startsWith(root) || !Files.isRegularFile(file)) {
        answer(exchange, path, 404);
      } else {
        send(exchange, path, file);
      }
    }
  }

  private void answer(HttpExchange exchange, String path, int status) throws IOException {
    log.add(status + " " + path);
    exchange.sendResponseHeaders(status, -1);
  }

  private void send(HttpExchange exchange, String path, Path file) throws IOException {
    String etag = "\"" + Files.size(file) + "-" + Files.getLastModifiedTime(file).toMillis() + "\"";
    exchange.getResponseHeaders().add("ETag", etag);
    if (etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
      answer(exchange, path, 304);
      return;
    }
    byte[] bytes = Files.readAllBytes(file);
    log.add("200 " + path);
    exchange.sendResponseHeaders(200, bytes.length);
    OutputStream out = exchange.getResponseBody();
    if (trouble == Trouble.STALLS || trouble == Trouble.BREAKS_OFF) {
      out.write(bytes, 0, bytes.length / 2);
      out.flush();
      await();
      return;
    }
    out.write(bytes);
  }

  private void await() {
    try {
      if (trouble == Trouble.STALLS) {
        boolean _ = release.await(30, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    release.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
