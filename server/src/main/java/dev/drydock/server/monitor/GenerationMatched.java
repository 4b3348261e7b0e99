package dev.drydock.server.monitor;

/// The event that everything has been matched with a generation, so that its rows in
/// `finding_change` are complete; told on the replica that did it.
public record GenerationMatched(int generation) {}
