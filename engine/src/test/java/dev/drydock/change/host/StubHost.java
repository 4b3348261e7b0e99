package dev.drydock.change.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// A Git host on this machine that gives prepared answers in turn, and keeps what it was asked.
final class StubHost implements AutoCloseable {
  static final String TOKEN = "s3cret-t0ken";

  private final HttpServer server;
  private final Deque<Reply> replies = new ArrayDeque<>();
  private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());

  /// @param query decoded; empty where there is none
  record Asked(String method, String path, String query, Map<String, String> headers, String body) {
    /// The body as the host would read it.
    Json json() throws IOException {
      return new JsonReader(Limits.defaults())
          .read(body.getBytes(StandardCharsets.UTF_8), "a request");
    }
  }

  record Reply(int status, Map<String, String> headers, byte[] body) {}

  StubHost() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    URI uri = exchange.getRequestURI();
    SortedMap<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
    asked.add(
        new Asked(
            exchange.getRequestMethod(),
            uri.getRawPath(),
            uri.getQuery() == null ? "" : uri.getQuery(),
            headers,
            body));
    Reply reply;
    synchronized (replies) {
      reply = replies.isEmpty() ? new Reply(599, Map.of(), new byte[0]) : replies.removeFirst();
    }
    reply.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    try (exchange) {
      exchange.sendResponseHeaders(
          reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
      exchange.getResponseBody().write(reply.body());
    } catch (IOException _) {
      // who asked has had enough
    }
  }

  StubHost reply(int status, String body) {
    return reply(status, Map.of("Content-Type", "application/json"), body);
  }

  StubHost reply(int status, Map<String, String> headers, String body) {
    synchronized (replies) {
      replies.addLast(new Reply(status, headers, body.getBytes(StandardCharsets.UTF_8)));
    }
    return this;
  }

  List<Asked> asked() {
    return asked;
  }

  /// The only request since the last look.
  Asked one() {
    assertThat(asked).hasSize(1);
    return asked.removeFirst();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  HostProject project(HostKind kind, String path) throws IOException {
    String remote = address() + "/" + path + ".git";
    if (kind != HostKind.BITBUCKET) {
      return HostProject.of(remote, kind, null, Map.of());
    }
    // Bitbucket Cloud is one host only
    return new HostProject(kind, "127.0.0.1", URI.create(address() + "/2.0"), path);
  }

  PullRequests requests(HostKind kind, String path) throws IOException {
    HostProject project = project(kind, path);
    return PullRequests.of(project, token(project, HostTask.REQUESTS), transport());
  }

  RequestComments comments(HostKind kind, String path, long number) throws IOException {
    HostProject project = project(kind, path);
    return RequestComments.of(project, number, token(project, HostTask.COMMENTS), transport());
  }

  private static HostToken token(HostProject project, HostTask task) throws IOException {
    return HostToken.of(project, task, Map.of(project.kind().variables().getFirst(), TOKEN));
  }

  private static HostTransport transport() {
    return new ClientTransport(HttpClient.newHttpClient(), "drydock/test", Duration.ofSeconds(5));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
