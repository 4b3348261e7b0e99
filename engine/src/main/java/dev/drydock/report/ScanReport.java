package dev.drydock.report;

import dev.drydock.bom.Creation;
import dev.drydock.fix.UpgradePlan;
import dev.drydock.match.Finding;
import dev.drydock.match.Findings;
import dev.drydock.triage.Judgement;
import java.util.List;

/// All that the stages said of one image, as a report tells it.
///
/// @param findings of the matching stage
/// @param judgements one for each finding, in the same order
public record ScanReport(
    Findings findings, List<Judgement> judgements, UpgradePlan plan, Creation creation) {

  public ScanReport {
    judgements = List.copyOf(judgements);
    if (judgements.size() != findings.findings().size()) {
      throw new IllegalArgumentException("one judgement for each finding");
    }
  }

  /// Whether a finding is something that is wrong with the image, or may be: not what a source says
  /// is fixed or never was affected.
  public static boolean open(Finding finding) {
    return switch (finding.status()) {
      case AFFECTED, WILL_NOT_FIX, UNDER_INVESTIGATION, UNDETERMINED -> true;
      case FIXED, NOT_AFFECTED -> false;
    };
  }
}
