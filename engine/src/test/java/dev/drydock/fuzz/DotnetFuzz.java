package dev.drydock.fuzz;

import dev.drydock.catalog.Cataloger;
import java.io.IOException;

/// .NET assemblies, bundles and NuGet documents.
public final class DotnetFuzz {
  private DotnetFuzz() {}

  private static final Cataloger[] CATALOGERS = FuzzTree.catalogers("dotnet");

  public static void fuzzerTestOneInput(byte[] data) throws IOException, InterruptedException {
    ProcessorTime.judge(data, DotnetFuzz::read);
  }

  private static void read(byte[] data) throws InterruptedException {
    FuzzTree.run(data, CATALOGERS);
  }
}
