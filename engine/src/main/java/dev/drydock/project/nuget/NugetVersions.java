package dev.drydock.project.nuget;

import dev.drydock.project.edit.VersionRequirement;
import dev.drydock.version.VersionScheme;
import dev.drydock.version.VersionSchemes;
import java.util.Optional;

/// Versions as NuGet writes them (NuGet documentation, "Package versioning"): `1.0` is at least
/// that, `[1.0,2.0)` a range, `1.*` the newest that there is.
final class NugetVersions {
  private static final VersionScheme SCHEME = VersionSchemes.of("nuget").orElseThrow();

  private NugetVersions() {}

  static Optional<String> startsFrom(String requirement) {
    return VersionRequirement.of(requirement).version();
  }

  static boolean isAtLeast(String requirement, String version) {
    return VersionRequirement.of(requirement).isAtLeast(version, SCHEME);
  }

  /// In the style of the requirement.
  static String raised(String requirement, String version) {
    return VersionRequirement.of(requirement).raised(version, SCHEME);
  }
}
