package dev.drydock.server.fleet.inventory;

import dev.drydock.server.fleet.Repetition;
import dev.drydock.server.fleet.RepositoryImages;
import dev.drydock.server.fleet.Times;
import dev.drydock.server.fleet.inventory.InventoryStore.Change;
import dev.drydock.server.fleet.inventory.InventoryStore.Unknown;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Service;

/// Takes over what a cluster runs now: what is new begins, what is gone ends. The same snapshot
/// again changes nothing.
@Service
class Inventory {
  private static final int SHOWN = 100;

  private final InventoryStore store;
  private final RepositoryImages watch;
  private final Repetition repetition;
  private final Clock clock;

  Inventory(InventoryStore store, RepositoryImages watch, Repetition repetition, Clock clock) {
    this.store = store;
    this.watch = watch;
    this.repetition = repetition;
    this.clock = clock;
  }

  InventoryAnswer replace(int organisation, String cluster, String environment, Snapshot snapshot) {
    return repetition.run(
        () -> {
          Instant at = store.hold(organisation, cluster, environment, Times.now(clock));
          Change change = store.replace(organisation, cluster, environment, snapshot, at);
          watch.decide(change.images().stream().mapToInt(Integer::intValue).toArray());
          Unknown unknown = store.unknown(organisation, cluster, SHOWN);
          return new InventoryAnswer(
              cluster,
              environment,
              at,
              snapshot.size(),
              change.opened(),
              change.closed(),
              unknown.count(),
              unknown.some());
        });
  }
}
