package dev.drydock.fix;

import dev.drydock.advisory.Advisories;
import dev.drydock.bom.Bom;
import dev.drydock.match.Findings;
import dev.drydock.origin.Origins;
import dev.drydock.triage.Judgement;
import dev.drydock.triage.Prioritisation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Makes the plan: the cheapest choice of actions that removes all that any action can remove, on
/// the present base image or on the candidate that leaves the least risk.
///
/// Nothing is added up: every action is applied to the bill of materials, and that is matched
/// again. `docs/plan.md` tells the rules.
public final class Planner {
  private final MatchingAgain again;
  private final Replacements replacements;

  /// @param known takes out of newly matched findings what is known to be none (VEX), as it was
  ///   taken out of those to plan for
  public Planner(Advisories advisories, UnaryOperator<Findings> known, Replacements replacements) {
    this.again = new MatchingAgain(advisories, known);
    this.replacements = replacements;
  }

  /// The plan on the present base image.
  ///
  /// @param judgements one for each finding, in the same order
  public Plan plan(Findings findings, List<Judgement> judgements, Origins origins) {
    return present(findings, judgements, origins).plan();
  }

  /// The plan on whichever base leaves the least risk: the present one, or one of `candidates`.
  public Plan plan(
      Findings findings,
      List<Judgement> judgements,
      Origins origins,
      List<BaseCandidate> candidates) {
    Proposals present = present(findings, judgements, origins);
    Outcome best = present.outcome();
    List<String> undecided = new ArrayList<>();
    for (BaseCandidate candidate : candidates) {
      BaseChange change = new BaseChange(findings, origins, candidate, present.upgrades());
      Bom after = change.after();
      Findings there = again.image(after);
      Outcome other =
          change.outcome(proposals(there, new Prioritisation().of(there), origins, null), there);
      undecided.addAll(change.undecided());
      if (other.betterThan(best)) {
        best = other;
      }
    }
    return best.plan(undecided);
  }

  /// Which packages of another base need which of the application's cannot be told: nothing is
  /// removed there.
  private Proposals present(Findings findings, List<Judgement> judgements, Origins origins) {
    return proposals(findings, judgements, origins, new RemovalPlanner(findings.bom()));
  }

  private Proposals proposals(
      Findings findings,
      List<Judgement> judgements,
      Origins origins,
      @Nullable RemovalPlanner removal) {
    List<Upgrade> upgrades = new UpgradePlanner(again).upgrades(findings);
    List<ReplacementPlanner.Replaced> replaced =
        new ReplacementPlanner(again, replacements).replaced(findings);
    return new Proposals(findings, judgements, origins, upgrades, replaced, removal);
  }
}
