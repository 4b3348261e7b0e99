package dev.drydock.server.advisory;

import dev.drydock.advisory.index.AdvisoryIndex;

/// A generation with its index, open.
public record CurrentGeneration(Generation generation, AdvisoryIndex index) {
  public int id() {
    return generation.id();
  }
}
