package dev.drydock.bom.described;

import dev.drydock.bom.Purl;
import org.jspecify.annotations.Nullable;

/// The version of a package out of what a document says: some leave the epoch to the purl's
/// qualifier, some write an epoch of 0 that no advisory has.
final class PackageVersion {
  private PackageVersion() {}

  /// @param own whether Drydock wrote it, and so what it found; elsewhere the purl of a language's
  ///   package counts more
  static String of(@Nullable String written, Purl purl, boolean own) {
    String inPurl = purl.version();
    String version = written != null ? written : inPurl == null ? "" : inPurl;
    return switch (purl.type()) {
      case "rpm", "deb" -> withEpoch(purl.qualifiers().get("epoch"), version);
      case "apk", "alpm", "opkg" -> version;
      default -> own || inPurl == null ? version : inPurl;
    };
  }

  /// @param epoch `null`, or not a number, where there is none
  static String withEpoch(@Nullable String epoch, String version) {
    int colon = version.indexOf(':');
    if (colon >= 0 && number(version.substring(0, colon))) {
      return version.startsWith("0:") ? version.substring(2) : version;
    }
    return epoch == null || epoch.equals("0") || !number(epoch) || version.isEmpty()
        ? version
        : epoch + ":" + version;
  }

  private static boolean number(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty() && text.length() < 10;
  }
}
