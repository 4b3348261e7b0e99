package dev.drydock.advisory.index;

/// Who makes the data of a feed, and on what terms it may be passed on.
///
/// @param source in words
/// @param licence SPDX expression, or a short word where there is none
record Provenance(String source, String licence) {

  private static final String GITHUB = "GitHub Advisory Database and others, by way of OSV";

  /// What is known of an ecosystem's feed in OSV's form.
  static Provenance of(String ecosystem) {
    return switch (ecosystem) {
      case "AlmaLinux" -> new Provenance("AlmaLinux errata", "MIT");
      case "Alpine" -> new Provenance("Alpine secdb", "none stated");
      case "Bitnami" -> new Provenance("Bitnami Vulndb", "Apache-2.0");
      case "Chainguard" -> new Provenance("Chainguard advisories", "see publisher");
      case "Debian" -> new Provenance("Debian security tracker", "none stated");
      case "Go" -> new Provenance("Go vulnerability database, the Go Authors", "CC-BY-4.0");
      case "Maven", "NuGet", "npm" -> new Provenance(GITHUB, "CC-BY-4.0");
      case "Packagist" -> new Provenance("FriendsOfPHP and others, by way of OSV", "see publisher");
      case "PyPI" -> new Provenance("PyPA advisory database, the PyPA, and others", "CC-BY-4.0");
      case "RubyGems" -> new Provenance("ruby-advisory-db and others", "public domain");
      case "Red Hat" -> new Provenance("Red Hat security data", "CC-BY-4.0");
      case "Rocky Linux" -> new Provenance("Rocky Linux errata", "BSD-3-Clause");
      case "SUSE", "openSUSE" -> new Provenance("SUSE security data", "CC-BY-4.0");
      case "Ubuntu" -> new Provenance("Ubuntu security notices, Canonical", "CC-BY-SA-4.0");
      case "Wolfi" -> new Provenance("Wolfi advisories", "Apache-2.0 until 2025-05-07");
      case "crates.io" -> new Provenance("RustSec advisory database", "CC0-1.0 AND CC-BY-4.0");
      default -> new Provenance("OSV", "see publisher");
    };
  }
}
