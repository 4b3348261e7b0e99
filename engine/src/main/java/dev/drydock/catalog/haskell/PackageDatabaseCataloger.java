package dev.drydock.catalog.haskell;

import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.Document;
import dev.drydock.catalog.DocumentCataloger;
import dev.drydock.catalog.haskell.HaskellPackages.Identifier;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.List;

/// Finds installed Haskell packages in the package databases of GHC (GHC user guide, "The GHC
/// package database"), one file for each: those that come with the compiler, and those of Cabal's
/// store and of Stack's snapshots and projects:
///
///     name:                 aeson
///     version:              2.1.0.0
///     license:              BSD-3-Clause
///     depends:
///         base-4.17.0.0 bytestring-0.11.3.1
///
/// A library within a package has a name of its own, and the package's as `package-name`.
public final class PackageDatabaseCataloger extends DocumentCataloger {
  public PackageDatabaseCataloger(Limits limits) {
    super(
        "haskell-package-database",
        limits,
        "package.conf.d/*.conf",
        "package.db/*.conf",
        "pkgdb/*.conf");
  }

  @Override
  protected void read(Document document, Discoveries out) throws IOException {
    String name = "";
    String version = "";
    String licence = "";
    String ofPackage = "";
    for (String line : (Iterable<String>) document.text().lines()::iterator) {
      int colon = line.indexOf(':');
      String value = line.substring(colon + 1).strip();
      switch (line.substring(0, Math.max(colon, 0))) {
        case "name" -> name = value;
        case "package-name" -> ofPackage = value;
        case "version" -> version = value;
        case "license" -> licence = value;
        default -> {} // how it is used, not what it is
      }
    }
    Identifier identifier = Identifier.of(ofPackage.isEmpty() ? name : ofPackage, version);
    if (identifier == null) {
      throw new IOException(document.path() + " tells no name and version of a Haskell package");
    }
    List<String> licences = licence.isEmpty() ? List.of() : List.of(licence);
    out.add(
        HaskellPackages.component(
            identifier, licences, document.file(), document.evidence("package database")));
  }
}
