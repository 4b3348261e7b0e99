package dev.drydock.advisory.feed;

import dev.drydock.advisory.Progress;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// One GET into a file: redirects are bounded and never lead from https to http, a server that has
/// gone silent is given up.
final class Download {
  private static final int REDIRECTS = 5;
  private static final int OK = 200;

  private final HttpClient client;
  private final String what;
  private final long max;
  private final Duration silence;
  private final Progress progress;

  /// @param what is fetched, for people
  /// @param max bytes of the body
  /// @param silence after which the server is given up
  Download(HttpClient client, String what, long max, Duration silence, Progress progress) {
    this.client = client;
    this.what = what;
    this.max = max;
    this.silence = silence;
    this.progress = progress;
  }

  /// The answer at the end of all redirects; its body is in `out` where the status is 200.
  HttpResponse<Long> get(URI from, @Nullable FeedState state, FileChannel out)
      throws IOException, InterruptedException {
    URI uri = from;
    for (int i = 0; i <= REDIRECTS; i++) {
      HttpResponse<Long> response = send(request(uri, state), out);
      String location = response.headers().firstValue("Location").orElse("");
      if (!isRedirect(response.statusCode()) || location.isEmpty()) {
        return response;
      }
      uri = redirected(uri, location);
    }
    throw new IOException(from + " redirects more than " + REDIRECTS + " times");
  }

  private static boolean isRedirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
  }

  private static URI redirected(URI from, String location) throws IOException {
    try {
      URI to = from.resolve(location);
      boolean secure = "https".equals(to.getScheme());
      if (!secure && !("http".equals(to.getScheme()) && "http".equals(from.getScheme()))) {
        throw new IOException(from + " redirects to " + to + ", which is not https");
      }
      return to;
    } catch (IllegalArgumentException e) {
      throw new IOException(from + " redirects to something that is no address", e);
    }
  }

  private HttpRequest request(URI uri, @Nullable FeedState state) throws IOException {
    try {
      HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(silence).GET();
      if (state != null && !state.etag().isEmpty()) {
        request.header("If-None-Match", state.etag());
      }
      if (state != null && !state.lastModified().isEmpty()) {
        request.header("If-Modified-Since", state.lastModified());
      }
      return request.build();
    } catch (IllegalArgumentException e) {
      throw new IOException(uri + " cannot be fetched: " + e.getMessage(), e);
    }
  }

  private HttpResponse<Long> send(HttpRequest request, FileChannel out)
      throws IOException, InterruptedException {
    out.truncate(0);
    out.position(0);
    AtomicReference<@Nullable BodyToFile> body = new AtomicReference<>();
    AtomicReference<Long> total = new AtomicReference<>(-1L);
    CompletableFuture<HttpResponse<Long>> answer =
        client.sendAsync(
            request,
            info -> {
              total.set(info.headers().firstValueAsLong("Content-Length").orElse(-1));
              BodyToFile subscriber =
                  new BodyToFile(out, info.statusCode() == OK, request.uri().toString(), max);
              body.set(subscriber);
              return subscriber;
            });
    try {
      return await(answer, body, total, request.uri());
    } finally {
      answer.cancel(true);
    }
  }

  private HttpResponse<Long> await(
      CompletableFuture<HttpResponse<Long>> answer,
      AtomicReference<@Nullable BodyToFile> body,
      AtomicReference<Long> total,
      URI uri)
      throws IOException, InterruptedException {
    long last = -1;
    long waited = 0;
    long step = Math.min(200, silence.toMillis());
    while (true) {
      try {
        return answer.get(step, TimeUnit.MILLISECONDS);
      } catch (TimeoutException _) {
        BodyToFile subscriber = body.get();
        long now = subscriber == null ? 0 : subscriber.received();
        waited = now == last ? waited + step : 0;
        last = now;
        if (waited >= silence.toMillis()) {
          throw new IOException(uri + " has sent nothing for " + silence.toSeconds() + " seconds");
        }
        progress.at("Fetching " + what, now, total.get());
      } catch (ExecutionException e) {
        Throwable cause = e.getCause();
        if (cause instanceof IOException failure) {
          throw failure;
        }
        throw new IOException(uri + " could not be fetched", cause);
      }
    }
  }
}
