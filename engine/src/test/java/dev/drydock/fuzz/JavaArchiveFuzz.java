package dev.drydock.fuzz;

import dev.drydock.catalog.Cataloger;
import java.io.IOException;

/// Java archives, POMs, lock files and run-time releases.
public final class JavaArchiveFuzz {
  private JavaArchiveFuzz() {}

  private static final Cataloger[] CATALOGERS = FuzzTree.catalogers("graalvm", "jvm", "maven");

  public static void fuzzerTestOneInput(byte[] data) throws IOException, InterruptedException {
    ProcessorTime.judge(data, JavaArchiveFuzz::read);
  }

  private static void read(byte[] data) throws InterruptedException {
    FuzzTree.run(data, CATALOGERS);
  }
}
