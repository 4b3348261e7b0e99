package dev.drydock.triage;

import java.util.List;

/// How urgent one finding is, and what says so.
///
/// @param reasons in words, the deciding one first; never empty
/// @param exposure how far the vulnerable code is within reach. Always `present` for now: it is in
///   the image, and nobody has found out yet whether it runs
public record Judgement(Priority priority, List<String> reasons, String exposure) {
  public Judgement {
    reasons = List.copyOf(reasons);
    if (reasons.isEmpty()) {
      throw new IllegalArgumentException("a judgement without a reason");
    }
  }
}
