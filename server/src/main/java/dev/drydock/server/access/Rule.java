package dev.drydock.server.access;

import org.springframework.http.HttpMethod;

/// One row of the matrix: an endpoint, and what it needs where.
///
/// @param path as the controller's mapping writes it
/// @param body how many bytes the request's body may have
public record Rule(HttpMethod method, String path, Need need, long body) {
  private static final long USUAL_BODY = 1 << 20;

  Rule(HttpMethod method, String path, Need need) {
    this(method, path, need, USUAL_BODY);
  }

  /// The same with room for larger bodies: uploads.
  Rule withBody(long bytes) {
    return new Rule(method, path, need, bytes);
  }

  /// What an endpoint asks of its caller.
  public sealed interface Need {}

  /// Nothing: anybody may ask.
  public record Anybody() implements Need {}

  /// To be signed in; the endpoint shows only what is the caller's own.
  public record SignedIn() implements Need {}

  /// To belong to the organisation of the path; the endpoint shows only what the caller may see.
  public record Member() implements Need {}

  /// A permission in the place that the path's variables name.
  public record Permitted(Permission permission, Scope scope) implements Need {}

  /// Which variables of the path say where.
  public enum Scope {
    SERVER,
    /// `{organisation}`
    ORGANISATION,
    /// `{organisation}` and `{team}`
    TEAM,
    /// `{organisation}` and `{project}`
    PROJECT,
    /// `{organisation}` and `{digest}`: one of the teams that hold the image
    IMAGE
  }
}
