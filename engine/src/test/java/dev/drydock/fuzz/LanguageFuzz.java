package dev.drydock.fuzz;

import dev.drydock.catalog.Cataloger;
import java.io.IOException;

/// Lock files and packages of the other languages.
public final class LanguageFuzz {
  private LanguageFuzz() {}

  private static final Cataloger[] CATALOGERS =
      FuzzTree.catalogers(
          "cocoapods",
          "composer",
          "conan",
          "dart",
          "golang",
          "haskell",
          "hex",
          "julia",
          "lua",
          "ocaml",
          "pear",
          "perl",
          "prolog",
          "r",
          "ruby",
          "rust",
          "swift",
          "terraform",
          "wordpress");

  public static void fuzzerTestOneInput(byte[] data) throws IOException, InterruptedException {
    ProcessorTime.judge(data, LanguageFuzz::read);
  }

  private static void read(byte[] data) throws InterruptedException {
    FuzzTree.run(data, CATALOGERS);
  }
}
