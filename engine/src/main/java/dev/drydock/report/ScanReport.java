package dev.drydock.report;

import dev.drydock.bom.Creation;
import dev.drydock.fix.UpgradePlan;
import dev.drydock.hygiene.Observation;
import dev.drydock.match.Finding;
import dev.drydock.match.Findings;
import dev.drydock.match.lifecycle.EndOfLife;
import dev.drydock.triage.Judgement;
import dev.drydock.vex.Assessment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that the stages said of one image, as a report tells it.
///
/// @param findings of the matching stage, after VEX
/// @param judgements one for each finding, in the same order
/// @param assessment which findings VEX statements silenced or gave a status
/// @param endOfLife `null` where the distribution is looked after, or nobody knows
/// @param observations what is careless about the image beside its components, the worst first
public record ScanReport(
    Findings findings,
    List<Judgement> judgements,
    UpgradePlan plan,
    Creation creation,
    Assessment assessment,
    @Nullable EndOfLife endOfLife,
    List<Observation> observations) {

  public ScanReport {
    observations = List.copyOf(observations);
    judgements = List.copyOf(judgements);
    if (judgements.size() != findings.findings().size()) {
      throw new IllegalArgumentException("one judgement for each finding");
    }
  }

  /// A report without VEX, of a distribution that is looked after.
  public ScanReport(
      Findings findings, List<Judgement> judgements, UpgradePlan plan, Creation creation) {
    this(findings, judgements, plan, creation, Assessment.none(), null, List.of());
  }

  /// Whether a finding is something that is wrong with the image, or may be: not what a source says
  /// is fixed or never was affected.
  public static boolean open(Finding finding) {
    return switch (finding.status()) {
      case AFFECTED, WILL_NOT_FIX, UNDER_INVESTIGATION, UNDETERMINED -> true;
      case FIXED, NOT_AFFECTED -> false;
    };
  }

  /// Whether there was data for every kind of package in the image: without it, nothing found says
  /// nothing.
  public boolean lookedUp() {
    for (Findings.Coverage coverage : findings.coverage()) {
      if (!coverage.known()) {
        return false;
      }
    }
    return true;
  }
}
