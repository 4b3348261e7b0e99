package dev.drydock.bom.spdx;

import dev.drydock.bom.PackageTypes;
import dev.drydock.json.Json;
import org.jspecify.annotations.Nullable;

/// What a package of a document is for. `primaryPackagePurpose` says it from SPDX 2.3 on; in older
/// documents the ids do that Trivy and Syft give to what is no package.
///
/// ```text
/// SPDXRef-ContainerImage-8f0c1b22aa41d6e7    Trivy: what it looked at
/// SPDXRef-OperatingSystem-bd1c4d0f5a7b9e31
/// SPDXRef-Application-150e605f5f17224d       a lock file, or all jars: a list of packages
/// SPDXRef-DocumentRoot-File-go.mod           Syft: what it looked at
/// ```
final class SpdxPurposes {
  static final String OPERATING_SYSTEM = "OPERATING-SYSTEM";

  /// The image that the document is about.
  static final String IMAGE = "(image)";

  /// What else it is about: a folder, a file, a repository of sources.
  static final String SUBJECT = "(subject)";

  /// A mere list of packages.
  private static final String LIST = "(list)";

  private SpdxPurposes() {}

  /// @param described whether the document says that it is about this package
  static String of(Json item, String id, @Nullable String purl, boolean described) {
    String said = item.text("primaryPackagePurpose");
    if (said != null) {
      return said.replace('_', '-');
    }
    if (purl != null) {
      return "";
    }
    if (id.startsWith("SPDXRef-DocumentRoot-")) {
      return id.startsWith("SPDXRef-DocumentRoot-Image-") ? IMAGE : SUBJECT;
    }
    String version = item.text("versionInfo");
    if (described && version != null && version.startsWith("sha256:")) {
      return IMAGE;
    }
    return switch (trivys(id)) {
      case "ContainerImage" -> IMAGE;
      case "Filesystem", "Repository" -> SUBJECT;
      case "OperatingSystem" -> OPERATING_SYSTEM;
      case "Application" -> LIST;
      default -> "";
    };
  }

  /// Trivy's word in an id, which ends with a number in hexadecimal digits; else nothing.
  private static String trivys(String id) {
    int dash = id.lastIndexOf('-');
    int from = "SPDXRef-".length();
    if (!id.startsWith("SPDXRef-") || dash < from || dash + 1 == id.length()) {
      return "";
    }
    for (int i = dash + 1; i < id.length(); i++) {
      char c = id.charAt(i);
      if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
        return "";
      }
    }
    return id.substring(from, dash);
  }

  /// Whether such a package is no software that is installed. A purl says what a file is, and what
  /// a container has in it, as in Docker's hardened images (`pkg:docker/dhi/python@3.14.3`); the
  /// source of a distribution's package is not installed, that of a language's may be.
  static boolean passedOver(String purpose, @Nullable String purl) {
    return switch (purpose) {
      case "CONTAINER" -> purl == null;
      case "FILE" -> !PackageTypes.isPackage(purl);
      case "SOURCE" -> !PackageTypes.isOfLanguage(purl);
      case "DEVICE", LIST -> true;
      default -> false;
    };
  }
}
