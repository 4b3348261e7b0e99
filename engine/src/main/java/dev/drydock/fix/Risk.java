package dev.drydock.fix;

import dev.drydock.match.Finding;
import dev.drydock.triage.Judgement;

/// How much risk some findings are: more to act on is more, whatever the rest; then more to attend
/// to; then the severer ones.
final class Risk implements Comparable<Risk> {
  /// to act on, to attend to, critical, high, medium, low, unknown, negligible
  private final int[] weight = new int[8];

  void add(Finding finding, Judgement judgement) {
    switch (judgement.priority()) {
      case ACT -> weight[0]++;
      case ATTEND -> weight[1]++;
      case TRACK -> {
        // counts by its severity
      }
    }
    switch (finding.severity()) {
      case CRITICAL -> weight[2]++;
      case HIGH -> weight[3]++;
      case MEDIUM -> weight[4]++;
      case LOW -> weight[5]++;
      case UNKNOWN -> weight[6]++;
      case NEGLIGIBLE -> weight[7]++;
    }
  }

  /// Whether any of it is to be acted on or attended to.
  boolean urgent() {
    return weight[0] + weight[1] > 0;
  }

  /// All of it as one number, to be put beside effort: 8 for a critical finding, 4 for a high one,
  /// 2 for a medium and 1 for a low one, or one that nobody has rated.
  long points() {
    return 8L * weight[2] + 4L * weight[3] + 2L * weight[4] + weight[5] + weight[6];
  }

  /// Compares only what is urgent.
  int compareUrgent(Risk other) {
    int order = Integer.compare(weight[0], other.weight[0]);
    return order == 0 ? Integer.compare(weight[1], other.weight[1]) : order;
  }

  @Override
  public int compareTo(Risk other) {
    for (int i = 0; i < weight.length; i++) {
      if (weight[i] != other.weight[i]) {
        return Integer.compare(weight[i], other.weight[i]);
      }
    }
    return 0;
  }
}
