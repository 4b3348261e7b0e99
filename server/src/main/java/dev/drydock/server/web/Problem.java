package dev.drydock.server.web;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/// A request that cannot be done as it is; becomes an answer of RFC 9457.
public class Problem extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final HttpStatus status;
  private final @Nullable Duration retryAfter;

  /// @param detail for people: what happened, what to do
  public Problem(HttpStatus status, String detail) {
    this(status, detail, null);
  }

  private Problem(HttpStatus status, String detail, @Nullable Duration retryAfter) {
    super(detail);
    this.status = status;
    this.retryAfter = retryAfter;
  }

  /// @param retryAfter when the same request may be tried again
  public static Problem tooMany(String detail, Duration retryAfter) {
    return new Problem(HttpStatus.TOO_MANY_REQUESTS, detail, retryAfter);
  }

  public static Problem forbidden(String detail) {
    return new Problem(HttpStatus.FORBIDDEN, detail);
  }

  public static Problem notFound(String detail) {
    return new Problem(HttpStatus.NOT_FOUND, detail);
  }

  public static Problem invalid(String detail) {
    return new Problem(HttpStatus.UNPROCESSABLE_CONTENT, detail);
  }

  public static Problem conflict(String detail) {
    return new Problem(HttpStatus.CONFLICT, detail);
  }

  public HttpStatus status() {
    return status;
  }

  /// How long to wait; empty where waiting does not help.
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
