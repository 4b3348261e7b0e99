package dev.drydock.policy.facts;

/// One thing that a rule can be about.
public sealed interface Item
    permits FindingFacts, ComponentFacts, ObservationFacts, ImageFacts, PlanFacts {

  /// For people, as short as it goes: `CVE-2024-5535 in openssl 1.1.1w`.
  String words();
}
