package dev.drydock.base.testing;

import dev.drydock.policy.reading.Problem;
import java.util.List;

/// A file of tests has mistakes, all of which are told at once. None of it is run.
public final class InvalidTestsException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /// @param problems at least one
  InvalidTestsException(List<Problem> problems) {
    super(
        problems.getFirst()
            + (problems.size() == 1 ? "" : " (and " + (problems.size() - 1) + " more)"));
    this.problems = List.copyOf(problems);
  }

  public List<Problem> problems() {
    return problems;
  }
}
