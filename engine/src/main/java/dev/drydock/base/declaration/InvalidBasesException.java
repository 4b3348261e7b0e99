package dev.drydock.base.declaration;

import dev.drydock.policy.reading.Problem;
import java.util.List;

/// A `bases.yaml` has mistakes, all of which are told at once. Nothing is made of it.
public final class InvalidBasesException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /// @param problems at least one
  InvalidBasesException(List<Problem> problems) {
    super(
        problems.getFirst()
            + (problems.size() == 1 ? "" : " (and " + (problems.size() - 1) + " more)"));
    this.problems = List.copyOf(problems);
  }

  /// In the order of the files and their lines.
  public List<Problem> problems() {
    return problems;
  }
}
