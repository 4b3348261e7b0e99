package dev.drydock.policy.facts;

import java.util.List;

/// What there is to do, and what will be left.
///
/// @param actions in the order of the plan
/// @param remaining how many findings no action removes
public record PlanFacts(List<Step> actions, int remaining) implements Item {
  public PlanFacts {
    actions = List.copyOf(actions);
  }

  /// One action.
  ///
  /// @param kind `change-base`, `upgrade-packages`, …
  /// @param effort `small`, `medium`, `large`
  /// @param removes how many findings
  public record Step(String kind, String effort, int removes) {}

  @Override
  public String words() {
    return "the plan";
  }
}
