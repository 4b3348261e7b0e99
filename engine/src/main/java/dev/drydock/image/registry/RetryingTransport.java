package dev.drydock.image.registry;

import dev.drydock.image.ImageException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Tries again what failed for a passing reason: a broken connection, a server that is busy (429,
/// 408) or ill (500, 502, 503, 504). Waits longer each time, never longer than the settings allow.
final class RetryingTransport implements Transport {
  private final Transport transport;
  private final RegistrySettings settings;

  RetryingTransport(Transport transport, RegistrySettings settings) {
    this.transport = transport;
    this.settings = settings;
  }

  @Override
  public Response send(Request request) throws IOException, InterruptedException {
    if (request.body() != null && !request.body().repeatable()) {
      return transport.send(request);
    }
    for (int attempt = 1; ; attempt++) {
      Duration wait;
      try {
        Response response = transport.send(request);
        wait = waitAfter(response, attempt);
        if (wait == null) {
          return response;
        }
        response.close();
      } catch (IOException e) {
        if (attempt >= settings.attempts() || isLasting(e)) {
          throw e;
        }
        wait = backOff(attempt);
      }
      settings.sleeper().sleep(wait);
    }
  }

  /// How long to wait before the next attempt after the failed number `attempt`; doubles each time,
  /// and is spread so that many clients do not come back at once.
  Duration backOff(int attempt) {
    long base = settings.firstWait().toMillis() << Math.min(attempt - 1, 16);
    long most = Math.min(base, settings.longestWait().toMillis());
    return Duration.ofMillis(most / 2 + settings.random().nextLong(most / 2 + 1));
  }

  /// `null` where the response is to be taken as it is.
  private @Nullable Duration waitAfter(Response response, int attempt) {
    int status = response.status();
    boolean passing =
        status == 408 || status == 429 || status >= 500 && status <= 504 && status != 501;
    if (!passing || attempt >= settings.attempts()) {
      return null;
    }
    Duration asked = retryAfter(response.header("Retry-After"));
    if (asked == null) {
      // a limit on pulls lasts hours: the answer that explains it is worth more than another try
      boolean quota = status == 429 && response.header("RateLimit-Limit") != null;
      return quota ? null : backOff(attempt);
    }
    return asked.compareTo(settings.longestWait()) > 0 ? null : asked;
  }

  /// Seconds, or a date (RFC 9110, section 10.2.3); `null` where there is neither.
  private @Nullable Duration retryAfter(@Nullable String header) {
    if (header == null || header.length() > 64 || header.isBlank()) {
      return null;
    }
    String text = header.strip();
    try {
      return Duration.ofSeconds(Math.max(0, Long.parseLong(text)));
    } catch (NumberFormatException _) {
      // a date, then
    }
    try {
      Duration until =
          Duration.between(
              settings.clock().instant(),
              ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
      return until.isNegative() ? Duration.ZERO : until;
    } catch (DateTimeException _) {
      return null;
    }
  }

  /// Whether the next attempt would fail just so.
  private static boolean isLasting(IOException e) {
    return e instanceof ConnectException
        || e instanceof UnknownHostException
        || e instanceof NoRouteToHostException
        || e instanceof ProtocolException
        || e instanceof SSLException
        || e instanceof ImageException;
  }
}
