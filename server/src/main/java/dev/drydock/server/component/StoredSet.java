package dev.drydock.server.component;

/// The components that came with one layer of an image, as they are stored.
///
/// @param id of `component_set`
/// @param layer its index in the subject's layers, base 0; -1 for components of which nobody knows
///   the layer
public record StoredSet(int id, int layer) {}
