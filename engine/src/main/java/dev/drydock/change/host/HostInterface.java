package dev.drydock.change.host;

import dev.drydock.change.ChangeException;
import dev.drydock.change.host.PullRequest.State;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.json.JsonWriter;
import dev.drydock.limits.Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Asks one host's REST interface, and it alone: the token goes with every request, so requests go
/// to nobody else, whatever an answer says.
final class HostInterface {
  private static final int MOST_REDIRECTS = 3;

  private final HostProject project;
  private final HostToken token;
  private final HostTransport transport;
  private final HostErrors errors;

  HostInterface(HostProject project, HostToken token, HostTask task, HostTransport transport) {
    this.project = project;
    this.token = token;
    this.transport = transport;
    this.errors = new HostErrors(project, token, task);
  }

  /// A segment of a path or a value of a query.
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /// What a request's body is written by.
  interface Body {
    void write(JsonWriter json) throws IOException;
  }

  /// @param path after the interface's address, from its `/` on, encoded
  Json get(String path, Map<String, String> headers) throws IOException, InterruptedException {
    return exchange("GET", path, headers, null);
  }

  /// The answer, or `null` where the host does not show it to this token.
  @Nullable Json getIfShown(String path, Map<String, String> headers)
      throws IOException, InterruptedException {
    try {
      return get(path, headers);
    } catch (ChangeException e) {
      return switch (e.kind()) {
        case REFUSED, NOT_FOUND -> null;
        case STALE, FORBIDDEN, INVALID, RATE_LIMITED, UNAVAILABLE, UNSUPPORTED -> throw e;
      };
    }
  }

  Json send(String method, String path, Map<String, String> headers, Body body)
      throws IOException, InterruptedException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonWriter json = new JsonWriter(bytes)) {
      json.object();
      body.write(json);
      json.end();
    }
    return exchange(method, path, headers, bytes.toByteArray());
  }

  /// Asks for something to be done that needs no words.
  Json post(String path, Map<String, String> headers) throws IOException, InterruptedException {
    return exchange("POST", path, headers, null);
  }

  private Json exchange(
      String method, String path, Map<String, String> headers, byte @Nullable [] body)
      throws IOException, InterruptedException {
    Map<String, String> all = new HashMap<>(Map.of("Accept", "application/json"));
    all.putAll(headers);
    all.put("Authorization", token.authorization());
    if (body != null) {
      all.put("Content-Type", "application/json");
    }
    URI at = URI.create(project.api() + path);
    for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
      HostTransport.Answer answer;
      try {
        answer = transport.send(new HostTransport.Request(method, at, all, body));
      } catch (IOException e) {
        throw errors.unreachable(e);
      }
      if (answer.status() / 100 == 2) {
        return read(answer);
      }
      // only these keep method and body; the others are safe for what only asks
      boolean redirected =
          switch (answer.status()) {
            case 307, 308 -> true;
            case 301, 302, 303 -> method.equals("GET");
            default -> false;
          };
      if (!redirected) {
        throw errors.status(answer);
      }
      at = next(at, answer.header("location"));
    }
    throw errors.noInterface("it sends us round in circles");
  }

  private URI next(URI from, @Nullable String location) throws ChangeException {
    URI next;
    try {
      next = location == null ? null : from.resolve(location);
    } catch (IllegalArgumentException _) {
      next = null;
    }
    if (next == null
        || !from.getScheme().equalsIgnoreCase(next.getScheme())
        || !from.getHost().equalsIgnoreCase(next.getHost())
        || from.getPort() != next.getPort()
        || next.getRawUserInfo() != null) {
      throw errors.noInterface("it sends us on to another address, which does not get the token");
    }
    return next;
  }

  private Json read(HostTransport.Answer answer) throws ChangeException {
    try {
      return new JsonReader(Limits.defaults()).read(answer.body(), "the answer");
    } catch (IOException _) {
      // not as the cause: the reader may quote what is not ours to show
      throw errors.noInterface("it does not answer with JSON");
    }
  }

  /// The objects of a list, each as a request; open ones first.
  List<PullRequest> requests(Stream<Json> list, Function<Json, Optional<PullRequest>> reader) {
    return list.flatMap(one -> reader.apply(one).stream())
        .sorted(Comparator.comparing(request -> request.state() != State.OPEN))
        .toList();
  }

  /// An array, where there has to be one.
  List<Json> array(@Nullable Json json) throws ChangeException {
    if (json instanceof Json.Array(List<Json> items)) {
      return items;
    }
    throw errors.noInterface("it has no list where one belongs");
  }

  /// The one request that an answer has to be.
  PullRequest request(Json json, Function<Json, Optional<PullRequest>> reader)
      throws ChangeException {
    return reader
        .apply(json)
        .orElseThrow(() -> errors.noInterface("it tells of no " + project.kind().noun()));
  }

  /// A request with all that has to be there; empty where it is not.
  static Optional<PullRequest> of(
      Optional<Long> number,
      @Nullable String address,
      State state,
      @Nullable String title,
      @Nullable String body) {
    if (number.isEmpty() || address == null || title == null || !isAddress(address)) {
      return Optional.empty();
    }
    return Optional.of(
        new PullRequest(number.get(), address, state, title, body == null ? "" : body));
  }

  /// It is printed for people: nothing but an address, without anything that moves a cursor.
  private static boolean isAddress(String text) {
    return (text.startsWith("https://") || text.startsWith("http://"))
        && text.length() < 2000
        && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }
}
