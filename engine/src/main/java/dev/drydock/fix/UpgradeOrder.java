package dev.drydock.fix;

import dev.drydock.match.Finding;
import dev.drydock.triage.Judgement;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/// Puts the upgrades that remove the most risk first: the more findings to act on, then to attend
/// to, then the severer ones, then all.
final class UpgradeOrder {
  private final List<Finding> findings;
  private final List<Judgement> judgements;

  UpgradeOrder(List<Finding> findings, List<Judgement> judgements) {
    this.findings = findings;
    this.judgements = judgements;
  }

  UpgradePlan plan(List<Target> targets) {
    List<Weighed> weighed = new ArrayList<>(targets.size());
    BitSet removed = new BitSet(findings.size());
    for (Target target : targets) {
      Upgrade upgrade = target.upgrade();
      if (!upgrade.removes().isEmpty()) {
        weighed.add(new Weighed(upgrade, weight(upgrade)));
        for (int index : upgrade.removes()) {
          removed.set(index);
        }
      }
    }
    weighed.sort(Comparator.naturalOrder());
    List<Upgrade> upgrades = new ArrayList<>(weighed.size());
    for (Weighed one : weighed) {
      upgrades.add(one.upgrade);
    }
    List<Integer> withoutFix = new ArrayList<>();
    for (int i = 0; i < findings.size(); i++) {
      if (!removed.get(i)) {
        withoutFix.add(i);
      }
    }
    return new UpgradePlan(upgrades, withoutFix);
  }

  /// How many to act on, to attend to, critical, high, medium, low, others.
  private int[] weight(Upgrade upgrade) {
    int[] weight = new int[7];
    for (int index : upgrade.removes()) {
      switch (judgements.get(index).priority()) {
        case ACT -> weight[0]++;
        case ATTEND -> weight[1]++;
        case TRACK -> {
          // counts by its severity
        }
      }
      switch (findings.get(index).severity()) {
        case CRITICAL -> weight[2]++;
        case HIGH -> weight[3]++;
        case MEDIUM -> weight[4]++;
        case LOW -> weight[5]++;
        case NEGLIGIBLE, UNKNOWN -> weight[6]++;
      }
    }
    return weight;
  }

  private record Weighed(Upgrade upgrade, int[] weight) implements Comparable<Weighed> {
    @Override
    public int compareTo(Weighed other) {
      for (int i = 0; i < weight.length; i++) {
        if (weight[i] != other.weight[i]) {
          return Integer.compare(other.weight[i], weight[i]);
        }
      }
      int names = upgrade.name().compareTo(other.upgrade.name());
      return names != 0 ? names : upgrade.from().compareTo(other.upgrade.from());
    }
  }
}
