package dev.drydock.fuzz;

import dev.drydock.catalog.Cataloger;
import java.io.IOException;

/// Lock files and packages of the npm family.
public final class NpmFuzz {
  private NpmFuzz() {}

  private static final Cataloger[] CATALOGERS = FuzzTree.catalogers("npm");

  public static void fuzzerTestOneInput(byte[] data) throws IOException, InterruptedException {
    ProcessorTime.judge(data, NpmFuzz::read);
  }

  private static void read(byte[] data) throws InterruptedException {
    FuzzTree.run(data, CATALOGERS);
  }
}
