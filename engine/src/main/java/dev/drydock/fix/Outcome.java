package dev.drydock.fix;

import java.util.ArrayList;
import java.util.List;

/// What a plan on one base image leaves, and what it costs.
record Outcome(Plan plan, Risk left, int cost) {

  /// Less that is urgent counts first, then less work, then less of everything: another release of
  /// the distribution is not worth its work for findings that can wait.
  boolean betterThan(Outcome other) {
    int order = left.compareUrgent(other.left);
    if (order == 0) {
      order = Integer.compare(cost, other.cost);
    }
    return (order == 0 ? left.compareTo(other.left) : order) < 0;
  }

  Plan plan(List<String> undecided) {
    List<String> all = new ArrayList<>(plan.undecided());
    all.addAll(undecided);
    return new Plan(plan.actions(), plan.remaining(), plan.predicted(), all);
  }
}
