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
          case "cargo" -> CargoScheme.INSTANCE;
          case "composer" -> ComposerScheme.INSTANCE;
          case "cran" -> CranScheme.INSTANCE;
          case "deb" -> DebScheme.INSTANCE;
          case "gem" -> GemScheme.INSTANCE;
          case "golang" -> GolangScheme.INSTANCE;
          case "hackage" -> HackageScheme.INSTANCE;
          case "hex" -> HexScheme.INSTANCE;
          case "julia" -> JuliaScheme.INSTANCE;
          case "maven" -> MavenScheme.INSTANCE;
          case "npm" -> NpmScheme.INSTANCE;
          case "nuget" -> NugetScheme.INSTANCE;
          case "opam" -> OpamScheme.INSTANCE;
          case "pub" -> PubScheme.INSTANCE;
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
        CargoScheme.INSTANCE,
        ComposerScheme.INSTANCE,
        CranScheme.INSTANCE,
        DebScheme.INSTANCE,
        GemScheme.INSTANCE,
        GolangScheme.INSTANCE,
        HackageScheme.INSTANCE,
        HexScheme.INSTANCE,
        JuliaScheme.INSTANCE,
        MavenScheme.INSTANCE,
        NpmScheme.INSTANCE,
        NugetScheme.INSTANCE,
        OpamScheme.INSTANCE,
        PubScheme.INSTANCE,
        PypiScheme.INSTANCE,
        RpmScheme.INSTANCE,
        SemverScheme.INSTANCE);
  }
}
