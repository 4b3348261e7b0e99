package dev.drydock.change.host;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// HTTP by the client of who embeds the engine, within a time and a size for each whole answer.
public final class ClientTransport implements HostTransport {
  /// A page of a hundred requests with long texts.
  private static final long MAX_BODY = 16L << 20;

  private final HttpClient client;
  private final String userAgent;
  private final Duration longest;

  /// @param client must not follow redirects: it would show them the token
  /// @param longest time for one request, from its first byte to the answer's last
  public ClientTransport(HttpClient client, String userAgent, Duration longest) {
    if (client.followRedirects() != HttpClient.Redirect.NEVER) {
      throw new IllegalArgumentException("a client that follows redirects shows them the token");
    }
    this.client = client;
    this.userAgent = userAgent;
    this.longest = longest;
  }

  @Override
  public Answer send(Request request) throws IOException, InterruptedException {
    HttpRequest.Builder builder = HttpRequest.newBuilder(request.uri()).timeout(longest);
    builder.header("User-Agent", userAgent);
    request.headers().forEach(builder::header);
    byte[] body = request.body();
    builder.method(
        request.method(),
        body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(
            builder.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BODY));
    try {
      HttpResponse<byte[]> response = answer.get(longest.toMillis(), TimeUnit.MILLISECONDS);
      Map<String, String> headers = new HashMap<>();
      response
          .headers()
          .map()
          .forEach(
              (name, values) ->
                  headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
      return new Answer(response.statusCode(), headers, response.body());
    } catch (TimeoutException e) {
      HttpTimeoutException late = new HttpTimeoutException("the answer does not end");
      late.initCause(e);
      throw late;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IOException("the request could not be sent", e.getCause());
    } finally {
      answer.cancel(true);
    }
  }
}
