package dev.drydock.fuzz;

import dev.drydock.catalog.Cataloger;

/// Lock files and packages of the npm family.
public final class NpmFuzz {
  private NpmFuzz() {}

  private static final Cataloger[] CATALOGERS = FuzzTree.catalogers("npm");

  public static void fuzzerTestOneInput(byte[] data) throws InterruptedException {
    FuzzTree.run(data, CATALOGERS);
  }
}
