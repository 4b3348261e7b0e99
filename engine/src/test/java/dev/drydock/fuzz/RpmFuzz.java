package dev.drydock.fuzz;

import dev.drydock.catalog.Cataloger;

/// RPM databases: Berkeley DB, ndb, SQLite and its write-ahead log.
public final class RpmFuzz {
  private RpmFuzz() {}

  private static final Cataloger[] CATALOGERS = FuzzTree.catalogers("rpm");

  public static void fuzzerTestOneInput(byte[] data) throws InterruptedException {
    FuzzTree.run(data, CATALOGERS);
  }
}
