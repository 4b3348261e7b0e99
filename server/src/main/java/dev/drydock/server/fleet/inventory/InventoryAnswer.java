package dev.drydock.server.fleet.inventory;

import java.time.Instant;
import java.util.List;

/// What a snapshot came to.
///
/// @param running images of containers that run now, each once for its workload
/// @param opened how many of them were not there before
/// @param closed how many are gone
/// @param unknown how many references name images that nobody has brought yet
/// @param unknownImages the first hundred of them
record InventoryAnswer(
    String cluster,
    String environment,
    Instant toldAt,
    int running,
    int opened,
    int closed,
    int unknown,
    List<String> unknownImages) {
  InventoryAnswer {
    unknownImages = List.copyOf(unknownImages);
  }
}
