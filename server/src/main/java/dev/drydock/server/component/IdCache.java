package dev.drydock.server.component;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Ids of components and sets that this replica has seen committed. What has been removed from the
/// database since is forgotten here too: all of it, when the count of sweeps there has changed.
@Component
class IdCache {
  private static final int COMPONENTS = 200_000;
  private static final int SETS = 50_000;

  private final JdbcClient database;
  private volatile Ids current = new Ids(-1);

  IdCache(JdbcClient database) {
    this.database = database;
  }

  /// What is known. It stays true while the transaction holds the lock for storing.
  Ids get() {
    int sweeps = database.sql("select count from component_sweep").query(Integer.class).single();
    Ids known = current;
    if (known.sweeps != sweeps) {
      known = new Ids(sweeps);
      current = known;
    }
    return known;
  }

  /// Lets all replicas forget what they know, when this transaction is committed, which holds the
  /// lock that nobody stores meanwhile.
  void forgetEverywhere() {
    database.sql("update component_sweep set count = count + 1").update();
  }

  /// The ids of the time between two sweeps.
  static final class Ids {
    private final int sweeps;
    final Bounded components = new Bounded(COMPONENTS);
    final Bounded sets = new Bounded(SETS);

    private Ids(int sweeps) {
      this.sweeps = sweeps;
    }
  }

  /// A map that forgets what has not been asked for longest, half of it at a time.
  static final class Bounded {
    private final int half;
    private volatile Map<Sha256, Integer> young = new ConcurrentHashMap<>();
    private volatile Map<Sha256, Integer> old = Map.of();

    Bounded(int most) {
      this.half = most / 2;
    }

    @Nullable Integer get(Sha256 digest) {
      Integer id = young.get(digest);
      if (id == null) {
        id = old.get(digest);
        if (id != null) {
          put(digest, id);
        }
      }
      return id;
    }

    void put(Sha256 digest, int id) {
      young.put(digest, id);
      if (young.size() > half) {
        age();
      }
    }

    private synchronized void age() {
      if (young.size() > half) {
        old = young;
        young = new ConcurrentHashMap<>();
      }
    }
  }
}
