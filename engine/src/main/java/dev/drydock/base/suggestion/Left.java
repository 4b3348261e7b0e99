package dev.drydock.base.suggestion;

import dev.drydock.match.Findings;
import dev.drydock.scan.Scan;
import dev.drydock.triage.Judgement;
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
    int act = 0;
    int attend = 0;
    int track = 0;
    for (int i = 0; i < judgements.size(); i++) {
      if (Scan.open(findings.findings().get(i))) {
        switch (judgements.get(i).priority()) {
          case ACT -> act++;
          case ATTEND -> attend++;
          case TRACK -> track++;
        }
      }
    }
    return new Left(act, attend, track);
  }

  public int all() {
    return act + attend + track;
  }
}
