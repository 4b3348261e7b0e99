package dev.drydock.cli.fleet;

import dev.drydock.cli.command.Invocation;
import dev.drydock.cli.console.ErrorLine;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.surroundings.Surroundings;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Bounded;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/// Talks to the organisation's server. All that is asked of it may be asked again, so that an
/// answer that was lost, or a server that is just being restarted, costs nothing but a little time.
public final class ServerConnection {
  private static final Duration LONGEST_REQUEST = Duration.ofSeconds(60);
  private static final int TIMES = 3;
  private static final long PAUSE_MILLIS = 500;
  private static final long LONGEST_PAUSE_SECONDS = 5;
  private static final int LARGEST_ANSWER = 64 << 20;

  private final Surroundings surroundings;
  private final ServerAddress address;

  ServerConnection(Surroundings surroundings, ServerAddress address) {
    this.surroundings = surroundings;
    this.address = address;
  }

  public static ServerConnection of(Surroundings surroundings, Invocation invocation)
      throws IOException, Failure {
    if (invocation.has("--offline")) {
      throw Failure.usage(
          invocation.command() + " asks a server, and --offline forbids it; leave it out");
    }
    return new ServerConnection(surroundings, ServerAddress.of(surroundings, invocation));
  }

  public URI base() {
    return address.base();
  }

  /// A part of a path, or the value of a parameter.
  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /// @param path below the organisation, starting with a slash
  public Json get(String path) throws IOException, InterruptedException, Failure {
    return json(bytes(path), path);
  }

  /// The answer as it is.
  byte[] bytes(String path) throws IOException, InterruptedException, Failure {
    return send("GET", path, BodyPublishers.noBody(), Map.of());
  }

  /// @param body with gzip
  Json send(String method, String path, byte[] body, String type)
      throws IOException, InterruptedException, Failure {
    return json(
        send(
            method,
            path,
            BodyPublishers.ofByteArray(body),
            Map.of("Content-Type", type, "Content-Encoding", "gzip")),
        path);
  }

  private Json json(byte[] answer, String path) throws IOException {
    return new JsonReader(surroundings.limits())
        .read(answer, "the answer of " + address.base() + " to " + path.split("\\?", 2)[0]);
  }

  private byte[] send(String method, String path, BodyPublisher body, Map<String, String> headers)
      throws IOException, InterruptedException, Failure {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(
                    address.base()
                        + "/api/v1/organisations/"
                        + encoded(address.organisation())
                        + path))
            .method(method, body)
            .timeout(LONGEST_REQUEST)
            .header("Authorization", "Bearer " + address.token())
            .header("User-Agent", "drydock/" + Surroundings.version());
    headers.forEach(request::header);
    HttpClient client = surroundings.serviceClient();
    for (int time = 1; ; time++) {
      long pause = PAUSE_MILLIS * time;
      try {
        if (address.hasToProve()) {
          ServerProof.demand(client, address, new JsonReader(surroundings.limits()));
        }
        HttpResponse<InputStream> response =
            client.send(request.build(), BodyHandlers.ofInputStream());
        byte[] answer;
        try (InputStream in = response.body()) {
          answer = Bounded.readAll(in, LARGEST_ANSWER, "the server's answer");
        }
        if (response.statusCode() / 100 == 2) {
          return answer;
        }
        if (!later(response.statusCode()) || time == TIMES) {
          throw refused(response.statusCode(), answer);
        }
        pause = pause(response, pause);
      } catch (ServerUnreachableException e) {
        throw e;
      } catch (IOException e) {
        if (time == TIMES) {
          throw unreachable(e);
        }
      }
      Thread.sleep(pause);
    }
  }

  static boolean later(int status) {
    return status == 429 || status == 502 || status == 503 || status == 504;
  }

  private static long pause(HttpResponse<?> response, long otherwise) {
    String after = response.headers().firstValue("Retry-After").orElse("");
    return after.matches("[0-9]{1,4}")
        ? Math.min(Long.parseLong(after), LONGEST_PAUSE_SECONDS) * 1000
        : otherwise;
  }

  private ServerUnreachableException unreachable(IOException cause) {
    String why = cause.getMessage();
    return new ServerUnreachableException(
        "the server "
            + address.base()
            + " does not answer"
            + (why == null ? "" : " (" + ErrorLine.oneLine(why) + ")")
            + "; is it running, and is its address right?",
        cause);
  }

  /// What a problem answer (RFC 9457) says.
  private Failure refused(int status, byte[] answer) throws ServerUnreachableException {
    String detail = detail(answer);
    String said =
        "the server "
            + address.base()
            + (detail.isEmpty() ? " answers " + status : " says: " + detail);
    if (later(status)) {
      throw new ServerUnreachableException(said, null);
    }
    return Failure.input(status == 401 ? said + " (DRYDOCK_TOKEN)" : said, null);
  }

  private String detail(byte[] answer) {
    try {
      String detail =
          new JsonReader(surroundings.limits()).read(answer, "the server's answer").text("detail");
      return detail == null ? "" : ErrorLine.oneLine(detail);
    } catch (IOException _) {
      return ""; // a proxy's page: its status has to do
    }
  }
}
