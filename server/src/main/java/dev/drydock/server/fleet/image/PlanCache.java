package dev.drydock.server.fleet.image;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// Plans that were made, until others are asked for more: bounded by their bytes.
final class PlanCache {
  private final long most;
  private final ReentrantLock lock = new ReentrantLock();
  private final LinkedHashMap<Key, byte[]> plans = new LinkedHashMap<>(64, 0.75f, true);
  private long bytes;

  /// @param document the digest of the bill of materials
  /// @param generation of the advisories
  /// @param day since a release's end of life is counted in days
  record Key(String document, int generation, long day) {}

  PlanCache(long most) {
    this.most = most;
  }

  Optional<byte[]> get(Key key) {
    lock.lock();
    try {
      return Optional.ofNullable(plans.get(key));
    } finally {
      lock.unlock();
    }
  }

  void put(Key key, byte[] plan) {
    lock.lock();
    try {
      byte[] before = plans.put(key, plan);
      bytes += plan.length - (before == null ? 0 : before.length);
      Iterator<Map.Entry<Key, byte[]>> oldest = plans.entrySet().iterator();
      while (bytes > most && oldest.hasNext()) {
        Map.Entry<Key, byte[]> gone = oldest.next();
        bytes -= gone.getValue().length;
        oldest.remove();
      }
    } finally {
      lock.unlock();
    }
  }
}
