package dev.drydock.vex;

import dev.drydock.match.Findings;

/// Findings after VEX.
///
/// @param findings without those that a statement silenced
public record Assessed(Findings findings, Assessment assessment) {}
