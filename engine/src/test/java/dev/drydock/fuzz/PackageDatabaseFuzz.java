package dev.drydock.fuzz;

import dev.drydock.catalog.Cataloger;
import java.io.IOException;

/// Package databases of operating systems other than RPM.
public final class PackageDatabaseFuzz {
  private PackageDatabaseFuzz() {}

  private static final Cataloger[] CATALOGERS =
      FuzzTree.catalogers(
          "alpm",
          "apk",
          "bitnami",
          "bottlerocket",
          "chisel",
          "conda",
          "cos",
          "distribution",
          "dpkg",
          "flatpak",
          "homebrew",
          "kernel",
          "nix",
          "opkg",
          "portage",
          "redhat",
          "snap");

  public static void fuzzerTestOneInput(byte[] data) throws IOException, InterruptedException {
    ProcessorTime.judge(data, PackageDatabaseFuzz::read);
  }

  private static void read(byte[] data) throws InterruptedException {
    FuzzTree.run(data, CATALOGERS);
  }
}
