package dev.drydock.policy.reading;

import dev.drydock.policy.rule.Source;

/// One mistake in a policy.
///
/// @param message what is wrong, and what to write instead, one line
public record Problem(Source source, String message) {
  @Override
  public String toString() {
    return source + ": " + message;
  }
}
