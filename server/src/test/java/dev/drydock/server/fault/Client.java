package dev.drydock.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// A client that does not give up: where one server does not answer, or says that it cannot just
/// now, it asks the next one. Any other answer than the one it wants is a bug.
final class Client {
  static final String TOKEN = "drydock_" + "0123456789abcdef".repeat(4);
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final List<ServerProcess> servers;
  private final Tally tally;

  Client(List<ServerProcess> servers, Tally tally) {
    this.servers = servers;
    this.tally = tally;
  }

  /// @param first which server is asked first
  void send(int first, String method, String path, String body, Integer... wanted)
      throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    for (int attempt = 0; ; attempt++) {
      ServerProcess server = servers.get((first + attempt) % servers.size());
      String answer;
      try {
        HttpResponse<String> response = server.send(request(server, method, path, body));
        if (Set.of(wanted).contains(response.statusCode())) {
          return;
        }
        answer = response.statusCode() + " " + response.body();
        assertThat(response.statusCode()).as(method + " " + path + ": " + answer).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
        tally.unavailable();
      } catch (IOException e) {
        answer = e.toString();
        tally.broken();
      }
      if (System.nanoTime() > end) {
        throw new AssertionError(method + " " + path + ": " + answer);
      }
      Thread.sleep(100);
    }
  }

  /// What one server answers, whatever it is.
  static HttpResponse<String> ask(ServerProcess server, String path)
      throws IOException, InterruptedException {
    return server.send(request(server, "GET", path, ""));
  }

  private static HttpRequest request(
      ServerProcess server, String method, String path, String body) {
    return HttpRequest.newBuilder(server.address(path))
        .header("Authorization", "Bearer " + TOKEN)
        .header("Content-Type", "application/json")
        .timeout(Duration.ofSeconds(30))
        .method(method, BodyPublishers.ofString(body))
        .build();
  }
}
