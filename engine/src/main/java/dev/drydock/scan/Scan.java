package dev.drydock.scan;

import dev.drydock.approval.standing.Standing;
import dev.drydock.bom.Creation;
import dev.drydock.fix.Plan;
import dev.drydock.hygiene.Observation;
import dev.drydock.match.Finding;
import dev.drydock.match.Findings;
import dev.drydock.match.lifecycle.EndOfLife;
import dev.drydock.origin.Origins;
import dev.drydock.repair.Repair;
import dev.drydock.repair.Repaired;
import dev.drydock.triage.Judgement;
import dev.drydock.vex.Assessment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that the stages said of one image: what a policy judges, and what a report tells.
///
/// @param findings of the matching stage, after VEX
/// @param judgements one for each finding, in the same order
/// @param origins which parts came with the base image
/// @param plan what to do
/// @param assessment which findings VEX statements silenced or gave a status
/// @param endOfLife `null` where the distribution is looked after, or nobody knows
/// @param observations what is careless about the image beside its components, the worst first
/// @param observed whether anybody looked for that: a bill of materials does not tell of it
/// @param repaired the plan carried into the project's files; `null` where nobody named a project
/// @param standing whether its base is an approved one; `null` where nobody asked
public record Scan(
    Findings findings,
    List<Judgement> judgements,
    Origins origins,
    Plan plan,
    Creation creation,
    Assessment assessment,
    @Nullable EndOfLife endOfLife,
    List<Observation> observations,
    boolean observed,
    @Nullable Repaired repaired,
    @Nullable Standing standing) {

  public Scan {
    observations = List.copyOf(observations);
    judgements = List.copyOf(judgements);
    if (judgements.size() != findings.findings().size()) {
      throw new IllegalArgumentException("one judgement for each finding");
    }
  }

  /// A scan that nobody asked about approved bases.
  public Scan(
      Findings findings,
      List<Judgement> judgements,
      Origins origins,
      Plan plan,
      Creation creation,
      Assessment assessment,
      @Nullable EndOfLife endOfLife,
      List<Observation> observations,
      boolean observed,
      @Nullable Repaired repaired) {
    this(
        findings,
        judgements,
        origins,
        plan,
        creation,
        assessment,
        endOfLife,
        observations,
        observed,
        repaired,
        null);
  }

  /// The same scan, with what its base is.
  public Scan standing(@Nullable Standing known) {
    return new Scan(
        findings,
        judgements,
        origins,
        plan,
        creation,
        assessment,
        endOfLife,
        observations,
        observed,
        repaired,
        known);
  }

  /// A scan of an image that was looked at whole.
  public Scan(
      Findings findings,
      List<Judgement> judgements,
      Origins origins,
      Plan plan,
      Creation creation,
      Assessment assessment,
      @Nullable EndOfLife endOfLife,
      List<Observation> observations,
      @Nullable Repaired repaired) {
    this(
        findings,
        judgements,
        origins,
        plan,
        creation,
        assessment,
        endOfLife,
        observations,
        true,
        repaired);
  }

  /// A scan without VEX, of a distribution that is looked after.
  public Scan(Findings findings, List<Judgement> judgements, Plan plan, Creation creation) {
    this(
        findings,
        judgements,
        Origins.unknown(),
        plan,
        creation,
        Assessment.none(),
        null,
        List.of(),
        null);
  }

  /// What each action of the plan comes to in the project's files, in their order; empty where
  /// nobody named a project.
  public List<Repair> repairs() {
    return repaired == null ? List.of() : repaired.repairs();
  }

  /// What the action of that index comes to in the project's files; `null` where nobody named one.
  public @Nullable Repair repair(int action) {
    return repaired == null ? null : repaired.repairs().get(action);
  }

  /// For each finding, the index of the first action of the plan that removes it; -1 where none
  /// does.
  public int[] removedBy() {
    int[] removedBy = new int[findings.findings().size()];
    Arrays.fill(removedBy, -1);
    for (int action = plan.actions().size() - 1; action >= 0; action--) {
      for (int finding : plan.actions().get(action).removes()) {
        removedBy[finding] = action;
      }
    }
    return removedBy;
  }

  /// Whether a finding is something that is wrong with the image, or may be: not what a source says
  /// is fixed or never was affected.
  public static boolean open(Finding finding) {
    return switch (finding.status()) {
      case AFFECTED, WILL_NOT_FIX, UNDER_INVESTIGATION, UNDETERMINED -> true;
      case FIXED, NOT_AFFECTED -> false;
    };
  }

  /// Indexes of the findings that are something wrong, or may be.
  public List<Integer> open() {
    List<Integer> open = new ArrayList<>();
    for (int i = 0; i < findings.findings().size(); i++) {
      if (open(findings.findings().get(i))) {
        open.add(i);
      }
    }
    return open;
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
