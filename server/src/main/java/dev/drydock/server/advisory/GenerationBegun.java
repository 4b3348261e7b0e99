package dev.drydock.server.advisory;

/// The event that a generation counts from now on; told on the replica that began it.
public record GenerationBegun(int generation) {}
