package dev.drydock.version;

import java.util.List;
import java.util.Optional;

/// The version schemes that there are.
public final class VersionSchemes {
  private VersionSchemes() {}

  /// The scheme of that [VersionScheme#name].
  public static Optional<VersionScheme> of(String name) {
    return Optional.ofNullable(
        switch (name) {
          case "apk" -> ApkScheme.INSTANCE;
          case "deb" -> DebScheme.INSTANCE;
          case "maven" -> MavenScheme.INSTANCE;
          case "npm" -> NpmScheme.INSTANCE;
          case "pypi" -> PypiScheme.INSTANCE;
          case "rpm" -> RpmScheme.INSTANCE;
          case "semver" -> SemverScheme.INSTANCE;
          default -> null;
        });
  }

  /// All of them, by name.
  public static List<VersionScheme> all() {
    return List.of(
        ApkScheme.INSTANCE,
        DebScheme.INSTANCE,
        MavenScheme.INSTANCE,
        NpmScheme.INSTANCE,
        PypiScheme.INSTANCE,
        RpmScheme.INSTANCE,
        SemverScheme.INSTANCE);
  }
}
