package dev.drydock.fix;

import java.util.List;

/// What a plan on one base image leaves, and what it costs.
record Outcome(Plan plan, Risk left, int cost) {

  /// What one unit of effort has to remove of what can wait, in [Risk#points()].
  static final int WORTH = 4;

  /// Less that is urgent counts first. Of equals the one that is the better trade: each unit of
  /// effort has to remove a severe finding, two of medium severity, or four slight ones. Whoever
  /// changes one line gets rid of a hundred findings gladly, though none of them is urgent; another
  /// release of the distribution is not worth its work for three. Of equals still, the one with
  /// less effort.
  boolean betterThan(Outcome other) {
    int order = left.compareUrgent(other.left);
    if (order == 0) {
      order = Long.compare(price(), other.price());
    }
    if (order == 0) {
      order = Integer.compare(cost, other.cost);
    }
    return (order == 0 ? left.compareTo(other.left) : order) < 0;
  }

  /// Effort and what is left, in the same unit.
  private long price() {
    return left.points() + (long) WORTH * cost;
  }

  Plan plan(List<String> undecided) {
    return plan.withUndecided(undecided);
  }
}
