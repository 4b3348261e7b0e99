package dev.drydock.base.suggestion;

import dev.drydock.match.Findings;
import dev.drydock.scan.Scan;
import dev.drydock.triage.Judgement;
import dev.drydock.triage.Priority;
import java.util.Comparator;
import java.util.List;

/// How many findings are open, by their priority.
public record Left(int act, int attend, int track) {
  public static final Comparator<Left> LEAST_FIRST =
      Comparator.comparingInt(Left::act)
          .thenComparingInt(Left::attend)
          .thenComparingInt(Left::track);

  /// @param judgements one for each finding
  public static Left of(Findings findings, List<Judgement> judgements) {
    int[] counts = new int[Priority.values().length];
    for (int i = 0; i < judgements.size(); i++) {
      if (Scan.open(findings.findings().get(i))) {
        counts[judgements.get(i).priority().ordinal()]++;
      }
    }
    return new Left(
        counts[Priority.ACT.ordinal()],
        counts[Priority.ATTEND.ordinal()],
        counts[Priority.TRACK.ordinal()]);
  }

  public int all() {
    return act + attend + track;
  }
}
