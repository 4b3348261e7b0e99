package dev.drydock.bom;

import org.jspecify.annotations.Nullable;

/// Which purls name a package of a distribution or of a language's registry. Others name where
/// something came from (`github`, `generic`), an image (`oci`, `docker`) or a model
/// (`huggingface`).
public final class PackageTypes {
  private PackageTypes() {}

  /// Whether `purl` names a package; what is no purl names none.
  public static boolean isPackage(@Nullable String purl) {
    return isOfSystem(purl) || isOfLanguage(purl);
  }

  /// Whether `purl` names a package of a distribution.
  public static boolean isOfSystem(@Nullable String purl) {
    return switch (type(purl)) {
      case "alpm", "apk", "deb", "rpm" -> true;
      default -> false;
    };
  }

  /// Whether `purl` names a package of a language's registry.
  public static boolean isOfLanguage(@Nullable String purl) {
    return switch (type(purl)) {
      case "bitnami",
          "cargo",
          "clojars",
          "cocoapods",
          "composer",
          "conan",
          "conda",
          "cpan",
          "cran",
          "gem",
          "golang",
          "hackage",
          "hex",
          "julia",
          "luarocks",
          "maven",
          "npm",
          "nuget",
          "opam",
          "otp",
          "pub",
          "pypi",
          "swift",
          "vcpkg",
          "vscode-extension" ->
          true;
      default -> false;
    };
  }

  private static String type(@Nullable String purl) {
    if (purl == null) {
      return "";
    }
    try {
      return Purl.parse(purl).type();
    } catch (IllegalArgumentException _) {
      return "";
    }
  }
}
