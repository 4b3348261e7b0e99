package dev.drydock.fuzz;

import dev.drydock.catalog.Cataloger;
import java.io.IOException;

/// RPM databases: Berkeley DB, ndb, SQLite and its write-ahead log.
public final class RpmFuzz {
  private RpmFuzz() {}

  private static final Cataloger[] CATALOGERS = FuzzTree.catalogers("rpm");

  public static void fuzzerTestOneInput(byte[] data) throws IOException, InterruptedException {
    ProcessorTime.judge(data, RpmFuzz::read);
  }

  private static void read(byte[] data) throws InterruptedException {
    FuzzTree.run(data, CATALOGERS);
  }
}
