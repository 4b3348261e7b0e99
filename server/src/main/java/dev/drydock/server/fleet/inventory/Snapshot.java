package dev.drydock.server.fleet.inventory;

import java.util.LinkedHashMap;
import java.util.Map;

/// All that a cluster runs at one moment: each image of each container once, with how often it
/// runs.
final class Snapshot {
  private final Map<Running, Seen> seen = new LinkedHashMap<>();

  /// @param internetFacing whether any of them is
  record Seen(int replicas, boolean internetFacing) {}

  void add(Running running, boolean internetFacing) {
    seen.merge(
        running,
        new Seen(1, internetFacing),
        (a, b) -> new Seen(a.replicas() + b.replicas(), a.internetFacing() || b.internetFacing()));
  }

  Map<Running, Seen> all() {
    return seen;
  }

  int size() {
    return seen.size();
  }
}
