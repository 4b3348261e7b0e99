package dev.drydock.server.gate;

import dev.drydock.policy.reading.Problem;
import java.util.List;

/// Policies have mistakes, all of which are told at once.
///
/// `problems` are those of the engine's reader, whose sources name the documents.
final class PolicyRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /// @param detail what happened, what to do
  PolicyRefused(String detail, List<Problem> problems) {
    super(detail);
    this.problems = List.copyOf(problems);
  }

  List<Problem> problems() {
    return problems;
  }
}
