package dev.drydock.fuzz;

import dev.drydock.catalog.Cataloger;

/// Java archives, POMs, lock files and run-time releases.
public final class JavaArchiveFuzz {
  private JavaArchiveFuzz() {}

  private static final Cataloger[] CATALOGERS = FuzzTree.catalogers("graalvm", "jvm", "maven");

  public static void fuzzerTestOneInput(byte[] data) throws InterruptedException {
    FuzzTree.run(data, CATALOGERS);
  }
}
