package dev.drydock.policy.facts;

import java.time.Instant;
import java.util.List;

/// All that a policy may ask of one image.
///
/// It has neither more nor less than a scan and its JSON both tell, so that an image gets the same
/// verdict from a scan that was just made and from one that was written down.
///
/// @param at when the scan was made
/// @param findings in the order of the scan, those that are none included
/// @param components in the order of the scan
/// @param observations in the order of the scan
public record Facts(
    Instant at,
    ImageFacts image,
    List<FindingFacts> findings,
    List<ComponentFacts> components,
    List<ObservationFacts> observations,
    PlanFacts plan) {
  public Facts {
    findings = List.copyOf(findings);
    components = List.copyOf(components);
    observations = List.copyOf(observations);
  }

  /// The same, with what the image's base is by now.
  public Facts standing(StandingFacts known) {
    return new Facts(at, image.standing(known), findings, components, observations, plan);
  }
}
