package dev.drydock.fleet;

import dev.drydock.match.Finding;
import dev.drydock.triage.Judgement;

/// A finding of a component apart from its image, and how urgent it is.
///
/// Its severity and its urgency depend on what is known by CVE (KEV, EPSS, vectors from tables
/// beside the feeds) of [Finding#id] alone, where that is one; on none of its aliases.
///
/// @param finding its component is found nowhere
public record FleetFinding(Finding finding, Judgement judgement) {}
