package dev.drydock.fuzz;

import dev.drydock.catalog.Cataloger;

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

  public static void fuzzerTestOneInput(byte[] data) throws InterruptedException {
    FuzzTree.run(data, CATALOGERS);
  }
}
