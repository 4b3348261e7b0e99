package dev.drydock.catalog.hex;

import dev.drydock.bom.Purl;
import dev.drydock.catalog.PackageGraph;
import dev.drydock.catalog.SourceAddress;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How packages of Hex, and those from repositories, become components.
final class HexPackages {
  private static final String ORGANISATION = "hexpm:";

  private HexPackages() {}

  /// @param key the name of the application, by which others need it
  /// @param name the name of the package, which may differ
  /// @param repository `hexpm`, `hexpm:organisation` or another one; `null` where it is not said
  static void addHex(
      PackageGraph packages, String key, String name, String version, @Nullable String repository) {
    String organisation =
        repository != null && repository.startsWith(ORGANISATION)
            ? repository.substring(ORGANISATION.length()).toLowerCase(Locale.ROOT)
            : null;
    packages.add(
        key, name, version, Purl.of("hex", organisation, name.toLowerCase(Locale.ROOT), version));
  }

  static void addGit(PackageGraph packages, String name, String address, String commit) {
    addRepository(packages, name, SourceAddress.git(address, commit));
  }

  static void addMercurial(PackageGraph packages, String name, String address, String changeset) {
    addRepository(packages, name, SourceAddress.mercurial(address, changeset));
  }

  /// A commit is no version.
  private static void addRepository(PackageGraph packages, String name, String repository) {
    packages.add(
        name,
        name,
        "",
        Purl.of("hex", null, name.toLowerCase(Locale.ROOT), null, Map.of("vcs_url", repository)));
  }

  /// What lies beside the project.
  static void addOther(PackageGraph packages, String name) {
    packages.add(name, name, "", Purl.of("hex", null, name.toLowerCase(Locale.ROOT), null));
  }
}
