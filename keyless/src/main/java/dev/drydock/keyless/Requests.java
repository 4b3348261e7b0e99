package dev.drydock.keyless;

import dev.drydock.attest.identity.IdentityException;
import dev.drydock.attest.identity.Outside;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Requests to the services of a Sigstore instance, each within a time and a size.
final class Requests {
  /// A log's entry holds what was signed.
  private static final int MOST = 8 << 20;

  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final HttpClient client;
  private final String userAgent;

  Requests(Outside outside) {
    this.client = outside.client();
    this.userAgent = outside.userAgent();
  }

  /// What a service answers.
  @SuppressWarnings("ArrayRecordComponent") // passed on once, compared by nobody
  record Answer(int status, byte[] body) {
    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    /// What it says, short enough for a line.
    String words() {
      StringBuilder words = new StringBuilder();
      String text = text();
      for (int i = 0; i < text.length() && words.length() < 200; i++) {
        char c = text.charAt(i);
        words.append(Character.isISOControl(c) ? ' ' : c);
      }
      return words.toString().strip();
    }
  }

  /// @param what names the service in errors
  Answer post(URI uri, String mediaType, byte[] body, String what)
      throws IdentityException, InterruptedException {
    HttpRequest.Builder request =
        request(uri, what).header("Content-Type", mediaType).POST(BodyPublishers.ofByteArray(body));
    return send(request.build(), what, MOST);
  }

  /// @return `null` where there is no such thing
  byte @Nullable [] get(URI uri, int most, String what)
      throws IdentityException, InterruptedException {
    Answer answer = send(request(uri, what).GET().build(), what, most);
    if (answer.status == 404 || answer.status == 403) {
      return null;
    }
    if (answer.status != 200) {
      throw new IdentityException(
          what + " at " + uri.getHost() + " answers with HTTP status " + answer.status);
    }
    return answer.body;
  }

  private HttpRequest.Builder request(URI uri, String what) throws IdentityException {
    try {
      return HttpRequest.newBuilder(uri)
          .timeout(LONGEST)
          .header("User-Agent", userAgent)
          .header("Accept", "application/json, application/timestamp-reply, */*;q=0.1");
    } catch (IllegalArgumentException _) {
      throw new IdentityException(what + " has an address that is no URL of the web: " + uri);
    }
  }

  private Answer send(HttpRequest request, String what, int most)
      throws IdentityException, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), most));
    try {
      HttpResponse<byte[]> response = answer.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
      return new Answer(response.statusCode(), response.body());
    } catch (TimeoutException e) {
      throw unreachable(request.uri(), what, "the answer does not end", e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      String told = cause.getMessage();
      throw unreachable(
          request.uri(), what, told == null ? cause.getClass().getSimpleName() : told, cause);
    } finally {
      answer.cancel(true);
    }
  }

  private static IdentityException unreachable(URI uri, String what, String told, Throwable cause) {
    return new IdentityException(
        what
            + " at "
            + uri.getHost()
            + " cannot be used: "
            + told
            + "; check its address and the"
            + " way there",
        cause instanceof IOException ? cause : null);
  }

  /// The address of something below another address.
  static URI below(URI base, String path) {
    String text = base.toString();
    return URI.create(text.endsWith("/") ? text + path : text + "/" + path);
  }
}
