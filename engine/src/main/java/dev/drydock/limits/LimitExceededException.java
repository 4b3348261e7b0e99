package dev.drydock.limits;

import java.io.IOException;

/// Input went over one of the [Limits].
public final class LimitExceededException extends IOException {
  private static final long serialVersionUID = 1L;

  /// @param limit the limit's name in [Limits]
  /// @param what what was being read, for the user: "layer 3", "app.jar"
  /// @param bound the limit's value
  public LimitExceededException(String limit, String what, long bound) {
    super("%s goes over the limit of %,d (%s)".formatted(what, bound, limit));
  }
}
