package dev.drydock.explain;

import dev.drydock.fix.Action;
import dev.drydock.fix.Plan;
import dev.drydock.match.Findings;
import dev.drydock.origin.Origins;
import dev.drydock.triage.Judgement;
import dev.drydock.vex.Assessment;
import java.util.List;
import java.util.function.Function;

/// What the stages said of one image, to be asked about one vulnerability.
///
/// @param judgements one for each finding, in the same order
/// @param titles what an action is called
public record ScannedImage(
    Findings findings,
    List<Judgement> judgements,
    Origins origins,
    Plan plan,
    Assessment assessment,
    Function<Action, String> titles) {
  public ScannedImage {
    judgements = List.copyOf(judgements);
  }
}
