package dev.drydock.server.web;

import org.springframework.http.HttpStatus;

/// A request that cannot be done as it is; becomes an answer of RFC 9457.
public class Problem extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final HttpStatus status;

  /// @param detail for people: what happened, what to do
  public Problem(HttpStatus status, String detail) {
    super(detail);
    this.status = status;
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
}
