package dev.drydock.fuzz;

import dev.drydock.catalog.Cataloger;

/// .NET assemblies, bundles and NuGet documents.
public final class DotnetFuzz {
  private DotnetFuzz() {}

  private static final Cataloger[] CATALOGERS = FuzzTree.catalogers("dotnet");

  public static void fuzzerTestOneInput(byte[] data) throws InterruptedException {
    FuzzTree.run(data, CATALOGERS);
  }
}
