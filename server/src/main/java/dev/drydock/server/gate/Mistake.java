package dev.drydock.server.gate;

import dev.drydock.policy.reading.Problem;

/// One mistake in a policy, as clients see it.
///
/// @param document the place whose document it is in: `acme/teams/shop`
/// @param message what is wrong, and what to write instead
record Mistake(String document, int line, int column, String message) {
  static Mistake of(Problem problem) {
    return new Mistake(
        problem.source().file(),
        problem.source().line(),
        problem.source().column(),
        problem.message());
  }
}
