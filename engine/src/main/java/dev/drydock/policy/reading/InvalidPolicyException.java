package dev.drydock.policy.reading;

import java.util.List;

/// A policy has mistakes, all of which are told at once. It judges nothing: a gate that does not
/// understand its orders stays closed.
public final class InvalidPolicyException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /// @param problems at least one
  public InvalidPolicyException(List<Problem> problems) {
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
