package dev.drydock.server.advisory;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Who may do what with components at the same time, on all replicas: locks of the database, held
/// until the transaction ends (docs/adr/0019). Who takes both takes [#change] first.
@Component
public class GenerationLocks {
  private static final long CHANGE = 0x6472_7964_6f63_6b01L;
  private static final long STORE = 0x6472_7964_6f63_6b02L;

  private final JdbcClient database;

  GenerationLocks(JdbcClient database) {
    this.database = database;
  }

  /// For whoever changes what is known of components that are stored already: one at a time.
  public void change() {
    lock("pg_advisory_xact_lock", CHANGE);
  }

  /// For whoever stores components of an image: any number at a time.
  public void store() {
    lock("pg_advisory_xact_lock_shared", STORE);
  }

  /// Waits until nobody stores components, and lets nobody begin: to be held for moments only.
  public void storeNothing() {
    lock("pg_advisory_xact_lock", STORE);
  }

  private void lock(String function, long key) {
    database
        .sql("select 1 from (select " + function + "(?)) locked")
        .param(key)
        .query(Integer.class)
        .single();
  }
}
