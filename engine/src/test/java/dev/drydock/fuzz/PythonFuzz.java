package dev.drydock.fuzz;

import dev.drydock.catalog.Cataloger;
import java.io.IOException;

/// Packages, archives and lock files of Python.
public final class PythonFuzz {
  private PythonFuzz() {}

  private static final Cataloger[] CATALOGERS = FuzzTree.catalogers("python");

  public static void fuzzerTestOneInput(byte[] data) throws IOException, InterruptedException {
    ProcessorTime.judge(data, PythonFuzz::read);
  }

  private static void read(byte[] data) throws InterruptedException {
    FuzzTree.run(data, CATALOGERS);
  }
}
