package dev.drydock.base.pipeline;

import java.util.List;

/// What came of one step.
///
/// @param reused whether its evidence was there already, so that it was not run
/// @param lines what it objects to and how to mend that, or what it notes, one line each
public record StepReport(Step step, boolean passed, boolean reused, List<String> lines) {
  public StepReport {
    lines = List.copyOf(lines);
  }
}
